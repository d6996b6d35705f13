namespace DaCaseManagement.People.Matching;

/// <summary>The weighted comparison of two people (Fellegi and Sunter), with its reasons (PPL-2).</summary>
public static class Scoring
{
    public static MatchScore Score(PersonFacts a, PersonFacts b, MatchWeights weights)
    {
        var preparer = new Preparer(weights.Frequencies ?? Frequencies.Default);
        return Score(preparer.Prepare(a), preparer.Prepare(b), weights);
    }

    /// <summary>For many candidates: prepare each person once, with the frequencies of the same weights.</summary>
    public static MatchScore Score(PreparedPerson a, PreparedPerson b, MatchWeights weights)
    {
        var schema = Schema.Named(weights.Schema);
        Span<Compared> seen = new Compared[schema.Fields.Count];
        schema.Compare(a, b, seen);
        var fields = new List<FieldEvidence>(seen.Length);
        var bits = 0.0;
        for (var i = 0; i < seen.Length; i++)
        {
            if (seen[i].Level == 0)
            {
                continue;
            }

            var (field, mine) = (schema.Fields[i], weights.Bits(i, seen[i]));
            bits += mine;
            if (field.Words(seen[i].Level, seen[i].Left ?? "", seen[i].Right ?? "") is { Length: > 0 } words)
            {
                fields.Add(new(field.Name, field.Levels[seen[i].Level], Math.Round(mine, 2), words));
            }
        }

        return new(bits, Probability(bits, weights.Prior), fields);
    }

    /// <summary>The chance of the same person, 0 to 1, from the bits and the chance before them.</summary>
    public static double Probability(double bits, double prior)
    {
        var total = bits + Math.Log2(prior / (1 - prior));
        return 1 / (1 + Math.Pow(2, -total));
    }
}

/// <param name="Bits">The sum of the evidence; 0 says nothing either way.</param>
/// <param name="Probability">0 to 1, with the chance before the evidence.</param>
public sealed record MatchScore(double Bits, double Probability, IReadOnlyList<FieldEvidence> Fields);

/// <summary>One field's part of the score. <paramref name="Words"/> hold personal data.</summary>
public sealed record FieldEvidence(string Field, string Level, double Bits, string Words);
