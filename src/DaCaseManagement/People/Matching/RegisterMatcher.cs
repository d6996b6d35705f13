namespace DaCaseManagement.People.Matching;

/// <summary>Pairs said to be one person, by the rows' places in their files, and the weights that were estimated on the way.</summary>
public sealed record RegisterMatches(IReadOnlyList<(int A, int B)> Pairs, MatchWeights Weights, int Candidates);

/// <summary>Matches whole files in memory, without being told who is who: block, compare, estimate, score, and resolve all pairs together.</summary>
public static class RegisterMatcher
{
    private const int MostRowsPerKey = 160;
    private const int RandomPairs = 80_000;
    private const int MostLeftOver = 1_500_000;
    private const double LeastBits = -16;
    private const double Sure = 0.95;

    // One in a hundred rows linked twice is damage; more is a file in which people stand twice.
    private const double Twice = 0.01;

    /// <summary>Links the rows of one file to those of another.</summary>
    public static RegisterMatches Link(IReadOnlyList<PersonFacts> a, IReadOnlyList<PersonFacts> b)
    {
        var (rows, frequencies) = Prepare([.. a, .. b]);
        var total = (long)a.Count * b.Count;
        if (total < 2)
        {
            return new([], MatchWeights.Default, 0);
        }

        var (table, estimate) = Estimate(rows, a.Count, total, frequencies);
        var bits = estimate.Weights.Table.Bits;
        var prior = Math.Log2(estimate.Weights.Prior);
        var links = new List<Link>();
        for (var i = 0; i < table.Count; i++)
        {
            if (table.Bits(i, bits) is var mine && mine + prior > LeastBits)
            {
                var (x, y) = table.Pair(i);
                links.Add(new(x, y - a.Count, mine, 0));
            }
        }

        var all = links.ToArray();
        var (onceInA, onceInB) = (Once(all, prior, l => l.B), Once(all, prior, l => l.A));
        OneToOne.Resolve(all, a.Count, b.Count, estimate.Weights.Prior, onceInA, onceInB);
        if (onceInA && onceInB)
        {
            // Rows that no key brought to a fellow are few, and are compared with each other one and all.
            var more = LeftOver(all, rows, a.Count, b.Count, estimate.Weights);
            all = [.. all, .. more];
            OneToOne.Resolve(all, a.Count, b.Count, estimate.Weights.Prior, true, true);
        }

        return new(Best(all), estimate.Weights, table.Count);
    }

    /// <summary>Finds the rows of one file that are of one person.</summary>
    public static RegisterMatches Duplicates(IReadOnlyList<PersonFacts> file)
    {
        var (rows, frequencies) = Prepare([.. file]);
        var total = (long)file.Count * (file.Count - 1) / 2;
        if (total < 2)
        {
            return new([], MatchWeights.Default, 0);
        }

        var (table, estimate) = Estimate(rows, 0, total, frequencies);
        var bits = estimate.Weights.Table.Bits;
        var prior = Math.Log2(estimate.Weights.Prior / (1 - estimate.Weights.Prior));
        var links = new List<Link>();
        for (var i = 0; i < table.Count; i++)
        {
            if (table.Bits(i, bits) + prior is var odds && odds > LeastBits)
            {
                var (x, y) = table.Pair(i);
                links.Add(new(x, y, odds, 0));
            }
        }

        var scratch = new Compared[Schema.Register.Fields.Count];
        var clusters = Clusters.Of(rows.Length, links, (x, y) =>
        {
            var (levels, rarity) = Pattern.Of(Schema.Register, rows[x], rows[y], estimate.Weights.Table, scratch);
            return Math.Max(Total(bits, levels, rarity) + prior, LeastBits);
        });
        return new(clusters, estimate.Weights, table.Count);
    }

    private static double Total(double[][] bits, ulong levels, float rarity)
    {
        var sum = (double)rarity;
        for (var f = 0; f < bits.Length; f++)
        {
            sum += bits[f][Pattern.Level(levels, f)];
        }

        return sum;
    }

    private static (PreparedPerson[] Rows, Frequencies Frequencies) Prepare(List<PersonFacts> facts)
    {
        var frequencies = Frequencies.Count(facts);
        var preparer = new Preparer(frequencies);
        return ([.. facts.Select(preparer.Prepare)], frequencies);
    }

