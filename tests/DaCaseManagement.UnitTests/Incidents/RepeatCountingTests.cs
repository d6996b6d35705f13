using DaCaseManagement.Incidents;
using DaCaseManagement.Policy;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.Incidents;

[Rule("REC-8")]
public class RepeatCountingTests
{
    private static readonly DateTime Now = Make.Noon;

    private static readonly RepeatPolicy[] Rules =
    [
        new("Repeat victim", RepeatUnit.Victim, 2, 12, "Shown"),
        new("Commander alert", RepeatUnit.Victim, 3, 12, "Told"),
        new("Long memory", RepeatUnit.Victim, 4, 36, "Reviewed"),
        new("Repeat pair", RepeatUnit.Pair, 3, 12, "Specialist unit"),
    ];

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(12, 0, true)]
    [InlineData(12, -1, false)]
    [InlineData(12, 1, true)]
    [InlineData(13, 0, false)]
    public void Both_ends_of_the_window_count(int monthsAgo, int secondsLater, bool counts) =>
        RepeatCounting.Within([Now.AddMonths(-monthsAgo).AddSeconds(monthsAgo == 0 ? -secondsLater : secondsLater)], Now, 12).ShouldBe(counts ? 1 : 0);

    [Fact]
    public void What_came_later_is_not_counted_as_at_an_earlier_day() =>
        RepeatCounting.Within([Now.AddSeconds(1), Now.AddDays(-1)], Now, 12).ShouldBe(1);

    [Fact]
    public void A_window_that_would_start_on_29_February_starts_on_the_28th()
    {
        DateTime leapDay = new(2028, 2, 29, 10, 0, 0, DateTimeKind.Utc), yearBefore = new(2027, 2, 28, 10, 0, 0, DateTimeKind.Utc);
        RepeatCounting.Within([yearBefore, yearBefore.AddTicks(-1)], leapDay, 12).ShouldBe(1);
        RepeatCounting.Within([leapDay], new DateTime(2029, 2, 28, 10, 0, 0, DateTimeKind.Utc), 12).ShouldBe(1);
    }

    [Fact]
    [Rule("PPL-3")]
    public void Each_rule_has_its_own_threshold_and_the_strongest_comes_first()
    {
        Met(1).ShouldBeEmpty();
        Met(2).Select(r => r.Name).ShouldBe(["Repeat victim"]);
        Met(3).Select(r => r.Name).ShouldBe(["Commander alert", "Repeat victim"]);
        Met(4).Select(r => r.Name).ShouldBe(["Long memory", "Commander alert", "Repeat victim"]);
    }

    [Fact]
    public void What_is_met_says_how_many_in_how_long_and_what_follows() => Met(2).ShouldHaveSingleItem().ShouldBe(new RepeatCounting.Repeat("Repeat victim", 2, 12, "Shown"));

    [Fact]
    public void Each_rule_counts_in_its_own_window()
    {
        DateTime[] overThreeYears = [Now, Now.AddMonths(-13), Now.AddMonths(-25), Now.AddMonths(-35)];
        RepeatCounting.Met(Rules, RepeatUnit.Victim, overThreeYears, Now).ShouldHaveSingleItem().Name.ShouldBe("Long memory");
    }

    [Fact]
    public void A_rule_for_one_unit_says_nothing_of_another()
    {
        DateTime[] three = [Now, Now.AddDays(-1), Now.AddDays(-2)];
        RepeatCounting.Met(Rules, RepeatUnit.Pair, three, Now).ShouldHaveSingleItem().Name.ShouldBe("Repeat pair");
        RepeatCounting.Met(Rules, RepeatUnit.Perpetrator, three, Now).ShouldBeEmpty();
    }

    [Fact]
    public void Two_at_one_instant_are_two() => RepeatCounting.Within([Now, Now], Now, 12).ShouldBe(2);

    [Fact]
    public void One_more_incident_never_lowers_the_count() =>
        Prop.ForAll(Gen.Choose(-1_000, 3_000).ListOf().Zip(Gen.Choose(-1_000, 3_000)).Zip(Gen.Choose(1, 120)).ToArbitrary(), given =>
        {
            var ((days, more), months) = given;
            DateTime[] some = [.. days.Select(d => Now.AddDays(-d))];
            return RepeatCounting.Within([.. some, Now.AddDays(-more)], Now, months) >= RepeatCounting.Within(some, Now, months)
                && RepeatCounting.Within(some, Now, months + 1) >= RepeatCounting.Within(some, Now, months);
        }).QuickCheckThrowOnFailure();

    private static IReadOnlyList<RepeatCounting.Repeat> Met(int incidents) =>
        RepeatCounting.Met(Rules, RepeatUnit.Victim, [.. Enumerable.Range(0, incidents).Select(n => Now.AddDays(-n))], Now);
}
