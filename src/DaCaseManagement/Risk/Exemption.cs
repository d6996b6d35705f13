using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.Pipeline;

namespace DaCaseManagement.Risk;

public enum ExemptionStage
{
    Asked,
    Approved,
    Refused,

    /// <summary>The assessment was made after all.</summary>
    Withdrawn,
}

/// <summary>Leave for one victim at one incident to go without a risk assessment (RSK-5): asked for with a reason, decided by somebody else with words. Steps are only added.</summary>
public sealed class Exemption : IVersioned
{
    private readonly List<ExemptionStep> steps = [];

    private Exemption() { }

    public Exemption(CaseIncident link, string reason, User by, string policyVersion, DateTime at)
    {
        (Case, Incident, AskedBy) = (link.Case, link.Incident, by);
        steps.Add(new ExemptionStep(ExemptionStage.Asked, reason, by.Id, by.FullName, policyVersion, at));
    }

    public long Id { get; private set; }

    public long CaseId { get; private set; }

    public Case Case { get; private set; } = null!;

    public long IncidentId { get; private set; }

    public Incident Incident { get; private set; } = null!;

    public long AskedById { get; private set; }

    public User AskedBy { get; private set; } = null!;

    /// <summary>That of the last step; kept beside the steps because an index wants one column.</summary>
    public ExemptionStage Stage { get; private set; }

    public int Version { get; private set; }

    public IReadOnlyList<ExemptionStep> Steps => steps;

    public void Go(ExemptionStage stage, string words, long byId, string byName, string policyVersion, DateTime at)
    {
        if (Stage is not ExemptionStage.Asked && stage != ExemptionStage.Withdrawn)
        {
            throw new RefusedException("RSK-5", "", "This exception has already been decided. The page now shows by whom, and why.");
        }

        steps.Add(new ExemptionStep(stage, words, byId, byName, policyVersion, at));
        Stage = stage;
    }
}

public sealed class ExemptionStep
{
    private ExemptionStep() { }

    public ExemptionStep(ExemptionStage stage, string words, long byId, string byName, string policyVersion, DateTime at) =>
        (Stage, Words, ById, ByName, PolicyVersion, At) = (stage, words, byId, byName, policyVersion, at);

    public long Id { get; private set; }

    public long ExemptionId { get; private set; }

    public ExemptionStage Stage { get; private set; }

    public string Words { get; private set; } = "";

    public long ById { get; private set; }

    public string ByName { get; private set; } = "";

    public string PolicyVersion { get; private set; } = "";

    public DateTime At { get; private set; }
}
