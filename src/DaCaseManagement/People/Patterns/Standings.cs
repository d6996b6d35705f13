using DaCaseManagement.Data;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People.Patterns;

/// <summary>Keeps the table of standings equal to what <see cref="PatternRules.Everything"/> would count, touching only what a change can have touched. Call it in
/// the command's transaction, after the change: when a report is finished or corrected, people are joined or split, a grade rises to high or leaves it, a case
/// is restricted or a welfare review is recorded.</summary>
public static class Standings
{
    /// <summary>Recounts these people, the pairs they are in, and the suspects of their incidents.</summary>
    /// <param name="people">Any records of them; after a split, records of both.</param>
    /// <returns>How many rows were not as they should be.</returns>
    public static async Task<int> RecountPeople(CaseDbContext db, ForcePolicy policy, IReadOnlyCollection<long> people, CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        if (people.Count == 0)
        {
            return 0;
        }

        // Two reports of one victim finished at one instant: the second waits here and then sees the first.
        await db.People.Where(p => people.Contains(p.Id)).ExecuteUpdateAsync(s => s.SetProperty(p => p.Version, p => p.Version), cancel);
        var touched = await db.RecordsOfSamePeople(people, cancel);
        var records = touched.Keys.Union(people).ToList();
        var identities = touched.Values.ToHashSet();
        var incidents = await PatternReading.OfRecords(db, records, cancel);

        // Their victims' other suspects: whether these are serial hangs on who is one person with whom, and on names.
        var suspects = incidents.SelectMany(i => i.With(PatternPart.Suspect)).Where(s => !identities.Contains(s)).Distinct().ToList();
        var suspectRecords = (await db.RecordsOfSamePeople(suspects, cancel)).Keys.ToList();
        if (suspects.Count > 0)
        {
            incidents = [.. incidents.UnionBy(await PatternReading.OfRecords(db, suspectRecords, cancel), i => i.Id)];
        }

        var expected = await Expect(db, policy, PatternRules.Ordered(incidents), identities, suspects, cancel);
        var existing = await db.Standings.Where(s => records.Contains(s.SubjectId)).ToListAsync(cancel);
        existing.AddRange(await db.Standings.Where(s => s.OtherId != 0 && records.Contains(s.OtherId)).ToListAsync(cancel));
        if (suspects.Count > 0)
        {
            existing.AddRange(await db.Standings.Where(s => suspectRecords.Contains(s.SubjectId) && (s.Pattern == PatternKind.RepeatPerpetrator || s.Pattern == PatternKind.SerialPerpetrator)).ToListAsync(cancel));
        }

        return await Settle(db, [.. existing.DistinctBy(s => s.Id)], expected, cancel);
    }

    /// <summary>Who in this range of records does not stand as they should, found by reading alone. Every row belongs to one range: a pair's to its victim's.</summary>
    public static async Task<List<long>> WrongIn(CaseDbContext db, ForcePolicy policy, long after, long upTo, CancellationToken cancel)
    {
        var incidents = PatternRules.Ordered(await PatternReading.OfRange(db, after, upTo, cancel));
        var identities = incidents.SelectMany(i => i.Parties).Select(p => p.Identity).Where(p => p > after && p <= upTo).ToHashSet();
        var expected = (await Expect(db, policy, incidents, identities, [], cancel)).Where(s => identities.Contains(s.SubjectId)).ToHashSet();
        var existing = (await db.Standings.AsNoTracking().Where(s => s.SubjectId > 0 && s.SubjectId > after && s.SubjectId <= upTo).ToListAsync(cancel)).Select(s => s.Facts).ToHashSet();
        expected.SymmetricExceptWith(existing);
        return [.. expected.Select(s => s.SubjectId).Distinct().Order()];
    }

    /// <summary>The addresses at the streets in this range that stand on a list, or should.</summary>
    public static async Task<List<string>> StandingAt(CaseDbContext db, ForcePolicy policy, string after, string upTo, CancellationToken cancel) =>
    [
        .. from i in PatternRules.Ordered(await PatternReading.AtStreets(db, after, upTo, cancel))
           where i.Place is not null
           group i by i.Place into at
           where PatternRules.Address(at.Key, [.. at], policy).Any()
           select at.Key,
    ];

    /// <param name="places">As <see cref="Places"/> makes them; those that are no address (null) do not matter.</param>
    /// <returns>How many rows were not as they should be.</returns>
    public static async Task<int> RecountPlaces(CaseDbContext db, ForcePolicy policy, IEnumerable<string?> places, CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        var keys = places.OfType<string>().Distinct().ToList();
        if (keys.Count == 0)
        {
            return 0;
        }

        var at = PatternRules.Ordered(await PatternReading.AtPlaces(db, keys, cancel)).ToLookup(i => i.Place!);
        var expected = keys.SelectMany(k => PatternRules.Address(k, [.. at[k]], policy)).ToList();
        var existing = await db.Standings.Where(s => s.SubjectId == 0 && s.OtherId == 0 && keys.Contains(s.Place)).ToListAsync(cancel);
        return await Settle(db, existing, expected, cancel);
    }

    private static async Task<List<StandingFacts>> Expect(CaseDbContext db, ForcePolicy policy, List<PatternIncident> incidents, HashSet<long> identities, List<long> suspects, CancellationToken cancel)
    {
        var by = incidents.SelectMany(i => i.Parties.Select(p => (p.Part, p.Identity)).Distinct().Select(key => (key, Incident: i))).ToLookup(x => x.key, x => x.Incident);
        List<PatternIncident> Of(PatternPart part, long identity) => [.. by[(part, identity)]];
        var perpetrators = identities.Concat(suspects).ToList();

        // Names and reviews only of those for whom they can matter.
        var named = perpetrators.Select(s => Of(PatternPart.Suspect, s).SelectMany(i => i.With(PatternPart.Victim)).Distinct().ToList()).Where(v => v.Count >= policy.Serial?.Victims).SelectMany(v => v).ToHashSet();
        var looked = identities.Where(v => by[(PatternPart.Victim, v)].Take(policy.Quiet.Count).Count() == policy.Quiet.Count).ToHashSet();
        var people = await PatternReading.People(db, named, looked, cancel);
        PatternPerson Person(long identity) => people.GetValueOrDefault(identity, PatternPerson.Unknown);
        var pairs = incidents.SelectMany(PatternRules.Pairs).Where(p => identities.Contains(p.Victim) || identities.Contains(p.Suspect)).Distinct();
        return
        [
            .. identities.SelectMany(v => PatternRules.Victim(v, Of(PatternPart.Victim, v), Person(v), policy)),
            .. perpetrators.SelectMany(s => PatternRules.Perpetrator(s, Of(PatternPart.Suspect, s), Person, policy)),
            .. pairs.SelectMany(p => PatternRules.Pair(p.Victim, p.Suspect, [.. Of(PatternPart.Victim, p.Victim).Where(i => i.Has(PatternPart.Suspect, p.Suspect))], policy)),
        ];
    }

    private static async Task<int> Settle(CaseDbContext db, List<Standing> existing, List<StandingFacts> expected, CancellationToken cancel)
    {
        var (differed, left) = (0, existing.ToDictionary(s => s.Facts.Key));
        foreach (var facts in expected)
        {
            if (!left.Remove(facts.Key, out var standing))
            {
                db.Standings.Add(new Standing(facts));
                differed++;
            }
            else if (standing.Facts != facts)
            {
                standing.Become(facts);
                differed++;
            }
        }

        db.Standings.RemoveRange(left.Values);
        await db.SaveChangesAsync(cancel);
        return differed + left.Count;
    }
}
