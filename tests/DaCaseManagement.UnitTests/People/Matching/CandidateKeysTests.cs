using DaCaseManagement.People;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.People.Matching;

/// <summary>Who is compared, when more share a key than can be.</summary>
public sealed class CandidateKeysTests
{
    private const long Population = 1_000_000;
    private static readonly HashSet<long> Told = [1, 2, 3];

    [Fact, Rule("PPL-2")]
    public void KeyThatFewHold_SaysMoreThanOneThatManyHold() =>
        CandidateKeys.Worth(1, 4, Population, Told).ShouldBeGreaterThan(CandidateKeys.Worth(2, 300, Population, Told));

    [Fact, Rule("PPL-2")]
    public void KeyThatReachesForASlip_SaysLessThanWhatWasTold() =>
        CandidateKeys.Worth(9, 50, Population, Told).ShouldBeLessThan(CandidateKeys.Worth(1, 50, Population, Told));

    [Fact, Rule("PPL-2")]
    public void AmongHundredsWhoShareACommonKey_WhoeverSharesTheRareOneToo_IsComparedFirst()
    {
        var rows = Enumerable.Range(1, 500).Select(p => new KeyRow(1, p)).Append(new KeyRow(2, 7)).ToList();

        var best = CandidateKeys.Best(rows, new Dictionary<long, double> { [1] = 11, [2] = 18 });

        best.Count.ShouldBe(CandidateKeys.MostCompared);
        best[0].ShouldBe(7);
        best[1].ShouldBe(500);
    }

    [Fact, Rule("PPL-2")]
    public void NobodyLeftOut_SharesWhatIsWorthMore_ThanSomebodyCompared() =>
        Prop.ForAll(Gen.Choose(1, 400).SelectMany(people => Gen.Choose(1, 6).Zip(Gen.Choose(1, people)).Select(r => new KeyRow(r.Item1, r.Item2)).ListOf(600)).ToArbitrary(), rows =>
        {
            var distinct = rows.Distinct().ToList();
            var worth = Enumerable.Range(1, 6).ToDictionary(k => (long)k, k => k * 2.5);
            var best = CandidateKeys.Best(distinct, worth);
            var sums = distinct.GroupBy(r => r.PersonId).ToDictionary(g => g.Key, g => g.Sum(r => worth[r.Key]));
            var least = best.Min(p => sums[p]);
            best.ShouldBeUnique();
            best.Count.ShouldBe(Math.Min(sums.Count, CandidateKeys.MostCompared));
            sums.Where(s => !best.Contains(s.Key)).All(s => s.Value <= least).ShouldBeTrue();
        }).QuickCheckThrowOnFailure();
}