    private static (PairTable Table, Estimate Estimate) Estimate(PreparedPerson[] rows, int split, long total, Frequencies frequencies)
    {
        var schema = Schema.Register;
        var pairs = CandidatePairs.Of(rows, split, MostRowsPerKey);
        var random = new PairTable(schema, rows, [.. Drawn(rows.Length, split).Where(p => Array.BinarySearch(pairs, p) < 0)]);
        random.Compare(null);
        var rest = random.Patterns(false);
        var u = ExpectationMaximisation.Chance(schema, rest);
        Known(schema, u, frequencies);
        var start = ExpectationMaximisation.Weights(schema, "file", 1.0 / Math.Max(total, 2), ExpectationMaximisation.Start(schema), u, null);
        var table = new PairTable(schema, rows, pairs);
        table.Compare(start.Table);
        var pt = table.Patterns(true); var ff = (table, ExpectationMaximisation.Fit(schema, pt, u, total, "file", frequencies, rest)); return ff;
    }

    // How often strangers share a counted value need not be sampled.
    private static void Known(Schema schema, double[][] u, Frequencies frequencies)
    {
        for (var f = 0; f < u.Length; f++)
        {
            if (frequencies.Shared(schema.Fields[f].Name) is var shared and > 0)
            {
                u[f][1] = shared;
            }
        }
    }

    private static long[] Drawn(int rows, int split)
    {
        // The same draw each time: the same file gives the same answer.
        var (seed, pairs) = (new Random(20), new long[RandomPairs]);
        for (var i = 0; i < pairs.Length && rows > 1; i++)
        {
            var a = seed.Next(split == 0 ? rows - 1 : split);
            pairs[i] = CandidatePairs.Pack(a, split == 0 ? seed.Next(a + 1, rows) : seed.Next(split, rows));
        }

        return rows > 1 ? pairs : [];
    }

    private static bool Once(Link[] links, double prior, Func<Link, int> fellow)
    {
        var strong = links.Where(l => 1 / (1 + Math.Pow(2, -(l.Bits + prior))) >= Sure).GroupBy(fellow).Select(g => g.Count()).ToList();
        return strong.Count(c => c > 1) <= Twice * strong.Count;
    }

    private static List<Link> LeftOver(Link[] links, PreparedPerson[] rows, int countA, int countB, MatchWeights weights)
    {
        var (takenA, takenB) = (new double[countA], new double[countB]);
        foreach (var link in links)
        {
            takenA[link.A] += link.Probability;
            takenB[link.B] += link.Probability;
        }

        var (freeA, freeB) = (Free(takenA), Free(takenB));
        var found = new List<Link>();
        if ((long)freeA.Length * freeB.Length > MostLeftOver)
        {
            return found;
        }

        var known = links.Select(l => CandidatePairs.Pack(l.A, l.B)).ToHashSet();
        var pairs = freeA.SelectMany(x => freeB.Where(y => !known.Contains(CandidatePairs.Pack(x, y))).Select(y => CandidatePairs.Pack(x, y + countA))).ToArray();
        var table = new PairTable(Schema.Register, rows, pairs);
        table.Compare(weights.Table);
        for (var i = 0; i < pairs.Length; i++)
        {
            var (x, y) = table.Pair(i);
            found.Add(new(x, y - countA, table.Bits(i, weights.Table.Bits), 0));
        }

        return found;

        static int[] Free(double[] taken) => [.. Enumerable.Range(0, taken.Length).Where(i => taken[i] < 0.9)];
    }

    // The set with the best expected F1: pairs by falling probability, as long as the next is likelier than half of what has been reached.
    private static List<(int, int)> Best(Link[] links)
    {
        var sorted = links.Where(l => l.Probability > 0.01).OrderByDescending(l => l.Probability).ToList();
        var expected = links.Sum(l => l.Probability);
        var (sum, best, take) = (0.0, 0.0, 0);
        for (var i = 0; i < sorted.Count; i++)
        {
            sum += sorted[i].Probability;
            var f1 = 2 * sum / (i + 1 + expected);
            if (f1 > best)
            {
                (best, take) = (f1, i + 1);
            }
        }

        return [.. sorted.Take(take).Select(l => (l.A, l.B))];
    }
}
