namespace DaCaseManagement.People.Matching;

/// <param name="Matches">How many of all pairs are expected to be of one person.</param>
public sealed record Estimate(MatchWeights Weights, double Matches, int Iterations);

/// <summary>
/// Estimates weights without being told who is who. Chance agreement (u) comes from random pairs; agreement of one person with himself (m) and the
/// share of matches from the blocked pairs, by expectation and maximisation. Needs memory for the distinct patterns only.
/// </summary>
public static class ExpectationMaximisation
{
    private const int MostIterations = 60;
    private const double Settled = 1e-4;

    // What a level never seen is given; keeps every weight finite.
    private const double Pseudo = 0.5;

    /// <param name="blocked">Pairs that share a blocking key, each once: nearly every match is among them.</param>
    /// <param name="random">Pairs drawn at random, some hundred thousand.</param>
    /// <param name="pairs">How many pairs there are altogether, blocked or not.</param>
    /// <param name="never">Pairs known to be two people (guards); counted as strangers.</param>
    public static Estimate Estimate(
        Schema schema, IEnumerable<(PreparedPerson A, PreparedPerson B)> blocked, IEnumerable<(PreparedPerson A, PreparedPerson B)> random, long pairs, string version, Frequencies? frequencies = null,
        Func<PreparedPerson, PreparedPerson, bool>? never = null)
    {
        var scratch = new Compared[schema.Fields.Count];
        var chance = new Dictionary<ulong, long>();
        foreach (var (a, b) in random)
        {
            Count(chance, Pattern.Of(schema, a, b, null, scratch).Levels);
        }

        var u = Chance(schema, chance);
        var start = Weights(schema, version, 1.0 / Math.Max(pairs, 2), Start(schema), u, frequencies);
        var seen = new Dictionary<ulong, long>();
        foreach (var (a, b) in blocked)
        {
            if (never?.Invoke(a, b) != true)
            {
                var (levels, rarity) = Pattern.Of(schema, a, b, start.Table, scratch);
                Count(seen, Pattern.Keyed(levels, rarity));
            }
        }

        return Fit(schema, seen, u, pairs, version, frequencies);
    }

    /// <summary>How often each level is seen between strangers.</summary>
    internal static double[][] Chance(Schema schema, Dictionary<ulong, long> random)
    {
        var counts = Counts(schema, random, p => p);
        return [.. counts.Select((c, f) => schema.Fields[f].Turns.Count > 0 ? [.. c.Select(_ => 1.0)] : Shares(c, Pseudo))];
    }

    /// <param name="rest">A sample of the pairs that are not among <paramref name="seen"/>; with it the chance of fields without rarity is estimated too, from all strangers.</param>
    internal static Estimate Fit(Schema schema, Dictionary<ulong, long> seen, double[][] u, long pairs, string version, Frequencies? frequencies, Dictionary<ulong, long>? rest = null)
    {
        u = [.. u];
        var patterns = seen.Select(p => (Key: p.Key, Count: (double)p.Value, Rarity: Pattern.RarityOf(p.Key))).ToArray();
        var m = Start(schema);
        var (blocked, others) = (Counts(schema, seen, p => p & Pattern.LevelBits), rest is null ? null : Counts(schema, rest, p => p));
        var scale = rest is null ? 0 : (pairs - seen.Values.Sum()) / (double)Math.Max(rest.Values.Sum(), 1);
        var (matches, iteration) = (Math.Sqrt(pairs), 0);
        for (var moved = double.MaxValue; iteration < MostIterations && moved > Settled; iteration++)
        {
            var bits = m.Select((levels, f) => levels.Select((x, i) => i == 0 ? 0 : Math.Log2(x / u[f][i])).ToArray()).ToArray();
            var prior = Math.Log2(matches / Math.Max(pairs - matches, 1));
            var counts = Zero(schema);
            var found = 0.0;
            foreach (var (key, count, rarity) in patterns)
            {
                var total = prior + rarity;
                for (var f = 0; f < bits.Length; f++)
                {
                    total += bits[f][Pattern.Level(key, f)];
                }

                if (total < -30)
                {
                    continue;
                }

                var p = count / (1 + Math.Pow(2, -total));
                found += p;
                for (var f = 0; f < bits.Length; f++)
                {
                    counts[f][Pattern.Level(key, f)] += p;
                }
            }

            var next = counts.Select(c => Shares(c, Pseudo)).ToArray();
            moved = next.Zip(m, (x, y) => x.Zip(y, (p, q) => Math.Abs(p - q)).Max()).Max();
            (m, matches) = (next, Math.Clamp(found, 1, pairs - 1.0));
            for (var f = 0; others is not null && f < u.Length; f++)
            {
                if (schema.Fields[f].Turns.Count == 0 && schema.Fields[f].Rarity.All(r => r == 0))
                {
                    u[f] = Shares([.. blocked[f].Select((c, l) => l == 0 ? 0 : Math.Max(c - counts[f][l], 0) + (scale * others[f][l]))], Pseudo);
                }
            }
        }

        return new(Weights(schema, version, Math.Clamp(matches / pairs, 1e-12, 0.5), m, u, frequencies), matches, iteration);
    }

    internal static MatchWeights Weights(Schema schema, string version, double prior, double[][] m, double[][] u, Frequencies? frequencies) =>
        new(version, schema.Name, prior, [.. schema.Fields.Select((f, i) => new FieldWeights(f.Name, [.. f.Levels.Select((l, j) => new LevelWeight(l, m[i][j], u[i][j])).Skip(1)]))], frequencies);

    private static double[][] Counts(Schema schema, Dictionary<ulong, long> patterns, Func<ulong, ulong> levels)
    {
        var counts = Zero(schema);
        foreach (var (key, count) in patterns)
        {
            var pattern = levels(key);
            for (var f = 0; f < counts.Length; f++)
            {
                // Read the other way round because that looked better: no measure of chance.
                if (!schema.Turned(f, pattern))
                {
                    counts[f][Pattern.Level(pattern, f)] += count;
                }
            }
        }

        return counts;
    }

    private static double[][] Zero(Schema schema) => [.. schema.Fields.Select(f => new double[f.Levels.Count])];

    // Most people agree with themselves; the rest is shared by the levels that are left, the nearer the more.
    internal static double[][] Start(Schema schema) => [.. schema.Fields.Select(f => Shares([.. f.Levels.Select((_, i) => i == 0 ? 0 : i == 1 ? 16.0 : 1.0 / i)], 0))];

    private static double[] Shares(double[] counts, double pseudo)
    {
        var total = counts.Skip(1).Sum() + (pseudo * (counts.Length - 1));
        return [.. counts.Select((c, i) => i == 0 ? 0 : (c + pseudo) / total)];
    }

    private static void Count(Dictionary<ulong, long> counts, ulong key) => counts[key] = counts.GetValueOrDefault(key) + 1;
}
