using DaCaseManagement.Clocks;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

namespace DaCaseManagement.Risk;

/// <summary>A decision as the rules look at it.</summary>
public sealed record Judgement(long Id, long AssessmentId, DecisionStage Stage, Grade Grade, long ById, long? UnitId, long? AboutId, DateTime At, DateTime? VictimContactedAt = null, string? LoweringReason = null);

/// <param name="AssessorId">Who made the assessment that is judged.</param>
public sealed record Judge(long UserId, long? UnitId, long AssessorId);

/// <param name="ContactTyped">When the victim was spoken to, UTC; null when what was typed cannot be read or nothing was.</param>
public sealed record LoweringClaim(DateTime? ContactTyped, string? Reason);

public enum ReviewSeat
{
    Supervisor,
    Unit,
}

/// <summary>The grade decisions of one case in their order, and what may follow (RSK-6 to RSK-11). Pure. Every way to a grade goes through here: what it
/// refuses, no page, request or second click can do.</summary>
public sealed class GradeChain(IEnumerable<Judgement> judgements, ForcePolicy policy)
{
    private readonly List<Judgement> all = [.. judgements.OrderBy(j => j.Id)];

    /// <summary>The grade that stands: the settled one, or a higher one that somebody claims in an open challenge. Null before the first.</summary>
    public Grade? Standing => OpenChallenges.Select(c => (Grade?)c.Grade).Append(Settled).Max();

    /// <summary>The grade without open challenges. Only a confirmed lowering brings it down.</summary>
    public Grade? Settled
    {
        get
        {
            Grade? settled = null;
            foreach (var j in all)
            {
                settled = j.Stage switch
                {
                    DecisionStage.LoweringConfirmed => j.Grade,
                    DecisionStage.LoweringProposed or DecisionStage.LoweringRefused or DecisionStage.Challenged or DecisionStage.ChallengeRefused => settled,
                    _ => settled is { } s && s > j.Grade ? s : j.Grade,
                };
            }

            return settled;
        }
    }

    public IReadOnlyList<Judgement> OpenChallenges => all.FindAll(j => j.Stage == DecisionStage.Challenged && !all.Exists(d => d.AboutId == j.Id));

    /// <summary>The decision of a review that an officer could challenge now: the last that stands, unless a challenge is already open.</summary>
    public Judgement? Challengeable =>
        OpenChallenges.Count == 0 && all.FindLast(j => Stands(j.Stage)) is { } last && IsReview(last.Stage) && last.Grade < Grade.High ? last : null;

    public GradeChain With(Judgement next) => new(all.Append(next), policy);

    /// <summary>RSK-8, RSK-11: a supervisor or the reviewing unit agrees, amends upwards, or proposes to lower.</summary>
    public DecisionStage Review(ReviewSeat seat, Grade grade, Judge by, long assessmentId, LoweringClaim claim, DateTime now)
    {
        if (by.UserId == by.AssessorId)
        {
            throw new RefusedException("RSK-8", "", "Nobody signs off their own assessment. Another supervisor must.");
        }

        var first = all.Find(j => j.AssessmentId == assessmentId && j.Stage is DecisionStage.Officer or DecisionStage.UnitGraded)
            ?? throw new RefusedException("RSK-6", "", "This assessment has no grade yet to look at.");
        if (seat == ReviewSeat.Supervisor && policy.Assessment.Supervisor == SupervisorPower.Countersign && grade != first.Grade)
        {
            throw new RefusedException("RSK-8", "Grade", "Under this force's policy a supervisor countersigns the grade and cannot change it.");
        }

        if (Standing is { } standing && grade < standing)
        {
            Contact(claim, grade, now);
            return DecisionStage.LoweringProposed;
        }

        return (seat, grade == first.Grade) switch
        {
            (ReviewSeat.Supervisor, true) => DecisionStage.SupervisorAgreed,
            (ReviewSeat.Supervisor, false) => DecisionStage.SupervisorAmended,
            (_, true) => DecisionStage.UnitAgreed,
            _ => DecisionStage.UnitAmended,
        };
    }

    /// <summary>RSK-9: the second person decides on a proposed lower grade.</summary>
    public DecisionStage DecideLowering(long proposalId, bool confirm, Judge by)
    {
        var proposal = Find(proposalId, DecisionStage.LoweringProposed);
        if (by.UserId == proposal.ById || by.UserId == by.AssessorId)
        {
            throw new RefusedException("RSK-9", "", "The second person must be neither who proposed the lower grade nor who made the assessment.");
        }

        // New facts since the proposal: what was true then may not be now.
        if (confirm && all.Exists(j => j.Id > proposal.Id && j.Grade > proposal.Grade && j.Stage is not (DecisionStage.LoweringRefused or DecisionStage.ChallengeRefused)))
        {
            throw new RefusedException("RSK-9", "Confirm", "Somebody has graded this case higher since the proposal was made. Refuse this one and look again.");
        }

        return confirm && OpenChallenges.Any(c => c.Grade > proposal.Grade)
            ? throw new RefusedException("RSK-10", "Confirm", "An officer has challenged the grade. The higher one stands until that is decided.")
            : confirm ? DecisionStage.LoweringConfirmed : DecisionStage.LoweringRefused;
    }

