using DaCaseManagement.Policy;

namespace DaCaseManagement.Cases;

/// <summary>Something happened that may change a victim's risk (RSK-12): what, when, who said so, and the new assessment it asks for. What is told is never altered; when it was
/// acted on is added.</summary>
public sealed class RiskChange
{
    private RiskChange() { }

    public RiskChange(Case @case, RiskEvent what, string source, DateTime happensAt, string? words, Reassessment? asks, long byId, string byName, string policyVersion, DateTime at)
    {
        (Case, Event, Source, HappensAt, Words) = (@case, what, source, happensAt, words);
        (ById, ByName, PolicyVersion, RecordedAt) = (byId, byName, policyVersion, at);
        (OpensAt, DueAt, Ahead) = (asks?.OpensAt, asks?.DueAt, asks is not null && asks.OpensAt > at);
    }

    public long Id { get; private set; }

    public long CaseId { get; private set; }

    public Case Case { get; private set; } = null!;

    public RiskEvent Event { get; private set; }

    /// <summary>What tells one from another, such as the incident's reference: the same is never counted twice.</summary>
    public string Source { get; private set; } = "";

    public DateTime HappensAt { get; private set; }

    public string? Words { get; private set; }

    public long ById { get; private set; }

    public string ByName { get; private set; } = "";

    public DateTime RecordedAt { get; private set; }

    public string PolicyVersion { get; private set; } = "";

    /// <summary>Null when the policy asks for no new assessment.</summary>
    public DateTime? OpensAt { get; private set; }

    public DateTime? DueAt { get; private set; }

    /// <summary>Its time is still to come: nobody has been asked yet.</summary>
    public bool Ahead { get; private set; }

    /// <summary>When the risk was assessed with this known.</summary>
    public DateTime? AnsweredAt { get; private set; }

    public void Come() => Ahead = false;

    public void Answer(DateTime at) => (AnsweredAt, Ahead) = (at, false);
}
