using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Policy.Changes;

/// <summary>Every version and every proposal, newest first. Drafts are their writers' own.</summary>
/// <param name="Before">The last id of the page before.</param>
[Requires(Permission.ConsultPolicy)]
[ReadsNoRecord("A policy holds no person and no case.")]
public sealed record ListPolicyVersions(long? Before = null) : IQuery<PolicyVersionList>;

public sealed record PolicyVersionList(IReadOnlyList<PolicyVersionRow> Rows, long? Next);

public sealed record PolicyVersionRow(long Id, string Name, int? Number, PolicyState State, PolicyOrigin Origin, string Reason, DateOnly? AskedFrom, DateTime? EffectiveFrom, string? By, DateTime ProposedAt, string? DecidedBy, DateTime? DecidedAt, string? Words);

public sealed class ListPolicyVersionsHandler(CaseDbContext db) : IRequestHandler<ListPolicyVersions, PolicyVersionList>
{
    private const int Most = 50;

    public async Task<PolicyVersionList> Handle(ListPolicyVersions request, CancellationToken cancellationToken)
    {
        var rows = await Rows(db, db.PolicyVersions.AsNoTracking().Where(v => v.State != PolicyState.Draft && (request.Before == null || v.Id < request.Before)).OrderByDescending(v => v.Id).Take(Most + 1)).ToListAsync(cancellationToken);
        return new PolicyVersionList([.. rows.Take(Most)], rows.Count > Most ? rows[Most - 1].Id : null);
    }

    internal static IQueryable<PolicyVersionRow> Rows(CaseDbContext db, IQueryable<PolicyVersion> versions) => versions.Select(v => new PolicyVersionRow(
        v.Id, v.Name, v.Number, v.State, v.Origin, v.Reason, v.AskedFrom, v.EffectiveFrom, db.Users.Where(u => u.Id == v.ProposedById).Select(u => u.FullName).FirstOrDefault(), v.ProposedAt,
        db.Users.Where(u => u.Id == v.DecidedById).Select(u => u.FullName).FirstOrDefault(), v.DecidedAt, v.DecidedWords));
}
