using System.ComponentModel.DataAnnotations.Schema;

using DaCaseManagement.Data;
using DaCaseManagement.People.Matching;

namespace DaCaseManagement.People;

public enum MarkerKind
{
    TreatAsUrgent,
    Firearms,
    Weapons,
    OfficerSafety,
    SelfHarm,
    Vulnerable,

    /// <summary>Makes the address, or every address of the person, confidential (CAS-8).</summary>
    RefugeOrConfidential,
}

/// <summary>A warning on a person or on an address (PPL-8): by whom, why, when it is looked at again and until when it holds. Nothing of it is ever removed:
/// each review is kept beside it with what it changed (INV-4).</summary>
public sealed class Marker : IVersioned
{
    private readonly List<MarkerReview> reviews = [];

    private Marker() { }

    public Marker(MarkerKind kind, string reason, long placedById, DateTime at, DateTime? expiresAt, DateOnly? reviewOn = null) =>
        (Kind, Reason, PlacedById, PlacedAt, ExpiresAt, ReviewOn) = (kind, reason, placedById, at, expiresAt, reviewOn);

    public long Id { get; private set; }

    /// <summary>The record it was placed on; null for an address.</summary>
    public long? PersonId { get; private set; }

    /// <summary>As typed; null for a person.</summary>
    public string? Address { get; private set; }

    public string? PlaceKey { get; private set; }

    public string? Postcode { get; private set; }

    public MarkerKind Kind { get; private set; }

    public string Reason { get; private set; } = "";

    public long PlacedById { get; private set; }

    public DateTime PlacedAt { get; private set; }

    /// <summary>Null: nobody has said, so it is due.</summary>
    public DateOnly? ReviewOn { get; private set; }

    public DateTime? ExpiresAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    public int Version { get; private set; }

    public IReadOnlyList<MarkerReview> Reviews => reviews;

    /// <summary>How it is said wherever it warns.</summary>
    [NotMapped]
    public string Warning => $"{Words(Kind)}: {Reason}";

    public static string Words(MarkerKind kind) => kind switch
    {
        MarkerKind.TreatAsUrgent => "Treat as urgent",
        MarkerKind.OfficerSafety => "Officer safety",
        MarkerKind.SelfHarm => "Self-harm",
        MarkerKind.RefugeOrConfidential => "Refuge or confidential",
        _ => kind.ToString(),
    };

    public bool InForce(DateTime now) => EndedAt is null && (ExpiresAt is null || ExpiresAt > now);

    public Marker At(string address)
    {
        (Address, PlaceKey, Postcode) = (address, Normalise.Place(address), Normalise.Postcode(address));
        return this;
    }

    public void Keep(string because, DateOnly reviewOn, DateTime? expiresAt, long byId, DateTime at)
    {
        reviews.Add(new MarkerReview(kept: true, because, ReviewOn, reviewOn, ExpiresAt, expiresAt, byId, at));
        (ReviewOn, ExpiresAt) = (reviewOn, expiresAt);
    }

    public void End(string because, long byId, DateTime at)
    {
        reviews.Add(new MarkerReview(kept: false, because, ReviewOn, null, ExpiresAt, ExpiresAt, byId, at));
        EndedAt = at;
    }
}

/// <summary>Somebody looked at a marker again and kept it or ended it, and why. Only ever added.</summary>
public sealed class MarkerReview
{
    private MarkerReview() { }

    public MarkerReview(bool kept, string because, DateOnly? reviewOnBefore, DateOnly? reviewOn, DateTime? expiresAtBefore, DateTime? expiresAt, long byId, DateTime at) =>
        (Kept, Because, ReviewOnBefore, ReviewOn, ExpiresAtBefore, ExpiresAt, ById, At) = (kept, because, reviewOnBefore, reviewOn, expiresAtBefore, expiresAt, byId, at);

    public long Id { get; private set; }

    public long MarkerId { get; private set; }

    public bool Kept { get; private set; }

    public string Because { get; private set; } = "";

    public DateOnly? ReviewOnBefore { get; private set; }

    public DateOnly? ReviewOn { get; private set; }

    public DateTime? ExpiresAtBefore { get; private set; }

    public DateTime? ExpiresAt { get; private set; }

    public long ById { get; private set; }

    public DateTime At { get; private set; }
}
