using System.Globalization;

using DaCaseManagement.Policy;

namespace DaCaseManagement.People.Patterns;

/// <summary>From incidents to the standings of one subject. Pure; what is kept in the database and what is counted from scratch come from here alone.</summary>
public static class PatternRules
{
    /// <param name="incidents">Every incident with this person as victim, by day and id.</param>
    public static IEnumerable<StandingFacts> Victim(long identity, IReadOnlyList<PatternIncident> incidents, PatternPerson person, ForcePolicy policy) =>
        BySight(incidents, (seen, sight) =>
        [
            .. Repeats(PatternKind.RepeatVictim, RepeatUnit.Victim, identity, 0, "", seen, sight, policy),
            .. GoneQuiet.Of([.. seen.Select(i => i.On)], policy.Quiet, person.LookedOn) is { } quiet
                ? new[] { new StandingFacts(PatternKind.GoneQuiet, "", identity, 0, "", sight, seen[^1].AreaId, quiet.Count, quiet.From, quiet.LastOn, quiet.Until, quiet.LastOn.DayNumber, quiet.Because) }
                : [],
        ]);

    /// <param name="incidents">Every incident with this person as suspect, by day and id.</param>
    public static IEnumerable<StandingFacts> Perpetrator(long identity, IReadOnlyList<PatternIncident> incidents, Func<long, PatternPerson> person, ForcePolicy policy) =>
        BySight(incidents, (seen, sight) =>
        [
            .. Repeats(PatternKind.RepeatPerpetrator, RepeatUnit.Perpetrator, identity, 0, "", seen, sight, policy),
            .. SerialPerpetrators.Of(identity, seen, person, policy) is { } serial
                ? new[] { new StandingFacts(PatternKind.SerialPerpetrator, "", identity, 0, "", sight, seen[^1].AreaId, serial.Victims, serial.ReachedOn, serial.LatestOn, serial.HoldsUntil, serial.Rank, serial.Because) }
                : [],
        ]);

    /// <param name="incidents">Every incident with the first as victim and the second as suspect, by day and id.</param>
    public static IEnumerable<StandingFacts> Pair(long victim, long suspect, IReadOnlyList<PatternIncident> incidents, ForcePolicy policy) =>
        BySight(incidents, (seen, sight) => Repeats(PatternKind.RepeatPair, RepeatUnit.Pair, victim, suspect, "", seen, sight, policy));

    /// <param name="incidents">Every incident at the address, by day and id.</param>
    public static IEnumerable<StandingFacts> Address(string place, IReadOnlyList<PatternIncident> incidents, ForcePolicy policy) =>
        BySight(incidents, (seen, sight) => Repeats(PatternKind.RepeatAddress, RepeatUnit.Location, 0, 0, place, seen, sight, policy));

    /// <summary>Everything from scratch: what the table must hold.</summary>
    public static IEnumerable<StandingFacts> Everything(IReadOnlyCollection<PatternIncident> incidents, Func<long, PatternPerson> person, ForcePolicy policy)
    {
        var ordered = Ordered(incidents);
        IEnumerable<long> All(PatternPart part) => ordered.SelectMany(i => i.With(part)).Distinct();
        return All(PatternPart.Victim).SelectMany(v => Victim(v, [.. ordered.Where(i => i.Has(PatternPart.Victim, v))], person(v), policy))
            .Concat(All(PatternPart.Suspect).SelectMany(s => Perpetrator(s, [.. ordered.Where(i => i.Has(PatternPart.Suspect, s))], person, policy)))
            .Concat(ordered.SelectMany(Pairs).Distinct().SelectMany(p => Pair(p.Victim, p.Suspect, [.. ordered.Where(i => Pairs(i).Contains(p))], policy)))
            .Concat(ordered.Select(i => i.Place).OfType<string>().Distinct().SelectMany(place => Address(place, [.. ordered.Where(i => i.Place == place)], policy)));
    }

    public static List<PatternIncident> Ordered(IEnumerable<PatternIncident> incidents) => [.. incidents.OrderBy(i => i.On).ThenBy(i => i.Id)];

    public static IEnumerable<(long Victim, long Suspect)> Pairs(PatternIncident incident) =>
        incident.With(PatternPart.Victim).SelectMany(v => incident.With(PatternPart.Suspect).Where(s => s != v).Select(s => (v, s)));

    /// <summary>Once when nothing is restricted; else once with it and once without.</summary>
    private static IEnumerable<StandingFacts> BySight(IReadOnlyList<PatternIncident> incidents, Func<IReadOnlyList<PatternIncident>, Sight, IEnumerable<StandingFacts>> of)
    {
        var open = incidents.Where(i => !i.Restricted).ToList();
        return incidents.Count == 0 ? []
            : open.Count == incidents.Count ? of(incidents, Sight.Everybody)
            : open.Count == 0 ? of(incidents, Sight.Restricted)
            : of(incidents, Sight.Cleared).Concat(of(open, Sight.Others));
    }

    private static IEnumerable<StandingFacts> Repeats(PatternKind pattern, RepeatUnit unit, long subject, long other, string place, IReadOnlyList<PatternIncident> incidents, Sight sight, ForcePolicy policy)
    {
        var days = incidents.Select(i => i.On).ToList();
        foreach (var rule in policy.Repeats.Where(r => r.Unit == unit))
        {
            if (RepeatCounting.RunOf(days, rule.Count, rule.Months) is { } run)
            {
                var because = string.Create(CultureInfo.InvariantCulture, $"{run.Count} in the {rule.Months} months to {run.LatestOn:d MMM yyyy}");
                yield return new StandingFacts(pattern, rule.Name, subject, other, place, sight, incidents[^1].AreaId, run.Count, run.ReachedOn, run.LatestOn, run.HoldsUntil, run.LatestOn.DayNumber, because);
            }
        }
    }
}