    /// <summary>RSK-10: an officer says that a review's grade is too low.</summary>
    public void Challenge(long decisionId, Grade claimed, Judge by)
    {
        var target = Challengeable is { } open && open.Id == decisionId ? open
            : throw new RefusedException("RSK-10", "", "This grade is no longer the last decision, or it has been challenged already. Look at the decisions above.");
        if (Makers(target).Any(j => j.ById == by.UserId))
        {
            throw new RefusedException("RSK-10", "", "This grade was your own decision. Somebody else may challenge it.");
        }

        if (claimed <= target.Grade || claimed <= Standing)
        {
            throw new RefusedException("RSK-10", "Claimed", "A challenge asks for a higher grade than the one that stands. A lower one is proposed in a review, with contact and a reason.");
        }
    }

    /// <summary>RSK-10: decided outside the unit whose grade was challenged. Refusing brings the grade down again, so it needs what a lower grade needs,
    /// unless the review had it.</summary>
    public (DecisionStage Stage, Grade Grade, DateTime? ContactedAt, string? Reason) DecideChallenge(long challengeId, bool uphold, Judge by, LoweringClaim claim, DateTime now)
    {
        var challenge = Find(challengeId, DecisionStage.Challenged);
        var target = all.Find(j => j.Id == challenge.AboutId)!;
        if (!OpenChallenges.Contains(challenge))
        {
            throw new RefusedException("RSK-10", "", "This challenge has already been decided. Look at the decisions above.");
        }

        if (by.UserId == challenge.ById || by.UserId == by.AssessorId || Makers(target).Any(j => j.ById == by.UserId))
        {
            throw new RefusedException("RSK-10", "", "Whoever decides must have had no part in the assessment, the review or the challenge.");
        }

        if (by.UnitId is not { } unit || MakersUnits(target).Contains(unit))
        {
            throw new RefusedException("RSK-10", "", "A challenge is decided outside the unit whose grade it is.");
        }

        if (uphold)
        {
            return (DecisionStage.ChallengeUpheld, challenge.Grade, null, null);
        }

        var without = With(new Judgement(long.MaxValue, challenge.AssessmentId, DecisionStage.ChallengeRefused, target.Grade, by.UserId, unit, challenge.Id, now)).Standing;
        if (target.Stage == DecisionStage.LoweringConfirmed || without >= Standing)
        {
            return (DecisionStage.ChallengeRefused, target.Grade, target.VictimContactedAt, target.LoweringReason);
        }

        return (DecisionStage.ChallengeRefused, target.Grade, Contact(claim, target.Grade, now), claim.Reason);
    }

    /// <summary>The units of those who made a decision: the proposal and the confirmation of a lower grade count both.</summary>
    public IReadOnlySet<long> MakersUnits(Judgement target) => Makers(target).Select(j => j.UnitId).OfType<long>().ToHashSet();

    private IEnumerable<Judgement> Makers(Judgement target) => all.Where(j => j.Id == target.Id || (target.Stage == DecisionStage.LoweringConfirmed && j.Id == target.AboutId));

    private Judgement Find(long id, DecisionStage stage) => all.Find(j => j.Id == id && j.Stage == stage) ?? throw new RecordNotFoundException("decision", "");

    /// <summary>The victim was spoken to since anybody who had the facts judged it higher; agreeing with a grade later is not new contact.</summary>
    /// <returns>When, UTC.</returns>
    private DateTime Contact(LoweringClaim claim, Grade lower, DateTime now)
    {
        if (claim.ContactTyped is not { } contacted)
        {
            throw new RefusedException("RSK-9", "VictimContactedAt", "A lower grade needs direct contact with the victim: enter the day and time, like 21/11/2026 14:30");
        }

        if (contacted > now)
        {
            throw new RefusedException("RSK-9", "VictimContactedAt", "The contact must be in the past");
        }

        if (all.FindLast(j => j.Grade > lower && Gives(j.Stage)) is { } higher && contacted < higher.At)
        {
            throw new RefusedException("RSK-9", "VictimContactedAt", $"The victim must have been spoken to since the higher grade was given ({LocalTime.Text(higher.At)})");
        }

        return policy.Assessment.LoweringReasons.Contains(claim.Reason) ? contacted
            : throw new RefusedException("RSK-9", "LoweringReason", "Choose one of the reasons for a lower grade");
    }

    private static bool Stands(DecisionStage stage) => stage is not (DecisionStage.LoweringProposed or DecisionStage.LoweringRefused);

    private static bool Gives(DecisionStage stage) => Stands(stage) && stage is not (DecisionStage.SupervisorAgreed or DecisionStage.UnitAgreed);

    private static bool IsReview(DecisionStage stage) =>
        stage is DecisionStage.SupervisorAgreed or DecisionStage.SupervisorAmended or DecisionStage.UnitAgreed or DecisionStage.UnitAmended or DecisionStage.LoweringConfirmed;
}
