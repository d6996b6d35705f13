namespace DaCaseManagement.People;

public enum LinkKind
{
    Pair,
    Child,
    Incident,
    Phone,
    Address,
}

/// <summary>One reason to link somebody with the person in the middle.</summary>
/// <param name="Identity">The human being at the other end.</param>
/// <param name="Words">Such as "victim of, in 3 incidents".</param>
public sealed record NetworkLink(long Identity, string Reference, string Name, LinkKind Kind, string Words, int Count, DateTime? Last);

/// <param name="Also">Names of others in the picture whom this one is paired with.</param>
public sealed record NetworkPerson(string Reference, string Name, IReadOnlyList<LinkKind> Kinds, IReadOnlyList<string> Through, DateTime? Last, IReadOnlyList<int> PairedWith);

/// <param name="LeftOut">How many people are linked and not shown.</param>
public sealed record PersonNetwork(IReadOnlyList<NetworkPerson> People, int LeftOut)
{
    public const int Most = 24;

    /// <summary>Who is linked to the person in the middle: pairs first, then by number of links and the latest. Pure.</summary>
    /// <param name="pairs">Victim and suspect, by identity, among the others.</param>
    public static PersonNetwork Of(IEnumerable<NetworkLink> links, IEnumerable<(long Victim, long Suspect)> pairs)
    {
        var groups = links.GroupBy(l => l.Identity)
            .OrderBy(g => g.Min(l => l.Kind)).ThenByDescending(g => g.Max(l => l.Last ?? DateTime.MinValue)).ThenByDescending(g => g.Sum(l => l.Count)).ThenBy(g => g.Key)
            .ToList();
        var shown = groups.Take(Most).ToList();
        var place = shown.Select((g, n) => (g.Key, n)).ToDictionary(x => x.Key, x => x.n);
        var paired = pairs.Where(p => place.ContainsKey(p.Victim) && place.ContainsKey(p.Suspect) && p.Victim != p.Suspect)
            .Select(p => (One: Math.Min(place[p.Victim], place[p.Suspect]), Other: Math.Max(place[p.Victim], place[p.Suspect]))).Distinct().ToList();
        return new PersonNetwork(
            [
                .. shown.Select((g, n) => new NetworkPerson(
                    g.First().Reference, g.First().Name,
                    [.. g.Select(l => l.Kind).Distinct().Order()],
                    [.. g.OrderBy(l => l.Kind).Select(l => l.Words).Distinct()],
                    g.Max(l => l.Last),
                    [.. paired.Where(p => p.One == n || p.Other == n).Select(p => p.One == n ? p.Other : p.One).Order()])),
            ],
            groups.Count - shown.Count);
    }
}
