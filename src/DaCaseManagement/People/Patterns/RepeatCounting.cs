using DaCaseManagement.Clocks;
using DaCaseManagement.Policy;

namespace DaCaseManagement.People.Patterns;

/// <summary>REC-8, PPL-3: what the policy calls a repeat, counted from the days of incidents. Pure. Windows are calendar months of London days, so that
/// neither the hour of a call nor the change of the clocks moves anybody in or out.</summary>
public static class RepeatCounting
{
    public sealed record Repeat(string Name, int Count, int Months, string Consequence);

    /// <summary>The days on which a rule has been met without a break until the last incident.</summary>
    /// <param name="Count">On the day of the last incident.</param>
    /// <param name="ReachedOn">The first day of the unbroken run.</param>
    /// <param name="HoldsUntil">The last day on which the count still reaches the rule's, if nothing more happens.</param>
    public readonly record struct Run(int Count, DateOnly ReachedOn, DateOnly LatestOn, DateOnly HoldsUntil);

    /// <summary>The rules met for one unit, strongest count first. <paramref name="incidents"/> holds the times (UTC) of all its incidents, this one included.</summary>
    public static IReadOnlyList<Repeat> Met(IReadOnlyList<RepeatPolicy> rules, RepeatUnit unit, IReadOnlyCollection<DateTime> incidents, DateTime asOf) =>
    [
        .. rules.Where(r => r.Unit == unit)
            .Select(r => (Rule: r, Count: Within(incidents, asOf, r.Months)))
            .Where(x => x.Count >= x.Rule.Count)
            .OrderByDescending(x => x.Rule.Count)
            .Select(x => new Repeat(x.Rule.Name, x.Count, x.Rule.Months, x.Rule.Consequence)),
    ];

    /// <summary>How many lie in the window that ends with <paramref name="asOf"/> (UTC); the whole of its first day counts, and 29 February looks back to 28 February.</summary>
    public static int Within(IReadOnlyCollection<DateTime> incidents, DateTime asOf, int months)
    {
        var from = LocalTime.DayOf(asOf).AddMonths(-months);
        return incidents.Count(t => t <= asOf && LocalTime.DayOf(t) >= from);
    }

    /// <summary>The run that the last incident belongs to, or null when the rule is not met on its day.</summary>
    /// <param name="days">Ascending, one for each incident.</param>
    public static Run? RunOf(IReadOnlyList<DateOnly> days, int count, int months)
    {
        if (days.Count < count || days[^count] < days[^1].AddMonths(-months))
        {
            return null;
        }

        // Met from the day of each incident that completes a count until the first of that count leaves the window; back over every such spell that touches the next.
        var reached = days[^1];
        for (var i = days.Count - 2; i >= count - 1; i--)
        {
            var held = LastDayCounted(days[i - count + 1], months);
            if (held.AddDays(1) < reached)
            {
                break;
            }

            reached = held >= days[i] ? days[i] : reached;
        }

        var from = days[^1].AddMonths(-months);
        return new Run(days.Count(d => d >= from), reached, days[^1], LastDayCounted(days[^count], months));
    }

    /// <summary>The last day whose window still reaches back to <paramref name="day"/>: after 28 February 2027 that is 29 February 2028.</summary>
    public static DateOnly LastDayCounted(DateOnly day, int months)
    {
        var last = day.AddMonths(months);
        while (last.AddDays(1).AddMonths(-months) <= day)
        {
            last = last.AddDays(1);
        }

        return last;
    }
}
