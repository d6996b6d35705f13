namespace DaCaseManagement.People.Matching;

public enum MatchBand
{
    Same,
    Possible,
    Different,
}

/// <summary>From which probability (0 to 1) a pair is offered first, and from which it is offered at all.</summary>
public sealed record MatchingThresholds(double SameAtLeast, double PossibleAtLeast)
{
    public static MatchingThresholds Default { get; } = new(0.8, 0.05);
}

/// <summary>The band and why: the guards that spoke, in words without personal data.</summary>
public sealed record Banded(MatchBand Band, IReadOnlyList<string> Reasons);

/// <summary>Puts a scored pair into a band. The score alone never overrules a guard (PPL-2).</summary>
public static class Banding
{
    public static Banded Of(MatchScore score, PersonFacts a, PersonFacts b, MatchingThresholds t) => Of(score, a, b, t, false);

    /// <param name="opposed">One is the victim and the other the suspect of one incident: they cannot be one person.</param>
    public static Banded Of(MatchScore score, PersonFacts a, PersonFacts b, MatchingThresholds t, bool opposed)
    {
        if (opposed)
        {
            return new(MatchBand.Different, ["Victim and suspect of one incident"]);
        }

        var guards = Guards.Of(score, a, b);
        var band = score.Probability >= t.SameAtLeast ? MatchBand.Same : score.Probability >= t.PossibleAtLeast ? MatchBand.Possible : MatchBand.Different;
        var lowest = guards.Count == 0 ? MatchBand.Same : guards.Max(g => g.AtMost);
        return new(band > lowest ? band : lowest, [.. guards.Select(g => g.Reason)]);
    }
}
