using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Policy;

namespace DaCaseManagement.Risk;

public enum DecisionStage
{
    Officer,
    SupervisorAgreed,
    SupervisorAmended,

    /// <summary>A lower grade is proposed; the higher stands until a second person decides (RSK-9).</summary>
    LoweringProposed,
    LoweringConfirmed,
    LoweringRefused,

    /// <summary>The first grade, where the policy has a unit give it instead of the officer.</summary>
    UnitGraded,

    /// <summary>RSK-11: the unit looked again.</summary>
    UnitAgreed,
    UnitAmended,

    /// <summary>RSK-10: an officer says a review's grade is too low. The higher grade stands until somebody outside that unit decides.</summary>
    Challenged,
    ChallengeUpheld,
    ChallengeRefused,
}

/// <summary>What a decision was made on.</summary>
/// <param name="Information">Instrument, indicators, counts.</param>
/// <param name="VictimContactedAt">When the victim was last spoken to since the grade before; null: not since.</param>
/// <param name="LoweringReason">One of the policy's, for a lower grade.</param>
public sealed record GradeGrounds(string Reason, string Information, DateTime? VictimContactedAt = null, string? LoweringReason = null);

/// <summary>Somebody's judgement of the grade, with words. Only ever added (RSK-7, INV-4): the database itself refuses changes.</summary>
public sealed class GradeDecision
{
    private GradeDecision() { }

    /// <param name="aboutId">The proposal it decides on or the decision it challenges.</param>
    public GradeDecision(RiskAssessment assessment, DecisionStage stage, Grade grade, GradeGrounds grounds, User by, string policyVersion, DateTime at, long? aboutId = null)
    {
        (Assessment, Case, Stage, Grade, By, ByUnitId, AboutId, PolicyVersion, At) = (assessment, assessment.Case, stage, grade, by, by.UnitId, aboutId, policyVersion, at);
        (Reason, Information, VictimContactedAt, LoweringReason) = (grounds.Reason, grounds.Information, grounds.VictimContactedAt, grounds.LoweringReason);
    }

    public long Id { get; private set; }

    public long AssessmentId { get; private set; }

    public RiskAssessment Assessment { get; private set; } = null!;

    public long CaseId { get; private set; }

    public Case Case { get; private set; } = null!;

    public DecisionStage Stage { get; private set; }

    public Grade Grade { get; private set; }

    public string Reason { get; private set; } = "";

    public string Information { get; private set; } = "";

    public DateTime? VictimContactedAt { get; private set; }

    public string? LoweringReason { get; private set; }

    public long ById { get; private set; }

    public User By { get; private set; } = null!;

    /// <summary>Where they worked that day: a challenge goes outside it.</summary>
    public long? ByUnitId { get; private set; }

    public long? AboutId { get; private set; }

    public string PolicyVersion { get; private set; } = "";

    public DateTime At { get; private set; }
}
