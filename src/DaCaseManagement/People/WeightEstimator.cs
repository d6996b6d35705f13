using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.People.Matching;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>Estimates match weights from the force's own records, without anybody having said who is who (PPL-2). Reads a sample, changes nothing, holds no lock.</summary>
public sealed class WeightEstimator(CaseDbContext db, CandidateSearch search)
{
    private const int MostPairs = 60_000;
    private const int MostFromOneKey = 20;
    private const int RandomPairs = 300_000;
    private const int MostNames = 5_000;
    private const int Chunk = 500;

    /// <returns>Null when too few records share anything to learn from.</returns>
    public async Task<Estimate?> Estimate(string version, IProgress<string>? progress, CancellationToken cancel)
    {
        progress?.Report("Drawing pairs");
        var pairs = await Pairs(cancel);
        if (pairs.Count < 200)
        {
            return null;
        }

        var frequencies = await NameFrequencies(cancel);
        var preparer = new Preparer(frequencies);
        var people = new Dictionary<long, PreparedPerson>();
        foreach (var chunk in pairs.SelectMany(p => new[] { p.One, p.Other }).Distinct().Order().Chunk(Chunk))
        {
            foreach (var (id, _, facts) in await search.Facts(chunk, cancel))
            {
                people[id] = preparer.Prepare(facts);
            }

            progress?.Report($"{people.Count:N0} records read");
        }

        progress?.Report("Estimating");
        var met = await Meetings([.. people.Keys], cancel);
        var ids = people.ToDictionary(p => p.Value, p => p.Key);
        bool Met(PreparedPerson a, PreparedPerson b) => met[ids[a]].Intersect(met[ids[b]]).Any();
        var all = await db.People.LongCountAsync(cancel);
        var known = people.Values.ToArray();
        return ExpectationMaximisation.Estimate(
            Schema.People, pairs.Where(p => people.ContainsKey(p.One) && people.ContainsKey(p.Other)).Select(p => (people[p.One], people[p.Other])), Strangers(known), all * (all - 1) / 2, version, frequencies, Met);
    }

    /// <summary>Keys are hashes, so a slice of them is a fair sample of whatever people share.</summary>
    private async Task<HashSet<(long One, long Other)>> Pairs(CancellationToken cancel)
    {
        const int Slices = 4096;
        var pairs = new HashSet<(long, long)>();
        var random = new Random(17);
        foreach (var slice in Enumerable.Range(0, Slices).OrderBy(_ => random.Next()))
        {
            var from = long.MinValue + (slice * (long.MaxValue / (Slices / 2)));
            var to = from + (long.MaxValue / (Slices / 2)) - 1;
            var keys = await db.PersonKeys.AsNoTracking().Where(k => k.Key >= from && k.Key <= to).OrderBy(k => k.Key).ThenBy(k => k.PersonId).ToListAsync(cancel);
            foreach (var sharing in keys.GroupBy(k => k.Key).Where(g => g.Count() > 1))
            {
                var ids = sharing.Select(k => k.PersonId).Take(MostFromOneKey).ToList();
                pairs.UnionWith(ids.SelectMany((one, i) => ids.Skip(i + 1).Select(other => (one, other))));
            }

            if (pairs.Count >= MostPairs)
            {
                break;
            }
        }

        return pairs;
    }

    private async Task<Frequencies> NameFrequencies(CancellationToken cancel)
    {
        // The commonest names as they are; the rest share one small number, as in any register.
        var family = await db.PersonNames.GroupBy(n => n.FamilyKey).Select(g => new { g.Key, Count = g.Count() }).OrderByDescending(g => g.Count).Take(MostNames).ToListAsync(cancel);
        var given = await db.PersonNames.GroupBy(n => n.GivenKey).Select(g => new { g.Key, Count = g.Count() }).OrderByDescending(g => g.Count).Take(MostNames).ToListAsync(cancel);
        double total = Math.Max(1, await db.PersonNames.CountAsync(cancel));
        Dictionary<string, double> Shares(IEnumerable<(string Key, int Count)> rows) =>
            rows.Where(r => r.Key.Length > 0).GroupBy(r => r.Key.Replace(" ", "", StringComparison.Ordinal)).ToDictionary(g => g.Key, g => g.Sum(r => r.Count) / total, StringComparer.Ordinal);
        return new Frequencies(
            new Dictionary<string, IReadOnlyDictionary<string, double>> { [Fields.Family.Name] = Shares(family.Select(f => (f.Key, f.Count))), [Fields.Given.Name] = Shares(given.Select(g => (g.Key, g.Count))) },
            new Dictionary<string, double> { [Fields.Family.Name] = 1 / total, [Fields.Given.Name] = 1 / total });
    }

    /// <summary>The incidents each is in: two who stand in one incident are two people.</summary>
    private async Task<ILookup<long, long>> Meetings(List<long> people, CancellationToken cancel)
    {
        var rows = new List<(long Person, long Incident)>();
        foreach (var chunk in people.Chunk(Chunk))
        {
            rows.AddRange((await db.InvolvedPeople.AsNoTracking().Where(p => p.PersonId != null && chunk.Contains(p.PersonId.Value) && (p.Part == Part.Victim || p.Part == Part.Suspect || p.Part == Part.Child))
                .Select(p => new { p.PersonId, p.IncidentId }).ToListAsync(cancel)).Select(r => (r.PersonId!.Value, r.IncidentId)));
        }

        return rows.ToLookup(r => r.Person, r => r.Incident);
    }

    private static IEnumerable<(PreparedPerson A, PreparedPerson B)> Strangers(PreparedPerson[] people)
    {
        var random = new Random(23);
        for (var i = 0; i < RandomPairs; i++)
        {
            var (a, b) = (random.Next(people.Length), random.Next(people.Length));
            if (a != b)
            {
                yield return (people[a], people[b]);
            }
        }
    }
}
