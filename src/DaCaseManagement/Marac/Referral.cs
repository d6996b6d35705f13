using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;

namespace DaCaseManagement.Marac;

/// <summary>MRC-1.</summary>
public enum ReferralCriterion
{
    VisibleHighRisk,
    ProfessionalJudgement,
    PotentialEscalation,
    Repeat,
}

public enum ReferralStatus
{
    Waiting,
    Listed,
    Heard,
}

/// <summary>One case put before a multi-agency risk assessment conference. There is no way to screen it out: it waits until it is listed.</summary>
public sealed class Referral : IVersioned
{
    private Referral() { }

    public Referral(string reference, Case @case, ReferralCriterion criterion, string reason, string lawfulBasis, string? victimWants, bool idvaTold, long areaId, User by, string policyVersion, DateTime at)
    {
        (Reference, Case, Criterion, Reason, LawfulBasis) = (reference, @case, criterion, reason, lawfulBasis);
        (VictimWants, IdvaTold, AreaId, ReferredBy, PolicyVersion, ReferredAt) = (victimWants, idvaTold, areaId, by, policyVersion, at);
    }

    public long Id { get; private set; }

    public string Reference { get; private set; } = "";

    public long CaseId { get; private set; }

    public Case Case { get; private set; } = null!;

    public ReferralCriterion Criterion { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>Consent, or the lawful basis without it (MRC-2).</summary>
    public string LawfulBasis { get; private set; } = "";

    public string? VictimWants { get; private set; }

    /// <summary>The referral to the independent domestic violence adviser was made at once, not after the meeting (MRC-2).</summary>
    public bool IdvaTold { get; private set; }

    public long AreaId { get; private set; }

    public Area? Area { get; private set; }

    public long ReferredById { get; private set; }

    public User ReferredBy { get; private set; } = null!;

    public DateTime ReferredAt { get; private set; }

    public string PolicyVersion { get; private set; } = "";

    public ReferralStatus Status { get; private set; }

    public int Version { get; private set; }

    public void List() => Status = ReferralStatus.Listed;

    public void Hear() => Status = ReferralStatus.Heard;
}
