using DaCaseManagement.People.Patterns;
using DaCaseManagement.Policy;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.People.Patterns;

[Rule("PPL-4")]
public class SerialPerpetratorsTests
{
    private const long Him = 9;
    private static readonly Func<long, PatternPerson> Strangers = _ => PatternPerson.Unknown;

    [Fact]
    public void Two_victims_with_nothing_in_common_make_one() =>
        Of(Told.Incident(400, 1, Him, "A"), Told.Incident(10, 2, Him, "B")).ShouldNotBeNull().Victims.ShouldBe(2);

    [Fact]
    public void One_victim_however_often_makes_none() => Of([.. Enumerable.Range(1, 9).Select(n => Told.Incident(n * 30, 1, Him, "A"))]).ShouldBeNull();

    [Fact]
    public void A_victim_before_the_window_does_not_count()
    {
        var months = National.Policy.Serial!.Months;
        var edge = Told.Day.DayNumber - Told.Day.AddMonths(-months).DayNumber;
        Of(Told.Incident(edge, 1, Him, "A"), Told.Incident(0, 2, Him, "B")).ShouldNotBeNull();
        Of(Told.Incident(edge + 1, 1, Him, "A"), Told.Incident(0, 2, Him, "B")).ShouldBeNull();
    }

    [Fact]
    public void Mother_and_daughter_at_one_address_at_one_time_are_one_household() =>
        Of(Told.Incident(40, 1, Him, "A"), Told.Incident(10, 2, Him, "A")).ShouldBeNull();

    [Fact]
    public void Partners_who_lived_with_him_one_after_the_other_are_two() =>
        Of(Told.Incident(700, 1, Him, "HIS"), Told.Incident(10, 2, Him, "HIS")).ShouldNotBeNull().Victims.ShouldBe(2);

    [Fact]
    public void One_family_name_at_one_address_is_one_household_whenever()
    {
        PatternIncident[] both = [Told.Incident(700, 1, Him, "A"), Told.Incident(10, 2, Him, "A")];
        Of(Told.People((1, "ASHDRAKE"), (2, "ASHDRAKE")), both).ShouldBeNull();
        Of(Told.People((1, "ASHDRAKE"), (2, "FENWIT")), both).ShouldNotBeNull();
        Of(Told.People((1, "ASHDRAKE"), (2, "ASHDRAKE")), Told.Incident(700, 1, Him, "A"), Told.Incident(10, 2, Him, "B")).ShouldNotBeNull();
    }

    [Fact]
    public void A_child_of_one_report_who_is_the_victim_of_another_belongs_to_that_household() =>
        Of(Told.Incident(500, 1, Him, "A", also: new PatternParty(2, PatternPart.Child, null)), Told.Incident(10, 2, Him, "B")).ShouldBeNull();

    [Fact]
    public void Whoever_belongs_to_somebody_in_the_middle_belongs_to_both_ends() =>
        SerialPerpetrators.Unconnected(Him, [Told.Incident(50, 1, Him, "A"), Told.Incident(30, 2, Him, "A"), Told.Incident(25, 2, Him, "B"), Told.Incident(20, 3, Him, "B"), Told.Incident(5, 4, Him, "C")], Strangers, 90)
            .Select(g => g.Count).ShouldBe([3, 1]);

    [Fact]
    public void A_report_in_which_he_is_the_victim_of_himself_is_no_victim() => Of(Told.Incident(40, 1, Him, "A"), Told.Incident(10, Him, Him, "B")).ShouldBeNull();

    [Fact]
    public void Worse_comes_first_by_recency_frequency_gravity_and_victims()
    {
        var usual = Of(Told.Incident(300, 1, Him, "A"), Told.Incident(200, 2, Him, "B"))!.Rank;
        Of(Told.Incident(300, 1, Him, "A"), Told.Incident(20, 2, Him, "B"))!.Rank.ShouldBeGreaterThan(usual, "recency");
        Of(Told.Incident(300, 1, Him, "A"), Told.Incident(250, 1, Him, "A"), Told.Incident(200, 2, Him, "B"))!.Rank.ShouldBeGreaterThan(usual, "frequency");
        Of(Told.Incident(300, 1, Him, "A"), Told.Incident(200, 2, Him, "B", "STRANGULATION"))!.Rank.ShouldBeGreaterThan(usual, "gravity of the offence");
        Of(Told.Incident(300, 1, Him, "A"), Told.Incident(200, 2, Him, "B", high: true))!.Rank.ShouldBeGreaterThan(usual, "gravity of the risk");
        var three = Of(Told.Incident(300, 1, Him, "A"), Told.Incident(250, 3, Him, "C"), Told.Incident(200, 2, Him, "B"))!;
        three.Rank.ShouldBeGreaterThan(Of(Told.Incident(300, 1, Him, "A"), Told.Incident(250, 1, Him, "A"), Told.Incident(200, 2, Him, "B"))!.Rank, "victims");
    }

    [Fact]
    public void The_reasons_hold_the_figures_and_no_name()
    {
        var because = Of(Told.Incident(300, 1, Him, "A", "STRANGULATION", high: true), Told.Incident(10, 2, Him, "B"))!.Because;
        because.ShouldContain("2 unconnected victims in 36 months");
        because.ShouldContain("2 reports, 1 in the 180 days");
        because.ShouldContain("strangulation");
        because.ShouldContain("1 report in cases at high risk");
    }

    [Fact]
    public void He_stands_until_too_few_victims_are_left_in_the_window()
    {
        var serial = Of(Told.Incident(300, 1, Him, "A"), Told.Incident(200, 2, Him, "B"), Told.Incident(100, 2, Him, "B"))!;
        serial.ReachedOn.ShouldBe(Told.Day.AddDays(-200));
        serial.LatestOn.ShouldBe(Told.Day.AddDays(-100));
        serial.HoldsUntil.ShouldBe(RepeatCounting.LastDayCounted(Told.Day.AddDays(-300), 36));
    }

    [Fact]
    public void Waiting_never_changes_the_order_of_two() =>
        Prop.ForAll(Gen.Choose(1, 900).NonEmptyListOf().Two().Zip(Gen.Choose(1, 900)).ToArbitrary(), given =>
        {
            var ((one, other), later) = given;
            double Rank(IEnumerable<int> days, int shift) => Of([.. days.OrderDescending().SelectMany(d => new[] { Told.Incident(d - shift, 1, Him, "A"), Told.Incident(d - shift, 2, Him, "B") })])!.Rank;
            return Math.Sign(Math.Round(Rank(one, 0) - Rank(other, 0), 4)) == Math.Sign(Math.Round(Rank(one, later) - Rank(other, later), 4));
        }).QuickCheckThrowOnFailure();

    private static SerialPerpetrators.Serial? Of(params PatternIncident[] incidents) => Of(Strangers, incidents);

    private static SerialPerpetrators.Serial? Of(Func<long, PatternPerson> people, params PatternIncident[] incidents) =>
        SerialPerpetrators.Of(Him, PatternRules.Ordered(incidents), people, National.Policy);
}
