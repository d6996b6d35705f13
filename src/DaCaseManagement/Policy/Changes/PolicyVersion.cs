using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

namespace DaCaseManagement.Policy.Changes;

public enum PolicyState
{
    /// <summary>Somebody is still writing it.</summary>
    Draft,
    Proposed,
    Approved,
    Refused,
    Withdrawn,
}

public enum PolicyOrigin
{
    /// <summary>The file an empty database was started with.</summary>
    FirstFile,

    /// <summary>The file has changed since.</summary>
    File,
    Form,

    /// <summary>A copy of an earlier version.</summary>
    Rollback,

    /// <summary>The version in force could not be read by a newer program.</summary>
    Upgrade,
}

/// <summary>One version of the force's policy, from the first word typed to the decision of a second person. What has been decided is never changed again: the database
/// refuses it too.</summary>
public sealed class PolicyVersion : IVersioned
{
    private PolicyVersion() { }

    public PolicyVersion(PolicyOrigin origin, string profile, ForcePolicy policy, long? basedOnId, long byId, DateTime at) =>
        (Origin, Profile, Name, BasedOnId, ProposedById, ProposedAt) = (origin, profile, policy.Profile.Name, basedOnId, byId, at);

    public long Id { get; private set; }

    /// <summary>The profile's name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Given when it is approved.</summary>
    public int? Number { get; private set; }

    /// <summary>1, 2, 3 ... in the order of approval, whatever the name. Unique: of two approvals at once one is first.</summary>
    public int? Turn { get; private set; }

    public PolicyState State { get; private set; }

    public PolicyOrigin Origin { get; private set; }

    /// <summary>The whole profile as JSON.</summary>
    public string Profile { get; private set; } = "";

    /// <summary>What was typed and could not be taken over yet, by section, as JSON; only of a draft.</summary>
    public string? Typed { get; private set; }

    /// <summary>SHA-256 of the file's content, without its number and day; null when it came from no file.</summary>
    public string? FileDigest { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>The local day on which it should take effect.</summary>
    public DateOnly? AskedFrom { get; private set; }

    /// <summary>UTC; given when it is approved, never before that moment.</summary>
    public DateTime? EffectiveFrom { get; private set; }

    /// <summary>The version it changes.</summary>
    public long? BasedOnId { get; private set; }

    public PolicyVersion? BasedOn { get; private set; }

    /// <summary>0: the system.</summary>
    public long ProposedById { get; private set; }

    public DateTime ProposedAt { get; private set; }

    public long? DecidedById { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    public string? DecidedWords { get; private set; }

    public int Version { get; private set; }

    public string Called => $"{Name} {Number}";

    public void FromFile(string digest) => FileDigest = digest;

    /// <summary>A section was taken over, or kept as typed.</summary>
    public void Keep(string profile, string? typed) => (Profile, Typed) = (profile, typed);

    public void Propose(string profile, string reason, DateOnly from, DateTime at) =>
        (State, Profile, Typed, Reason, AskedFrom, ProposedAt) = (Expect(PolicyState.Draft, PolicyState.Proposed), profile, null, reason, from, at);

    public void Approve(string profile, int number, int turn, DateTime effectiveFrom, long byId, string words, DateTime at)
    {
        (State, Profile, Number, Turn, EffectiveFrom) = (Expect(PolicyState.Proposed, PolicyState.Approved), profile, number, turn, effectiveFrom);
        (DecidedById, DecidedWords, DecidedAt) = (byId, words, at);
    }

    public void Refuse(long byId, string words, DateTime at) => (State, DecidedById, DecidedWords, DecidedAt) = (Expect(PolicyState.Proposed, PolicyState.Refused), byId, words, at);

    public void Withdraw(long byId, string words, DateTime at) =>
        (State, DecidedById, DecidedWords, DecidedAt) = (State is PolicyState.Draft or PolicyState.Proposed ? PolicyState.Withdrawn : throw Decided(), byId, words, at);

    private PolicyState Expect(PolicyState now, PolicyState then) => State == now ? then : throw Decided();

    private RefusedException Decided() => new("OVR-9", "", $"This has been decided already: it is {State.ToString().ToLowerInvariant()}");
}
