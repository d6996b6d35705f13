using DaCaseManagement.Data;

namespace DaCaseManagement.People.Patterns;

public enum PatternKind
{
    RepeatVictim,
    RepeatPerpetrator,
    RepeatPair,
    RepeatAddress,
    SerialPerpetrator,
    GoneQuiet,
}

/// <summary>For whom a standing is counted, so that nothing restricted shows, not even as a number (INV-6).</summary>
public enum Sight
{
    /// <summary>Nothing restricted was counted: the same for all.</summary>
    Everybody,

    /// <summary>Counts what is restricted too: for those who may see it.</summary>
    Cleared,

    /// <summary>The same subject without what is restricted: for those who may not see it.</summary>
    Others,

    /// <summary>Rests on restricted incidents alone.</summary>
    Restricted,
}

/// <summary>What a standing says. It follows from the incidents and the policy alone and never from the day it is worked out on.</summary>
/// <param name="Rule">Name of the policy's rule; empty where there is one only.</param>
/// <param name="SubjectId">Identity of the person; of the victim for a pair; 0 for an address.</param>
/// <param name="OtherId">Identity of the suspect of a pair, else 0.</param>
/// <param name="ReachedOn">On the list since.</param>
/// <param name="HoldsUntil">The last day on the list if nothing more happens.</param>
/// <param name="Rank">Order on the list, highest first.</param>
/// <param name="Because">Why, in words without names.</param>
public sealed record StandingFacts(
    PatternKind Pattern, string Rule, long SubjectId, long OtherId, string Place, Sight Sight, long? AreaId, int Count, DateOnly ReachedOn, DateOnly LatestOn, DateOnly HoldsUntil, double Rank, string Because)
{
    public (PatternKind Pattern, string Rule, long SubjectId, long OtherId, string Place, Sight Sight) Key => (Pattern, Rule, SubjectId, OtherId, Place, Sight);
}

/// <summary>Somebody or some address stands on a list (PPL-3, PPL-4, PPL-6, PPL-9). Kept by <see cref="Standings"/> as incidents arrive and people are joined;
/// worked out, so that it can be thrown away and made again.</summary>
public sealed class Standing : IVersioned
{
    private Standing() { }

    public Standing(StandingFacts facts)
    {
        (Pattern, Rule, SubjectId, OtherId, Place, Sight) = facts.Key;
        Become(facts);
    }

    public long Id { get; private set; }

    public PatternKind Pattern { get; private set; }

    public string Rule { get; private set; } = "";

    public long SubjectId { get; private set; }

    public long OtherId { get; private set; }

    public string Place { get; private set; } = "";

    public Sight Sight { get; private set; }

    public long? AreaId { get; private set; }

    public int Count { get; private set; }

    public DateOnly ReachedOn { get; private set; }

    public DateOnly LatestOn { get; private set; }

    public DateOnly HoldsUntil { get; private set; }

    public double Rank { get; private set; }

    public string Because { get; private set; } = "";

    public int Version { get; private set; }

    public StandingFacts Facts => new(Pattern, Rule, SubjectId, OtherId, Place, Sight, AreaId, Count, ReachedOn, LatestOn, HoldsUntil, Rank, Because);

    public void Become(StandingFacts facts) =>
        (AreaId, Count, ReachedOn, LatestOn, HoldsUntil, Rank, Because) = (facts.AreaId, facts.Count, facts.ReachedOn, facts.LatestOn, facts.HoldsUntil, facts.Rank, facts.Because);
}
