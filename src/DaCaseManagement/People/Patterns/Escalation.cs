using System.Globalization;

using DaCaseManagement.Policy;

namespace DaCaseManagement.People.Patterns;

/// <summary>PPL-5: whether it is getting more frequent or worse between two people, in words. Pure.</summary>
public static class Escalation
{
    /// <param name="Weapon">Somebody answered that there was one.</param>
    public sealed record Event(DateOnly On, string? Offence, bool Weapon = false, bool Strangled = false, bool Hurt = false);

    /// <param name="Recent">Reports in the spell that ends today.</param>
    /// <param name="Before">Reports in the spell of the same length before it.</param>
    /// <param name="MoreOften">In words, or null.</param>
    /// <param name="Worse">What happened in the recent spell that never had before, in words.</param>
    public sealed record Trend(int Recent, int Before, string? MoreOften, IReadOnlyList<string> Worse)
    {
        public static readonly Trend None = new(0, 0, null, []);

        public bool IsGrowing => MoreOften is not null || Worse.Count > 0;

        /// <summary>Such as "4 in 90 days, was 1 in the 90 before; first use of a weapon". Empty when nothing grows.</summary>
        public string Words => string.Join("; ", MoreOften is null ? Worse : [MoreOften, .. Worse]);
    }

    public static Trend Of(IReadOnlyCollection<Event> events, DateOnly today, ForcePolicy policy)
    {
        var days = policy.Escalation.Days;
        var (start, earlier) = (today.AddDays(-days), today.AddDays(-2 * days));
        var recent = events.Where(e => e.On > start && e.On <= today).ToList();
        var before = events.Count(e => e.On > earlier && e.On <= start);
        var past = events.Where(e => e.On <= start).ToList();
        var often = recent.Count >= 2 && recent.Count > before
            ? string.Create(CultureInfo.InvariantCulture, $"{recent.Count} in {days} days, {(before == 0 ? "none" : $"was {before}")} in the {days} before") : null;
        return new Trend(recent.Count, before, often, past.Count == 0 ? [] : [.. Firsts(recent, past, policy)]);
    }

    // "First" needs an earlier time to compare with: a first report is not an escalation.
    private static IEnumerable<string> Firsts(List<Event> recent, List<Event> past, ForcePolicy policy)
    {
        foreach (var (words, was) in new (string, Func<Event, bool>)[] { ("first use of a weapon", e => e.Weapon), ("first strangling", e => e.Strangled || e.Offence == "STRANGULATION"), ("first injury", e => e.Hurt) })
        {
            if (recent.Exists(e => was(e)) && !past.Exists(e => was(e)))
            {
                yield return words;
            }
        }

        if (recent.Count > 0 && recent.Max(e => Gravity.Of(policy, e.Offence)) > past.Max(e => Gravity.Of(policy, e.Offence)) && Gravity.Worst(policy, recent.Select(e => e.Offence)) is { } worst)
        {
            yield return $"graver than before: {worst}{(Gravity.Worst(policy, past.Select(e => e.Offence)) is { } was ? $", was {was}" : ", was no crime")}";
        }
    }
}
