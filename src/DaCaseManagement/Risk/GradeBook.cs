using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>A submitted assessment with its case and all of the case's decisions, open for one more.</summary>
public sealed record OpenBook(RiskAssessment Assessment, Case Case, GradeChain Chain, User By)
{
    public Judge Judge => new(By.Id, By.UnitId, Assessment.AssessorId);
}

/// <summary>Reads a case's chain of decisions, writes the next one, and lets everything that hangs on the grade follow: routing (RTE-3) and, for high risk,
/// the MARAC referral that must be made (MRC-1). What may be written is <see cref="GradeChain"/>'s to say.</summary>
public sealed class GradeBook(CaseDbContext db, CurrentUser user, TimeProvider clock, PolicyInForce inForce, Deadlines deadlines, CaseRouter router, FollowUps followUps)
{
    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <exception cref="RecordNotFoundException">No such submitted assessment that this person may see.</exception>
    public async Task<OpenBook> Open(long assessmentId, CancellationToken cancel)
    {
        var assessment = await db.Assessments.Include(a => a.Case).Include(a => a.Incident)
            .Where(a => a.Id == assessmentId && a.SubmittedAt != null)
            .Join(db.Cases.VisibleTo(user), a => a.CaseId, c => c.Id, (a, _) => a)
            .SingleOrDefaultAsync(cancel)
            ?? throw new RecordNotFoundException("assessment", "");
        return await Open(assessment, cancel);
    }

    /// <summary>The same for the assessment that a decision belongs to.</summary>
    public async Task<OpenBook> OpenAt(long decisionId, DecisionStage stage, CancellationToken cancel) =>
        await db.GradeDecisions.Where(d => d.Id == decisionId && d.Stage == stage).Select(d => (long?)d.AssessmentId).SingleOrDefaultAsync(cancel) is { } assessment
            ? await Open(assessment, cancel)
            : throw new RecordNotFoundException("decision", "");

    public async Task<OpenBook> Open(RiskAssessment assessment, CancellationToken cancel) => new(
        assessment, assessment.Case, await Chain(db, assessment.CaseId, inForce.Policy, cancel), await db.Users.SingleAsync(u => u.Id == user.Id, cancel));

    public static async Task<GradeChain> Chain(CaseDbContext db, long caseId, ForcePolicy policy, CancellationToken cancel) => new(
        await db.GradeDecisions.AsNoTracking().Where(d => d.CaseId == caseId)
            .Select(d => new Judgement(d.Id, d.AssessmentId, d.Stage, d.Grade, d.ById, d.ByUnitId, d.AboutId, d.At, d.VictimContactedAt, d.LoweringReason)).ToListAsync(cancel),
        policy);

    /// <summary>Adds the decision. The case counts as changed even if its grade does not: of two people deciding at once, on any node, the second looks again.</summary>
    public async Task<GradeDecision> Write(OpenBook book, DecisionStage stage, Grade grade, GradeGrounds grounds, CancellationToken cancel, long? about = null)
    {
        var decision = new GradeDecision(book.Assessment, stage, grade, grounds, book.By, inForce.Policy.Version, Now, about);
        db.GradeDecisions.Add(decision);
        db.Entry(book.Case).State = EntityState.Modified;
        await db.SaveChangesAsync(cancel);
        return decision;
    }

    /// <summary>Makes the grade stand that the chain with this decision gives.</summary>
    public async Task<(Grade Standing, RoutingDecision Routed)> Stand(OpenBook book, GradeDecision decision, CancellationToken cancel)
    {
        var (@case, policy) = (book.Case, inForce.Policy);
        var standing = book.Chain.With(new Judgement(decision.Id, decision.AssessmentId, decision.Stage, decision.Grade, decision.ById, decision.ByUnitId, decision.AboutId, decision.At)).Standing!.Value;
        var wasHigh = @case.Grade == Grade.High;
        @case.Stand(standing, Now);
        if (wasHigh != (standing == Grade.High))
        {
            // How grave a suspect's record is hangs on it (PPL-4).
            await Standings.RecountPeople(db, policy, [@case.VictimId], cancel);
        }

        var facts = await RiskFacts.Routing(db, @case, standing, policy, Now, cancel);
        if (@case.ClosedAt is not null)
        {
            // A decision that was still open when the case was closed: the record is kept, and there is nobody to hand anything to.
            return (standing, RoutingRules.Decide(facts, policy));
        }

        var routed = await router.Route(@case, facts, cancel);
        if (standing == Grade.High && !await deadlines.IsOpen("MaracReferral", @case.Reference, cancel) && !await HasLiveReferral(@case, cancel))
        {
            var owner = await db.Responsibilities.Where(r => r.CaseId == @case.Id && r.IsCurrent && r.Kind == ResponsibilityKind.Safeguarding).Select(r => r.OwnerUnitId).SingleAsync(cancel);
            deadlines.Open("MaracReferral", @case.Reference, @case.Id, null, owner);
        }

        await followUps.Plan(@case, cancel);
        return (standing, routed);
    }

