using DaCaseManagement.People.Matching;
using DaCaseManagement.Tools.Matching;

namespace DaCaseManagement.UnitTests.People.Matching;

/// <summary>The goals the matching was built for, on people nobody tuned it to.</summary>
[Rule("PPL-2")]
public class QualityTests
{
    [Theory]
    [InlineData("light", 41, 0.98, 0.99)]
    [InlineData("medium", 42, 0.97, 0.97)]
    [InlineData("heavy", 43, 0.95, 0.95)]
    public void Repeat_victims_are_found_and_strangers_left_alone(string damage, int seed, double precision, double recall)
    {
        var score = Score(LabelledSet.Invent(seed, 9_000, 2_500, PersonDamage.All.Single(d => d.Name == damage)));
        score.Same.Precision.ShouldBeGreaterThanOrEqualTo(precision);
        score.Same.Recall.ShouldBeGreaterThanOrEqualTo(recall);
        score.Offered.Recall.ShouldBeGreaterThan(score.SamePhone.Recall);
        score.Offered.Recall.ShouldBeGreaterThan(score.SameAddress.Recall);
        score.Found.ShouldBeGreaterThanOrEqualTo(0.98);
    }

    [Fact]
    public void Another_hand_s_mistakes_are_forgiven_as_well()
    {
        var world = new InventedPeople(71, 9_000);
        var score = Score(LabelledSet.Invent(72, world, 2_500, p => OtherHand.Write(p, new Random(p.Id), 0), p => OtherHand.Write(p, new Random(p.Id + 1_000_000), 2)));
        score.Same.Precision.ShouldBeGreaterThanOrEqualTo(0.95);
        score.Same.Recall.ShouldBeGreaterThanOrEqualTo(0.95);
    }

    private static LabelledScore Score(LabelledSet set) =>
        LabelledScore.Of(set, MatchWeights.Default.ForPopulation(set.Held.Count) with { Frequencies = Frequencies.Count(set.Held) }, MatchingThresholds.Default);
}
