namespace DaCaseManagement.People.Matching;

/// <summary>Compared pairs of a file: levels and rarity of each, so that new weights need no new comparing.</summary>
internal sealed class PairTable(Schema schema, PreparedPerson[] rows, long[] pairs)
{
    private readonly ulong[] levels = new ulong[pairs.Length];
    private readonly float[] rarity = new float[pairs.Length];

    public int Count => pairs.Length;

    public (int A, int B) Pair(int at) => CandidatePairs.Unpack(pairs[at]);

    public void Compare(MatchWeights.Compiled? weights) => Parallel.For(0, ((pairs.Length + Chunk - 1) / Chunk), chunk =>
    {
        var scratch = new Compared[schema.Fields.Count];
        for (var i = chunk * Chunk; i < Math.Min((chunk + 1) * Chunk, pairs.Length); i++)
        {
            var (a, b) = Pair(i);
            (levels[i], rarity[i]) = Pattern.Of(schema, rows[a], rows[b], weights, scratch);
        }
    });

    public Dictionary<ulong, long> Patterns(bool withRarity, Func<int, bool>? which = null)
    {
        var counts = new Dictionary<ulong, long>();
        for (var i = 0; i < pairs.Length; i++)
        {
            if (which is null || which(i))
            {
                var key = withRarity ? Pattern.Keyed(levels[i], rarity[i]) : levels[i];
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        }

        return counts;
    }

    public double Bits(int at, double[][] table)
    {
        var bits = (double)rarity[at];
        for (var f = 0; f < table.Length; f++)
        {
            bits += table[f][Pattern.Level(levels[at], f)];
        }

        return bits;
    }

    private const int Chunk = 2048;
}
