using DaCaseManagement.Policy;

namespace DaCaseManagement.Incidents;

/// <summary>REC-8, PPL-3: what the policy calls a repeat, counted from the dates of incidents. Pure.</summary>
public static class RepeatCounting
{
    public sealed record Repeat(string Name, int Count, int Months, string Consequence);

    /// <summary>The rules met for one unit, strongest count first. <paramref name="incidents"/> holds the times of all its incidents, this one included.</summary>
    public static IReadOnlyList<Repeat> Met(IReadOnlyList<RepeatPolicy> rules, RepeatUnit unit, IReadOnlyCollection<DateTime> incidents, DateTime asOf) =>
    [
        .. rules.Where(r => r.Unit == unit)
            .Select(r => (Rule: r, Count: Within(incidents, asOf, r.Months)))
            .Where(x => x.Count >= x.Rule.Count)
            .OrderByDescending(x => x.Rule.Count)
            .Select(x => new Repeat(x.Rule.Name, x.Count, x.Rule.Months, x.Rule.Consequence)),
    ];

    /// <summary>How many lie in the rolling window that ends with <paramref name="asOf"/>; both ends count, and 29 February looks back to 28 February.</summary>
    public static int Within(IReadOnlyCollection<DateTime> incidents, DateTime asOf, int months)
    {
        var from = asOf.AddMonths(-months);
        return incidents.Count(t => t >= from && t <= asOf);
    }
}
