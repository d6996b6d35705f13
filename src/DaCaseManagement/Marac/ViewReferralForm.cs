using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Marac;

/// <summary>What somebody needs before referring a case: the pair, safe contact, and the criteria the record shows to be met.</summary>
[Requires(Permission.RaiseMaracReferrals)]
public sealed record ViewReferralForm(string Case) : IQuery<ReferralForm>;

public sealed record ReferralForm(string Case, string Victim, string? Perpetrator, Grade? Grade, SafeContact SafeContact, IReadOnlyList<(ReferralCriterion Criterion, string Because)> Met, string? LiveReferral) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Case(Case)];
}

public sealed class ViewReferralFormHandler(CaseDbContext db, CurrentUser user, PolicyInForce inForce, TimeProvider clock) : IRequestHandler<ViewReferralForm, ReferralForm>
{
    public async Task<ReferralForm> Handle(ViewReferralForm request, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.AsNoTracking().VisibleTo(user).Include(c => c.Victim).Include(c => c.Perpetrator).SingleOrDefaultAsync(c => c.Reference == request.Case, cancellationToken)
            ?? throw new RecordNotFoundException("case", request.Case);
        return new ReferralForm(
            @case.Reference, @case.Victim.DisplayName, @case.Perpetrator?.DisplayName, @case.Grade, @case.SafeContact,
            await Facts(db, @case, inForce.Policy, clock.GetUtcNow().UtcDateTime, cancellationToken),
            await db.Referrals.Where(r => r.CaseId == @case.Id && r.Status != ReferralStatus.Heard).Select(r => r.Reference).FirstOrDefaultAsync(cancellationToken));
    }

    internal static async Task<IReadOnlyList<(ReferralCriterion Criterion, string Because)>> Facts(CaseDbContext db, Case @case, ForcePolicy policy, DateTime now, CancellationToken cancel)
    {
        var year = now.AddMonths(-12);
        var events = await db.CaseIncidents.CountAsync(c => c.CaseId == @case.Id && c.Incident.StartedAt >= year, cancel);
        var last = await db.Referrals.Where(r => r.CaseId == @case.Id).OrderByDescending(r => r.ReferredAt).Select(r => (DateTime?)r.ReferredAt).FirstOrDefaultAsync(cancel);
        var since = last is null ? null : await db.CaseIncidents.Where(c => c.CaseId == @case.Id && c.Incident.StartedAt > last).OrderBy(c => c.Incident.StartedAt).Select(c => (DateTime?)c.Incident.StartedAt).FirstOrDefaultAsync(cancel);
        return MaracCriteria.Met(@case.Grade, events, last, since, policy.Marac.RepeatMonths);
    }
}
