namespace DaCaseManagement.Cases;

/// <summary>One closing or reopening of a case: who, why, what was done before (CAS-15). Only ever added (INV-4).</summary>
public sealed class CaseClosing
{
    private CaseClosing() { }

    public CaseClosing(Case @case, bool reopened, string words, long byId, string byName, string policyVersion, DateTime at) =>
        (Case, Reopened, Words, ById, ByName, PolicyVersion, At) = (@case, reopened, words, byId, byName, policyVersion, at);

    public long Id { get; private set; }

    public long CaseId { get; private set; }

    public Case Case { get; private set; } = null!;

    public bool Reopened { get; private set; }

    public string Words { get; private set; } = "";

    /// <summary>Who goes on with the plan.</summary>
    public string? PlanWith { get; init; }

    public DateTime? ToldAt { get; init; }

    public string? ToldHow { get; init; }

    /// <summary>Why it was not safe to tell the victim.</summary>
    public string? NotToldBecause { get; init; }

    public long ById { get; private set; }

    public string ByName { get; private set; } = "";

    public string PolicyVersion { get; private set; } = "";

    public DateTime At { get; private set; }
}
