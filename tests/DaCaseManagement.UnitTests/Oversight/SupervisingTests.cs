using DaCaseManagement.Oversight;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.Oversight;

public sealed class SupervisingTests
{
    private static readonly SupervisionPolicy Policy = new(InstantSeconds: 60, SmallSample: 3, HintAfter: 3, HintMonths: 6, WatchDowngrades: true);
    private static readonly DateTime Noon = Make.Noon;
    private static long ids;

    [Theory, Rule("RSK-8"), Rule("OVR-3")]
    [InlineData(-600, null, 600)]
    [InlineData(-600, -40, 40)]
    [InlineData(-30, -600, 30)]
    [InlineData(-600, 5, 600)]
    [InlineData(10, null, null)]
    [InlineData(null, -40, null)]
    public void TimeSpent_RunsFromTheOpeningButNotFromBeforeTheDecisionBefore(int? opened, int? before, int? spent) =>
        Supervising.Spent(At(opened), At(before), Noon).ShouldBe(spent is { } s ? TimeSpan.FromSeconds(s) : null);

    [Fact, Rule("RSK-8")]
    public void PagesOpenedTogetherAndSignedInARow_AreInstant()
    {
        var opened = Noon.AddMinutes(-30);
        var rows = Enumerable.Range(0, 10).Select(i => Row(Verdict.Agreed, at: Noon.AddSeconds(i * 12), opened: opened));

        var timed = Supervising.Timed(rows);

        // The first may have been read for half an hour; the others had twelve seconds each.
        timed.Count(d => Supervising.Is(d, SupervisionWhat.Instant, Policy)).ShouldBe(9);
    }

    [Fact, Rule("OVR-3")]
    public void AnothersDecision_TakesNoTimeAway()
    {
        var rows = new[] { Row(Verdict.Agreed, by: 1, at: Noon, opened: Noon.AddMinutes(-9)), Row(Verdict.Raised, by: 2, at: Noon.AddSeconds(5), opened: Noon.AddMinutes(-9)) };

        Supervising.Timed(rows).ShouldAllBe(d => d.Spent > TimeSpan.FromMinutes(8));
    }

    [Fact, Rule("OVR-3")]
    public void Figures_CountEachVerdictOnceAndMarkFew()
    {
        var rows = Supervising.Timed(
        [
            Row(Verdict.Assessed, grade: Grade.High), Row(Verdict.Assessed, grade: Grade.Standard), Row(Verdict.Agreed, by: 1, opened: Noon.AddSeconds(-10)), Row(Verdict.Agreed, by: 2, opened: Noon.AddMinutes(-4)), Row(Verdict.Raised, by: 3), Row(Verdict.Lowered, by: 4, opened: Noon.AddMinutes(-10)),
        ]);

        var all = Supervising.Figures("", "All", rows, Policy);

        (all.Assessments, all.High, all.Medium, all.Standard).ShouldBe((2, 1, 0, 1));
        (all.SignOffs, all.Agreed, all.Raised, all.Lowered, all.Instant, all.Timed).ShouldBe((4, 2, 1, 1, 1, 3));
        (all.AgreedShare, all.LoweredShare, all.Median, all.TooFew).ShouldBe((0.5, 0.25, TimeSpan.FromMinutes(4), false));
        var few = Supervising.By(rows, SupervisionBy.Reviewer, Policy);
        few.Count.ShouldBe(4);
        few.ShouldAllBe(f => f.TooFew && f.SignOffs == 1);
    }

    [Fact, Rule("OVR-3")]
    public void NobodySigned_HasNoShareAndNoMedian()
    {
        var none = Supervising.Figures("", "All", [], Policy);

        (none.AgreedShare, none.LoweredShare, none.Median).ShouldBe((null, null, null));
    }

    [Fact, Rule("INV-9"), Rule("OVR-3")]
    public void EveryNumber_IsTheRowsBehindIt() => Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), EveryNumberIsItsRows).QuickCheckThrowOnFailure();

    private static void EveryNumberIsItsRows(int[] seeds)
    {
        var rows = Supervising.Timed(seeds.Select(s =>
        {
            var random = new Random(s);
            return Row((Verdict)random.Next(4), random.Next(5), Noon.AddMinutes(random.Next(-20_000, 20_000)), random.Next(3) == 0 ? null : Noon.AddDays(-30), Enum.GetValues<Grade>()[random.Next(3)]);
        }));
        foreach (var by in Enum.GetValues<SupervisionBy>())
        {
            var figures = Supervising.By(rows, by, Policy);
            var whole = Supervising.Figures("", "All", rows, Policy);
            figures.Sum(f => f.SignOffs).ShouldBe(whole.SignOffs);
            figures.Sum(f => f.Lowered).ShouldBe(whole.Lowered);
            foreach (var f in figures)
            {
                (f.Agreed + f.Raised + f.Lowered).ShouldBe(f.SignOffs);
                (f.High + f.Medium + f.Standard).ShouldBe(f.Assessments);
                rows.Count(d => Supervising.Group(d, by)?.Key == f.Key && Supervising.Is(d, SupervisionWhat.Instant, Policy)).ShouldBe(f.Instant);
            }
        }
    }

    [Fact, Rule("OVR-3")]
    public void LoweringAgainstTheQueue_PutsLongDaysBesideShortOnes()
    {
        var days = Enumerable.Range(0, 40).Select(i => (Row(i % 2 == 0 && i >= 20 ? Verdict.Lowered : Verdict.Agreed), Queue: i >= 20 ? 30 : 4)).ToList();

        var (few, many) = Supervising.AgainstQueue(days, Policy)!.Value;

        (few.LoweredShare, many.LoweredShare).ShouldBe((0, 0.5));
        Supervising.AgainstQueue([.. days.Take(20)], Policy).ShouldBeNull();
    }

    [Fact, Rule("OVR-3")]
    public void EveryStageOfAnOfficerOrSupervisor_IsCounted()
    {
        Supervising.Stages[DecisionStage.Officer].ShouldBe(Verdict.Assessed);
        Supervising.Stages.Keys.ShouldNotContain(DecisionStage.LoweringRefused);
        Supervising.Stages.Values.Distinct().Order().ShouldBe(Enum.GetValues<Verdict>());
    }

    [Theory, Rule("OVR-3")]
    [InlineData("", "", null)]
    [InlineData("1/11/2026", "21/11/2026", null)]
    [InlineData("22/11/2026", "21/11/2026", "first day")]
    [InlineData("1/6/2026", "21/11/2026", "days or fewer")]
    [InlineData("1/6/2025", "21/6/2025", "twelve months")]
    [InlineData("soon", "", "Enter days")]
    public void APeriod_IsBounded(string from, string to, string? problem)
    {
        var read = new Period(from, to).Read(new DateOnly(2026, 11, 21)).Problem;

        (read is null).ShouldBe(problem is null);
        (read ?? "").ShouldContain(problem ?? "");
    }

    private static DateTime? At(int? seconds) => seconds is { } s ? Noon.AddSeconds(s) : null;

    private static SupervisedDecision Row(Verdict verdict, long by = 1, DateTime? at = null, DateTime? opened = null, Grade grade = Grade.Medium) =>
        new(++ids, at ?? Noon, by, "Supervisor " + by, "Unit", verdict, Grade.Medium, grade, opened, null, "DA-26-000001", "CS-26-000001");
}
