namespace DaCaseManagement.People.Matching;

/// <summary>A comparison packed into one number: four bits of level per field, so that millions of pairs are counted in a small table.</summary>
internal static class Pattern
{
    public const int BitsPerField = 4;
    public const ulong LevelBits = (1UL << RarityAt) - 1;
    private const int RarityAt = 56;
    private const double RarityStep = 0.5;

    public static int Level(ulong pattern, int field) => (int)(pattern >> (field * BitsPerField)) & 15;

    /// <summary>The levels, and separately the bits the values' rarity adds.</summary>
    public static (ulong Levels, float Rarity) Of(Schema schema, PreparedPerson a, PreparedPerson b, MatchWeights.Compiled? weights, Span<Compared> scratch)
    {
        scratch.Clear();
        schema.Compare(a, b, scratch);
        ulong levels = 0;
        var rarity = 0.0;
        for (var i = 0; i < scratch.Length; i++)
        {
            levels |= (ulong)scratch[i].Level << (i * BitsPerField);
            rarity += weights is null || scratch[i].Level == 0 ? 0 : weights.Rarity(i, scratch[i]);
        }

        return (levels, (float)rarity);
    }

    /// <summary>Levels and rarity in one key; rarity to half a bit, within 31 either way.</summary>
    public static ulong Keyed(ulong levels, float rarity) => levels | ((ulong)(byte)(sbyte)Math.Clamp(Math.Round(rarity / RarityStep), -127, 127) << RarityAt);

    public static double RarityOf(ulong key) => (sbyte)(byte)(key >> RarityAt) * RarityStep;
}
