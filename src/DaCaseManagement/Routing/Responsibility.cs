using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

namespace DaCaseManagement.Routing;

/// <summary>RTE-1: the three things somebody must own in every open case.</summary>
public enum ResponsibilityKind
{
    Investigation,
    Safeguarding,
    VictimContact,
}

/// <summary>How somebody came to own it.</summary>
public enum CameBy
{
    /// <summary>With the case.</summary>
    Opened,
    Accepted,
    Allocated,

    /// <summary>With others, by the unit's manager.</summary>
    Reassigned,

    /// <summary>The unit that held it was closed.</summary>
    UnitClosed,

    /// <summary>With a case that was closed and opened again.</summary>
    Reopened,

    /// <summary>With a case that was open in another system; who owned it there is not known here.</summary>
    Imported,
}

/// <summary>Who owned one responsibility from when to when. A unique index allows one current row per case and kind; a handover ends one row and starts
/// the next in the same transaction and at the same instant, so there is neither a gap nor an overlap (INV-1).</summary>
public sealed class Responsibility : IVersioned
{
    private Responsibility() { }

    public Responsibility(Case @case, ResponsibilityKind kind, long unitId, long? userId, DateTime at, CameBy came = CameBy.Opened, long cameById = 0) =>
        (Case, Kind, OwnerUnitId, OwnerUserId, AcceptedAt, Came, CameById) = (@case, kind, unitId, userId, at, came, cameById);

    public long Id { get; private set; }

    public long CaseId { get; private set; }

    public Case Case { get; private set; } = null!;

    public ResponsibilityKind Kind { get; private set; }

    public long OwnerUnitId { get; private set; }

    public Unit? OwnerUnit { get; private set; }

    /// <summary>The person in the unit who accepted; null while the unit as a whole holds it.</summary>
    public long? OwnerUserId { get; private set; }

    public User? OwnerUser { get; private set; }

    public DateTime AcceptedAt { get; private set; }

    public CameBy Came { get; private set; }

    /// <summary>Who brought it about; 0 for the system.</summary>
    public long CameById { get; private set; }

    /// <summary>Why somebody without the skill that the policy asks for has it (RTE-4).</summary>
    public string? BelowBecause { get; private set; }

    public DateTime? EndedAt { get; private set; }

    public bool IsCurrent { get; private set; } = true;

    /// <summary>It ended because the case was closed. Whatever ended otherwise has a next owner from the same instant (INV-1).</summary>
    public bool EndedWithCase { get; private set; }

    public int Version { get; private set; }

    /// <summary>The case is closed: nobody owns it any more.</summary>
    public void End(DateTime at) => (EndedAt, IsCurrent, EndedWithCase) = (NotBefore(at), false, true);

    /// <summary>The next owner, from the instant at which this one ends.</summary>
    public Responsibility PassTo(long unitId, long? userId, DateTime at, CameBy came, long byId, string? belowBecause = null)
    {
        if (!IsCurrent)
        {
            throw new RefusedException("RTE-1", "", "Somebody else owns this already.");
        }

        (EndedAt, IsCurrent) = (NotBefore(at), false);
        return new Responsibility(Case, Kind, unitId, userId, EndedAt.Value, came, byId) { CaseId = CaseId, BelowBecause = belowBecause };
    }

    /// <summary>A clock that was set back must not end an owner before they began.</summary>
    private DateTime NotBefore(DateTime at) => at < AcceptedAt ? AcceptedAt : at;
}

public enum OfferStatus
{
    Open,
    Accepted,
    Rejected,

    /// <summary>Overtaken: the case was routed elsewhere, or the sender took it back.</summary>
    Withdrawn,
}

/// <summary>RTE-2: a handover is offered, then accepted or rejected with a reason. Until accepted the sender still owns it.</summary>
public sealed class HandoverOffer : IVersioned
{
    private HandoverOffer() { }

    public HandoverOffer(Case @case, ResponsibilityKind kind, long fromUnitId, long toUnitId, string because, string? ruleId, string policyVersion, long offeredById, DateTime at)
    {
        (Case, Kind, FromUnitId, ToUnitId) = (@case, kind, fromUnitId, toUnitId);
        (Because, RuleId, PolicyVersion, OfferedById, OfferedAt) = (because, ruleId, policyVersion, offeredById, at);
    }

    public long Id { get; private set; }

    public long CaseId { get; private set; }

    public Case Case { get; private set; } = null!;

    public ResponsibilityKind Kind { get; private set; }

    public long FromUnitId { get; private set; }

    public Unit? FromUnit { get; private set; }

    public long ToUnitId { get; private set; }

    public Unit? ToUnit { get; private set; }

    /// <summary>The reason in words, with the facts that led to it.</summary>
    public string Because { get; private set; } = "";

    /// <summary>The routing rule, or null when a person offered it.</summary>
    public string? RuleId { get; private set; }

    public string PolicyVersion { get; private set; } = "";

    /// <summary>0: the system, routing by policy.</summary>
    public long OfferedById { get; private set; }

    public DateTime OfferedAt { get; private set; }

    public OfferStatus Status { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    public long? DecidedById { get; private set; }

    public string? RejectedBecause { get; private set; }

    /// <summary>Why the sender took it back; null where routing or a closed unit overtook it.</summary>
    public string? WithdrawnBecause { get; private set; }

    public int Version { get; private set; }

    public void Accept(long userId, DateTime at) => (Status, DecidedById, DecidedAt) = (OfferStatus.Accepted, userId, at);

    public void Reject(long userId, string because, DateTime at) => (Status, DecidedById, RejectedBecause, DecidedAt) = (OfferStatus.Rejected, userId, because, at);

    public void Withdraw(DateTime at) => (Status, DecidedAt) = (OfferStatus.Withdrawn, at);

    public void TakeBack(long userId, string because, DateTime at) => (Status, DecidedById, WithdrawnBecause, DecidedAt) = (OfferStatus.Withdrawn, userId, because, at);
}
