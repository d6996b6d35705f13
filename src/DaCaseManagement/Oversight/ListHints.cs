using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Oversight;

/// <summary>Officers for whom the same gap has come back often enough to suggest training (RSK-14); those of the reader's own unit first.</summary>
[Requires(Permission.ConsultOversight)]
public sealed record ListHints : IQuery<HintList>;

/// <param name="Since">The policy's window.</param>
public sealed record HintList(DateTime Since, int Months, int After, IReadOnlyList<HintRow> Rows) : IConsultation
{
    public IEnumerable<Subject> Consulted => Rows.SelectMany(r => r.Cases).Select(Subject.Case).Distinct();
}

/// <param name="Incidents">Where, newest first, for those who may open them; <paramref name="Times"/> counts exactly these.</param>
public sealed record HintRow(string Officer, string? Unit, bool IsOwnUnit, Gap Gap, int Times, IReadOnlyList<(string Incident, string Case)> Incidents)
{
    public IEnumerable<string> Cases => Incidents.Select(i => i.Case);
}

public sealed class ListHintsHandler(CaseDbContext db, CurrentUser user, PolicyInForce inForce, TimeProvider clock) : IRequestHandler<ListHints, HintList>
{
    private const int MostOfficers = 50, MostGaps = 50_000;

    public async Task<HintList> Handle(ListHints request, CancellationToken cancellationToken)
    {
        var policy = inForce.Policy.Supervision;
        var since = clock.GetUtcNow().UtcDateTime.AddMonths(-policy.HintMonths);
        var (sees, opens, least, mine) = (user.May(Permission.SeeRestrictedCases), user.May(Permission.ConsultCases), policy.HintAfter, user.UnitId);
        var gaps = await db.AssessmentGaps.AsNoTracking().Where(g => g.At >= since && (sees || !g.Assessment.Case.Restricted)).OrderByDescending(g => g.At).Take(MostGaps)
            .Select(g => new { g.AssessorId, g.Gap, g.AssessmentId }).ToListAsync(cancellationToken);
        var often = gaps.GroupBy(g => (g.AssessorId, g.Gap)).Where(g => g.Count() >= least).Select(g => (g.Key.AssessorId, g.Key.Gap, Assessments: g.Select(x => x.AssessmentId).ToList()))
            .OrderByDescending(g => g.Assessments.Count).ThenBy(g => g.AssessorId).Take(MostOfficers).ToList();
        var ids = often.Select(o => o.AssessorId).Distinct().ToList();
        var officers = await db.Users.Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, u.FullName, u.UnitId, Unit = u.Unit!.Name }).ToDictionaryAsync(u => u.Id, cancellationToken);
        var shown = often.SelectMany(o => o.Assessments).Distinct().ToList();
        var where = opens ? await db.Assessments.AsNoTracking().Where(a => shown.Contains(a.Id)).Select(a => new { a.Id, Incident = a.Incident.Reference, Case = a.Case.Reference }).ToDictionaryAsync(a => a.Id, cancellationToken) : [];
        return new HintList(since, policy.HintMonths, least,
        [
            .. often.Select(o => new HintRow(
                officers[o.AssessorId].FullName, officers[o.AssessorId].Unit, officers[o.AssessorId].UnitId == mine && mine is not null, o.Gap, o.Assessments.Count,
                opens ? [.. o.Assessments.Select(a => (where[a].Incident, where[a].Case))] : []))
                .OrderByDescending(h => h.IsOwnUnit).ThenByDescending(h => h.Times).ThenBy(h => h.Officer, StringComparer.Ordinal),
        ]);
    }
}
