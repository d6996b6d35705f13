using System.Globalization;

using DaCaseManagement.Policy;

namespace DaCaseManagement.People.Patterns;

/// <summary>PPL-6: a repeat victim who has stopped reporting. Nobody knew why they had stopped calling; this asks. Pure.</summary>
public static class GoneQuiet
{
    /// <param name="From">The first day on which her silence is longer than it should be, or the day to look again.</param>
    /// <param name="Until">The last day she is listed.</param>
    public sealed record Quiet(int Count, DateOnly LastOn, DateOnly From, DateOnly Until, string Because);

    /// <param name="days">Of every report in which she is the victim, ascending.</param>
    /// <param name="look">The latest welfare review; one from before the last report says nothing about the silence since.</param>
    public static Quiet? Of(IReadOnlyList<DateOnly> days, QuietPolicy policy, WelfareLook? look)
    {
        if (days.Count == 0)
        {
            return null;
        }

        var last = days[^1];
        var spell = days.Where(d => d >= last.AddMonths(-policy.Months)).ToList();
        if (spell.Count < policy.Count)
        {
            return null;
        }

        var gap = UsualGap(spell);
        var longest = last.AddMonths(policy.MostMonths);
        var silent = gap is { } usual ? Earlier(last.AddDays(Math.Max(policy.LeastDays, (int)Math.Ceiling(usual * policy.Factor))), longest) : longest;
        var (from, until) = (silent.AddDays(1), last.AddMonths(policy.ListedMonths));
        if (look is { } seen && seen.On >= last)
        {
            from = seen.NextOn > from ? seen.NextOn : from;
            until = seen.NextOn.AddMonths(policy.MostMonths) is var again && again > until ? again : until;
        }

        return new Quiet(spell.Count, last, from, until, Words(spell.Count, policy, gap, last));
    }

    /// <summary>The middle one of the gaps between days with a report, in days; null when all came on one day.</summary>
    public static double? UsualGap(IReadOnlyList<DateOnly> spell)
    {
        var days = spell.Distinct().Order().ToList();
        var gaps = days.Zip(days.Skip(1), (a, b) => b.DayNumber - a.DayNumber).Order().ToList();
        return gaps.Count == 0 ? null : gaps.Count % 2 == 1 ? gaps[gaps.Count / 2] : (gaps[(gaps.Count / 2) - 1] + gaps[gaps.Count / 2]) / 2.0;
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static string Words(int count, QuietPolicy policy, double? gap, DateOnly last) => string.Create(
        CultureInfo.InvariantCulture,
        $"{count} reports in {policy.Months} months, {(gap is { } g ? $"usually {g:0.#} {(g is 1 ? "day" : "days")} apart" : "all on one day")}; none since {last:d MMM yyyy}");
}
