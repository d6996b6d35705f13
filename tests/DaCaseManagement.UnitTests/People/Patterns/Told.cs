using DaCaseManagement.People.Patterns;

namespace DaCaseManagement.UnitTests.People.Patterns;

/// <summary>Incidents and people as patterns see them, in few words.</summary>
internal static class Told
{
    public static readonly DateOnly Day = new(2026, 11, 21);

    private static long last;

    public static PatternIncident Incident(int daysAgo, long victim, long suspect, string? home = null, string? offence = null, bool high = false, bool restricted = false, string? place = null, params PatternParty[] also) =>
        new(Interlocked.Increment(ref last), Day.AddDays(-daysAgo), 1, restricted, offence, high, place, [new(victim, PatternPart.Victim, home), new(suspect, PatternPart.Suspect, null), .. also]);

    public static PatternPerson Named(params string[] families) => new(families.ToHashSet(), null);

    public static Func<long, PatternPerson> People(params (long Id, string Family)[] known) => id => Named([.. known.Where(k => k.Id == id).Select(k => k.Family)]);
}