    /// <summary>Opens what the policy asks for after a first grade: the supervisor's words and the unit's second look (RSK-8, RSK-11).</summary>
    public async Task AskForReview(OpenBook book, Grade grade, CancellationToken cancel)
    {
        var (@case, policy, subject) = (book.Case, inForce.Policy, AssessmentSubject(book.Assessment.Id));
        if (policy.Assessment.Supervisor != SupervisorPower.None)
        {
            var officersUnit = await db.Users.Where(u => u.Id == book.Assessment.AssessorId).Select(u => u.UnitId).SingleAsync(cancel);
            deadlines.Open("SupervisorSignOff", subject, @case.Id, book.Assessment.IncidentId, officersUnit ?? (await router.UnitOf(UnitKind.Response, @case.AreaId, cancel)).Id);
        }

        // Where the unit gave the first grade itself, it has looked.
        var facts = await RiskFacts.Routing(db, @case, grade, policy, Now, cancel);
        if (policy.Reviews.FirstOrDefault(r => RoutingRules.Holds(r.When, facts)) is { } rule && rule.Unit != policy.Assessment.GradedBy)
        {
            deadlines.Open("SecondaryReview", subject, @case.Id, book.Assessment.IncidentId, (await router.UnitOf(rule.Unit, @case.AreaId, cancel)).Id);
        }
    }

    /// <summary>The unit that decides a challenge: the first of the policy's that had no part in the grade (RSK-10).</summary>
    public async Task<Unit> Outside(OpenBook book, Judgement target, CancellationToken cancel)
    {
        var part = book.Chain.MakersUnits(target);
        foreach (var kind in inForce.Policy.Challenges.DecidedBy)
        {
            if (await router.UnitOf(kind, book.Case.AreaId, cancel) is { } unit && !part.Contains(unit.Id))
            {
                return unit;
            }
        }

        return await db.Units.Where(u => u.ClosedAt == null && !part.Contains(u.Id)).OrderBy(u => u.Kind == UnitKind.Headquarters ? 0 : 1).ThenBy(u => u.Id).FirstAsync(cancel);
    }

    /// <summary>Word to the people a decision concerns, each once, never to whoever decided.</summary>
    public void Tell(OpenBook book, string text, params IEnumerable<long> people)
    {
        foreach (var told in people.Distinct().Where(p => p != user.Id))
        {
            db.Notices.Add(new Notice(told, text, book.Case.Reference, Now));
        }
    }

    /// <summary>Refuses when the question is no longer open, saying who answered it (INV-5: the loser is told with the facts).</summary>
    public async Task EnsureWaiting(OpenBook book, string kind, string subject, string rule, CancellationToken cancel)
    {
        if (await deadlines.IsOpen(kind, subject, cancel))
        {
            return;
        }

        var last = await db.GradeDecisions.AsNoTracking().Where(d => d.AssessmentId == book.Assessment.Id && d.Stage != DecisionStage.Officer).OrderByDescending(d => d.Id)
            .Select(d => new { d.Stage, d.Grade, d.By.FullName, d.At, d.Reason }).FirstOrDefaultAsync(cancel);
        throw new RefusedException(rule, "", last is null ? "Nobody has to decide this now. Look at the case."
            : $"This has already been decided: {last.FullName}, {LocalTime.Text(last.At)}, {inForce.Policy.GradeLabel(last.Grade).ToLowerInvariant()} risk: {last.Reason}");
    }

    /// <summary>The key of an assessment's deadlines.</summary>
    public static string AssessmentSubject(long assessmentId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"assessment {assessmentId}");

    /// <summary>The key of the deadlines of a proposal or a challenge.</summary>
    public static string DecisionSubject(long decisionId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"decision {decisionId}");

    private Task<bool> HasLiveReferral(Case @case, CancellationToken cancel) =>
        db.Referrals.AnyAsync(r => r.CaseId == @case.Id && r.Status != Marac.ReferralStatus.Heard, cancel);
}
