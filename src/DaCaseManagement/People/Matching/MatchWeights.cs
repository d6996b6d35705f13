using System.Runtime.CompilerServices;
using System.Text.Json;

namespace DaCaseManagement.People.Matching;

/// <summary>What each level of each field is worth. Data, with a version, so that a score can be explained years later.</summary>
/// <param name="Prior">The chance that a person compared at random is the same, before anything is known.</param>
public sealed record MatchWeights(string Version, string Schema, double Prior, IReadOnlyList<FieldWeights> Fields, Frequencies? Frequencies = null)
{
    /// <summary>The furthest a value's rarity can move its field, in bits.</summary>
    private const double MostRarity = 10;

    private static readonly ConditionalWeakTable<IReadOnlyList<FieldWeights>, Compiled> Tables = [];

    /// <summary>Chosen by hand for people of the United Kingdom, for a force that has not yet estimated its own.</summary>
    public static MatchWeights Default { get; } = MatchingData.Read<MatchWeights>("weights.json").Checked();

    /// <exception cref="JsonException">Not weights.</exception>
    public static MatchWeights FromJson(string json) => (JsonSerializer.Deserialize<MatchWeights>(json, MatchingData.Json) ?? throw new JsonException("There are no weights.")).Checked();

    public string ToJson() => JsonSerializer.Serialize(this, MatchingData.Json);

    /// <summary>The same weights for a force that holds so many people: one in two reports is of somebody known.</summary>
    public MatchWeights ForPopulation(long people) => this with { Prior = 0.5 / Math.Max(people, 2) };

    /// <summary>How many people the chance before the evidence is reckoned from.</summary>
    internal long Population => (long)Math.Round(0.5 / Prior);

    /// <summary>Bits of one outcome: more than nothing speaks for the same person, less against.</summary>
    internal double Bits(int field, in Compared seen) => seen.Level == 0 ? 0 : Table.Bits[field][seen.Level] + Table.Rarity(field, seen);

    internal Compiled Table => Tables.GetValue(Fields, f => new(Matching.Schema.Named(Schema), f));

    internal sealed class Compiled
    {
        private readonly Schema schema;
        private readonly double[] chance;

        public Compiled(Schema schema, IReadOnlyList<FieldWeights> weights)
        {
            this.schema = schema;
            Bits = [.. schema.Fields.Select(f => f.Levels.Select((name, i) => i == 0 ? 0 : Of(f, name, weights) is var l ? Math.Log2(l.M / l.U) : 0).ToArray())];
            chance = [.. schema.Fields.Select(f => Of(f, f.Levels[1], weights).U)];
        }

        /// <summary>By field and level: log2(m/u).</summary>
        public double[][] Bits { get; }

        /// <summary>What the value's rarity adds: log2 of how often any value agrees by chance over how often this one does.</summary>
        public double Rarity(int field, in Compared seen)
        {
            var share = schema.Fields[field].Rarity[seen.Level];
            return share == 0 || seen.Frequency <= 0 ? 0 : Math.Clamp(share * Math.Log2(chance[field] / seen.Frequency), -MostRarity, MostRarity);
        }

        private static LevelWeight Of(Field field, string level, IReadOnlyList<FieldWeights> weights) => weights.Single(w => w.Field == field.Name).Levels.Single(l => l.Level == level);
    }

    private MatchWeights Checked()
    {
        if (Prior is not (> 0 and < 1) || Fields.Any(f => f.Levels.Any(l => l.M is not (> 0 and <= 1) || l.U is not (> 0 and <= 1))))
        {
            throw new JsonException("Every chance must lie between 0 and 1.");
        }

        try
        {
            _ = Table;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new JsonException("A field or level of the schema is missing or given twice.", e);
        }

        return this;
    }
}

public sealed record FieldWeights(string Field, IReadOnlyList<LevelWeight> Levels);

/// <param name="M">How often the level is seen when it is the same person and the field is known on both sides.</param>
/// <param name="U">How often it is seen between strangers.</param>
public sealed record LevelWeight(string Level, double M, double U);
