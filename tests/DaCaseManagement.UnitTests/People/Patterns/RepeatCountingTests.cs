using DaCaseManagement.People.Patterns;
using DaCaseManagement.Policy;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.People.Patterns;

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
    [InlineData("2026-11-21T12:00", "2025-11-21T00:00", true)]
    [InlineData("2026-11-21T12:00", "2025-11-21T23:59", true)]
    [InlineData("2026-11-21T12:00", "2025-11-20T23:59", false)]
    [InlineData("2026-11-21T00:00", "2025-11-21T23:00", true)]
    [InlineData("2026-07-10T22:59", "2025-07-10T00:00", true)] // the 10th in London
    [InlineData("2026-07-10T23:00", "2025-07-10T12:00", false)] // midnight: the 11th in London
    [InlineData("2026-07-11T12:00", "2025-07-10T23:30", true)] // half past midnight of the 11th
    [InlineData("2026-07-11T12:00", "2025-07-10T22:30", false)]
    [InlineData("2026-03-29T12:00", "2025-03-29T00:00", true)] // the night the clocks go forward
    [InlineData("2026-03-29T12:00", "2025-03-28T23:59", false)]
    [InlineData("2026-10-25T12:00", "2025-10-24T23:10", true)] // the night they go back: ten past midnight
    [InlineData("2026-10-25T12:00", "2025-10-24T22:50", false)]
    public void The_window_is_of_London_days_and_holds_the_whole_of_its_first(string asOf, string incident, bool counts) =>
        RepeatCounting.Within([Utc(incident)], Utc(asOf), 12).ShouldBe(counts ? 1 : 0);

    [Fact]
    public void What_came_later_is_not_counted_as_at_an_earlier_day() =>
        RepeatCounting.Within([Now.AddSeconds(1), Now.AddDays(-1)], Now, 12).ShouldBe(1);

    [Theory]
    [InlineData("2028-02-29", "2027-02-28", true)]
    [InlineData("2028-02-29", "2027-02-27", false)]
    [InlineData("2029-02-28", "2028-02-29", true)]
    [InlineData("2029-03-01", "2028-02-29", false)]
    public void A_window_that_would_start_on_29_February_starts_on_the_28th(string asOf, string incident, bool counts) =>
        RepeatCounting.Within([Utc(incident + "T10:00")], Utc(asOf + "T10:00"), 12).ShouldBe(counts ? 1 : 0);

    [Theory]
    [InlineData("2027-02-28", 12, "2028-02-29")]
    [InlineData("2028-02-29", 12, "2029-02-28")]
    [InlineData("2026-11-30", 3, "2027-02-28")]
    [InlineData("2026-11-28", 3, "2027-02-28")]
    [InlineData("2026-01-31", 1, "2026-02-28")]
    [InlineData("2026-06-15", 36, "2029-06-15")]
    public void A_day_counts_until_the_last_window_that_reaches_it(string day, int months, string last) =>
        RepeatCounting.LastDayCounted(DateOnly.Parse(day), months).ShouldBe(DateOnly.Parse(last));

    [Fact]
    [Rule("PPL-3")]
    public void A_standing_is_what_counting_every_day_would_find() =>
        Prop.ForAll(Histories(), given =>
        {
            var (days, count, months) = given;
            bool Met(DateOnly day) => days.Count(d => d <= day && d >= day.AddMonths(-months)) >= count;
            var run = RepeatCounting.RunOf(days, count, months);
            var latest = days[^1];
            if (!Met(latest))
            {
                return run is null;
            }

            var (from, until) = (latest, latest);
            for (; Met(from.AddDays(-1)); from = from.AddDays(-1))
            {
            }

            for (; Met(until.AddDays(1)); until = until.AddDays(1))
            {
            }

            return run == new RepeatCounting.Run(days.Count(d => d >= latest.AddMonths(-months)), from, latest, until);
        }).QuickCheckThrowOnFailure();

    // Round the end of February of a leap year, where months are not all alike.
    private static Arbitrary<(List<DateOnly> Days, int Count, int Months)> Histories() =>
        (from some in Gen.Choose(0, 900).NonEmptyListOf()
         from count in Gen.Choose(2, 4)
         from months in Gen.Elements(1, 2, 3, 12)
         select (some.Select(d => new DateOnly(2026, 12, 1).AddDays(d)).Order().ToList(), count, months)).ToArbitrary();

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

    private static DateTime Utc(string at) => DateTime.SpecifyKind(DateTime.Parse(at, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);

    private static IReadOnlyList<RepeatCounting.Repeat> Met(int incidents) =>
        RepeatCounting.Met(Rules, RepeatUnit.Victim, [.. Enumerable.Range(0, incidents).Select(n => Now.AddDays(-n))], Now);
}
