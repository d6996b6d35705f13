using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>What became of the assessments I made, newest first (RSK-14), and gaps that have come back.</summary>
/// <param name="Before">Id of the last row of the page before.</param>
[Requires(Permission.AssessRisk)]
public sealed record ListMyAssessments(long? Before = null) : IQuery<MyAssessments>;

public sealed record MyAssessments(IReadOnlyList<MyAssessment> Rows, long? Next, IReadOnlyList<RepeatedGap> Hints, int HintMonths) : IConsultation
{
    public IEnumerable<Subject> Consulted => Rows.Select(r => Subject.Case(r.Case));
}

public sealed record RepeatedGap(Gap Gap, int Times);

/// <param name="Outcomes">Every decision on it after mine, oldest first.</param>
/// <param name="Standing">What stands for the case today.</param>
public sealed record MyAssessment(long Id, string Incident, string Case, DateTime SubmittedAt, Grade? Grade, Grade? Standing, IReadOnlyList<MyOutcome> Outcomes, MyReferral? Marac, IReadOnlyList<Gap> Gaps);

public sealed record MyOutcome(DecisionStage Stage, Grade Grade, string Reason, string By, DateTime At);

/// <param name="HeldOn">The day of the meeting it is listed for or was heard at.</param>
public sealed record MyReferral(Marac.ReferralStatus Status, DateTime ReferredAt, DateOnly? HeldOn);

public sealed class ListMyAssessmentsHandler(CaseDbContext db, CurrentUser user, PolicyInForce inForce, TimeProvider clock) : IRequestHandler<ListMyAssessments, MyAssessments>
{
    public const int PageSize = 20;

    public async Task<MyAssessments> Handle(ListMyAssessments request, CancellationToken cancellationToken)
    {
        var me = user.Id;
        var rows = await db.Assessments.AsNoTracking().Where(a => a.AssessorId == me && a.SubmittedAt != null && (request.Before == null || a.Id < request.Before))
            .Join(db.Cases.VisibleTo(user), a => a.CaseId, c => c.Id, (a, c) => new { a, c }).OrderByDescending(x => x.a.Id).Take(PageSize + 1)
            .Select(x => new { x.a.Id, Incident = x.a.Incident.Reference, CaseId = x.c.Id, Case = x.c.Reference, At = x.a.SubmittedAt!.Value, x.c.Grade }).ToListAsync(cancellationToken);
        List<long> ids = [.. rows.Take(PageSize).Select(r => r.Id)], cases = [.. rows.Take(PageSize).Select(r => r.CaseId).Distinct()];
        var decisions = (await db.GradeDecisions.AsNoTracking().Where(d => ids.Contains(d.AssessmentId)).OrderBy(d => d.Id).Select(d => new { d.AssessmentId, Outcome = new MyOutcome(d.Stage, d.Grade, d.Reason, d.By.FullName, d.At) }).ToListAsync(cancellationToken)).ToLookup(d => d.AssessmentId, d => d.Outcome);
        var referrals = (await db.Referrals.AsNoTracking().Where(r => cases.Contains(r.CaseId)).OrderBy(r => r.ReferredAt)
            .Select(r => new { r.CaseId, Referral = new MyReferral(r.Status, r.ReferredAt, db.AgendaItems.Where(i => i.ReferralId == r.Id).Select(i => (DateOnly?)i.Meeting.HeldOn).FirstOrDefault()) }).ToListAsync(cancellationToken)).ToLookup(r => r.CaseId, r => r.Referral);
        var gaps = (await db.AssessmentGaps.AsNoTracking().Where(g => ids.Contains(g.AssessmentId)).Select(g => new { g.AssessmentId, g.Gap }).ToListAsync(cancellationToken)).ToLookup(g => g.AssessmentId, g => g.Gap);
        return new MyAssessments(
            [.. rows.Take(PageSize).Select(r => new MyAssessment(
                r.Id, r.Incident, r.Case, r.At, decisions[r.Id].FirstOrDefault(d => d.Stage == DecisionStage.Officer)?.Grade, r.Grade, [.. decisions[r.Id].Where(d => d.Stage != DecisionStage.Officer)],
                referrals[r.CaseId].FirstOrDefault(m => m.ReferredAt >= r.At), [.. gaps[r.Id].Order()]))],
            rows.Count > PageSize ? rows[PageSize - 1].Id : null,
            await Hints(cancellationToken), inForce.Policy.Supervision.HintMonths);
    }

    private async Task<List<RepeatedGap>> Hints(CancellationToken cancel)
    {
        var (me, policy) = (user.Id, inForce.Policy.Supervision);
        var (since, least) = (clock.GetUtcNow().UtcDateTime.AddMonths(-policy.HintMonths), policy.HintAfter);
        return await db.AssessmentGaps.Where(g => g.AssessorId == me && g.At >= since).GroupBy(g => g.Gap).Where(g => g.Count() >= least)
            .OrderByDescending(g => g.Count()).Select(g => new RepeatedGap(g.Key, g.Count())).ToListAsync(cancel);
    }
}
