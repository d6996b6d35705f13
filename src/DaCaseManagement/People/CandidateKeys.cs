using DaCaseManagement.Data;
using DaCaseManagement.People.Matching;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>The records most worth comparing with somebody described, by the keys they share. Of a great population there are more under a key than can be compared: one
/// that few hold says more than one that many hold, and one that reaches for a slip (another year, names swapped) says less than what was told.</summary>
public static class CandidateKeys
{
    /// <summary>Compared in memory. Of the same people found by a misspelt name, 80 by worth lose fewer than 200 by the number of shared keys (docs/matching.md).</summary>
    public const int MostCompared = 80;

    /// <summary>Rows of keys that are fetched; more than that, and only the rarest are.</summary>
    private const int MostRows = 600;

    /// <summary>Bits: about one true slip in eight is of a kind that a reaching key mends.</summary>
    private const double Reach = 3;

    public static async Task<IReadOnlyList<long>> Sharing(this CaseDbContext db, PersonFacts described, long population, CancellationToken cancel)
    {
        var keys = BlockingKeys.Lookups(described);
        if (keys.Count == 0)
        {
            return [];
        }

        var told = BlockingKeys.Of(described).ToHashSet();
        var rows = await Rows(db, keys, MostRows + 1, cancel);
        if (rows.Count <= MostRows)
        {
            return Best(rows, rows.GroupBy(r => r.Key).ToDictionary(g => g.Key, g => Worth(g.Key, g.Count(), population, told)));
        }

        var holders = await db.PersonKeys.Where(k => keys.Contains(k.Key)).GroupBy(k => k.Key).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel);
        var worth = holders.ToDictionary(h => h.Key, h => Worth(h.Key, h.Count, population, told));
        var (chosen, left) = (new List<long>(), MostRows);
        foreach (var holder in holders.OrderByDescending(h => worth[h.Key]))
        {
            if (chosen.Count == 0 || holder.Count <= left)
            {
                chosen.Add(holder.Key);
                left -= holder.Count;
            }
        }

        return Best(await Rows(db, chosen, MostRows, cancel), worth);
    }

    /// <summary>How much it says to share a key, in bits.</summary>
    public static double Worth(long key, int holders, long population, IReadOnlySet<long> told) => Math.Log2(population / (double)holders) - (told.Contains(key) ? 0 : Reach);

    /// <summary>Those who share what is worth most; of equals the newest.</summary>
    public static IReadOnlyList<long> Best(IEnumerable<KeyRow> rows, IReadOnlyDictionary<long, double> worth) =>
        [.. rows.GroupBy(r => r.PersonId).OrderByDescending(g => g.Sum(r => worth[r.Key])).ThenByDescending(g => g.Key).Take(MostCompared).Select(g => g.Key)];

    private static Task<List<KeyRow>> Rows(CaseDbContext db, IReadOnlyList<long> keys, int most, CancellationToken cancel) =>
        db.PersonKeys.Where(k => keys.Contains(k.Key)).OrderBy(k => k.Key).ThenBy(k => k.PersonId).Take(most).Select(k => new KeyRow(k.Key, k.PersonId)).ToListAsync(cancel);
}

/// <summary>Somebody holds a key.</summary>
public readonly record struct KeyRow(long Key, long PersonId);
