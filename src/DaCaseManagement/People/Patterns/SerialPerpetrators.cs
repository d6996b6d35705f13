using System.Globalization;

using DaCaseManagement.Policy;

namespace DaCaseManagement.People.Patterns;

/// <summary>PPL-4: somebody suspected against several people who have nothing to do with each other. Pure.</summary>
public static class SerialPerpetrators
{
    /// <param name="Rank">Higher is worse. Time weighs every incident down alike, so that the order of two people never changes by waiting.</param>
    /// <param name="Because">Why, in words without names.</param>
    public sealed record Serial(int Victims, DateOnly ReachedOn, DateOnly LatestOn, DateOnly HoldsUntil, double Rank, string Because);

    /// <param name="incidents">Every incident in which this person is the suspect, by day.</param>
    /// <returns>Null when the force keeps no such list, or there are not enough unconnected victims in the window that ends with the latest incident.</returns>
    public static Serial? Of(long suspect, IReadOnlyList<PatternIncident> incidents, Func<long, PatternPerson> person, ForcePolicy policy)
    {
        if (incidents.Count == 0 || policy.Serial is not { } rules)
        {
            return null;
        }

        var latest = incidents[^1].On;
        var counted = incidents.Where(i => i.On >= latest.AddMonths(-rules.Months) && i.With(PatternPart.Victim).Any(v => v != suspect)).ToList();
        var groups = Unconnected(suspect, counted, person, rules.HouseholdDays);
        if (groups.Count < rules.Victims)
        {
            return null;
        }

        var days = groups.Select(g => counted.Where(i => g.Any(v => i.Has(PatternPart.Victim, v))).Select(i => i.On).ToList()).ToList();
        return new Serial(
            groups.Count,
            days.Select(d => d[0]).Order().ElementAt(rules.Victims - 1),
            counted[^1].On,
            RepeatCounting.LastDayCounted(days.Select(d => d[^1]).OrderDescending().ElementAt(rules.Victims - 1), rules.Months),
            Rank(counted, groups.Count, policy, rules),
            Words(counted, groups.Count, policy, rules));
    }

    /// <summary>The victims in groups of people who belong together; each group counts once. Two belong together when they were in one report as victims or
    /// children, when they share an address and a family name, or when both were at one address at the same time. Partners who lived at the suspect's
    /// address one after the other do not.</summary>
    public static IReadOnlyList<IReadOnlyList<long>> Unconnected(long suspect, IReadOnlyList<PatternIncident> incidents, Func<long, PatternPerson> person, int householdDays)
    {
        var victims = incidents.SelectMany(i => i.With(PatternPart.Victim)).Where(v => v != suspect).Distinct().Order().ToList();
        var links = new List<(long, long)>();
        var homes = victims.ToDictionary(v => v, v => Homes(v, incidents));
        foreach (var (one, other) in victims.SelectMany((one, n) => victims.Skip(n + 1).Select(other => (one, other))))
        {
            if (TogetherInOne(one, other, incidents) || SameHousehold(homes[one], homes[other], person(one).FamilyNames.Overlaps(person(other).FamilyNames), householdDays))
            {
                links.Add((one, other));
            }
        }

        return [.. Identities.Resolve(victims, links).GroupBy(v => v.Value).Select(g => (IReadOnlyList<long>)[.. g.Select(v => v.Key).Order()]).OrderBy(g => g[0])];
    }

    private static bool TogetherInOne(long one, long other, IReadOnlyList<PatternIncident> incidents) =>
        incidents.Any(i => i.Parties.Any(p => p.Identity == one && p.Part != PatternPart.Suspect) && i.Parties.Any(p => p.Identity == other && p.Part != PatternPart.Suspect));

    private static Dictionary<string, (DateOnly First, DateOnly Last)> Homes(long victim, IReadOnlyList<PatternIncident> incidents) => incidents
        .SelectMany(i => i.Parties.Where(p => p.Identity == victim && p.Part != PatternPart.Suspect && (p.Home ?? i.Place) is not null).Select(p => (Home: (p.Home ?? i.Place)!, i.On)))
        .GroupBy(x => x.Home).ToDictionary(g => g.Key, g => (g.Min(x => x.On), g.Max(x => x.On)));

    private static bool SameHousehold(Dictionary<string, (DateOnly First, DateOnly Last)> one, Dictionary<string, (DateOnly First, DateOnly Last)> other, bool sameName, int days) =>
        one.Any(home => other.TryGetValue(home.Key, out var there)
            && (sameName || (home.Value.First <= there.Last.AddDays(days) && there.First <= home.Value.Last.AddDays(days))));

    private static double Rank(List<PatternIncident> counted, int victims, ForcePolicy policy, SerialPolicy rules)
    {
        var sum = counted.Sum(i => (rules.EachIncident + Gravity.Of(policy, i.Offence) + (i.High ? rules.HighRisk : 0)) * Math.Pow(2, (double)(i.On.DayNumber - Epoch) / rules.HalfLifeDays));

        // The logarithm keeps the order and stays small; a millionth of a halving is nothing.
        return Math.Round(Math.Log2(sum * (1 + (rules.EachFurtherVictim * (victims - rules.Victims)))), 6);
    }

    private static readonly int Epoch = new DateOnly(2026, 1, 1).DayNumber;

    private static string Words(List<PatternIncident> counted, int victims, ForcePolicy policy, SerialPolicy rules)
    {
        var (latest, high) = (counted[^1].On, counted.Count(i => i.High));
        var half = counted.Count(i => i.On > latest.AddDays(-rules.HalfLifeDays));
        var worst = Gravity.Worst(policy, counted.Select(i => i.Offence));
        return string.Create(CultureInfo.InvariantCulture, $"{victims} unconnected victims in {rules.Months} months; {Plural(counted.Count, "report")}, {half} in the {rules.HalfLifeDays} days to the latest on {latest:d MMM yyyy}")
            + (worst is null ? "" : $"; gravest: {worst}")
            + (high == 0 ? "" : $"; {Plural(high, "report")} in cases at high risk");
    }

    private static string Plural(int n, string word) => string.Create(CultureInfo.InvariantCulture, $"{n} {word}{(n == 1 ? "" : "s")}");
}

/// <summary>How grave offences are by the policy's weights. Pure.</summary>
public static class Gravity
{
    public static double Of(ForcePolicy policy, string? offence) => policy.Gravity.FirstOrDefault(g => g.Offence == offence)?.Weight ?? GravityPolicy.Usual;

    /// <summary>The words of the gravest that the policy knows and weighs; null when none does.</summary>
    public static string? Worst(ForcePolicy policy, IEnumerable<string?> offences) =>
        policy.Gravity.Where(g => g.Weight > 0 && offences.Contains(g.Offence)).MaxBy(g => g.Weight)?.Words;
}
