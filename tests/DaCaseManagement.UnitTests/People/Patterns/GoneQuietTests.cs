using DaCaseManagement.People.Patterns;
using DaCaseManagement.Policy;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.People.Patterns;

[Rule("PPL-6")]
public class GoneQuietTests
{
    // Three in twelve months; three times her gap, at least 56 days and at most six months; listed for 24 months.
    private static readonly QuietPolicy Policy = National.Policy.Quiet;
    private static readonly DateOnly Last = new(2026, 6, 1);

    [Theory]
    [InlineData(56, 10, 20)] // usually 10 days apart: 30 days would be too soon
    [InlineData(90, 30, 60)] // usually 30 days apart
    [InlineData(183, 90, 180)] // usually 90: six months are enough
    public void Silence_is_measured_by_her_own_gaps(int days, params int[] before) =>
        Of([.. before]).ShouldNotBeNull().From.ShouldBe(Last.AddDays(days).AddDays(1));

    [Fact]
    public void Two_reports_are_no_habit() => Of(30).ShouldBeNull();

    [Fact]
    public void Three_reports_too_far_apart_are_none_either() => Of(200, 366).ShouldBeNull();

    [Fact]
    public void All_on_one_day_leaves_the_longest_wait() => Of(0, 0)!.From.ShouldBe(Last.AddMonths(Policy.MostMonths).AddDays(1));

    [Fact]
    public void She_leaves_the_list_in_the_end() => Of(30, 60)!.Until.ShouldBe(Last.AddMonths(Policy.ListedMonths));

    [Fact]
    public void A_review_takes_her_off_until_the_day_to_look_again()
    {
        var next = new DateOnly(2026, 12, 24);
        Of(new WelfareLook(new(2026, 10, 1), next), 30, 60)!.From.ShouldBe(next);
        Of(new WelfareLook(Last.AddMonths(23), Last.AddMonths(30)), 30, 60)!.Until.ShouldBeGreaterThanOrEqualTo(Last.AddMonths(30));
    }

    [Fact]
    public void A_review_before_her_last_report_says_nothing_of_the_silence_since() =>
        Of(new WelfareLook(Last.AddDays(-1), new(2027, 1, 1)), 30, 60).ShouldBe(Of(30, 60));

    [Theory]
    [InlineData(30.0, 30, 60)]
    [InlineData(20.0, 10, 40)]
    [InlineData(30.0, 30, 60, 60)]
    public void The_usual_gap_is_the_middle_one(double gap, params int[] before) => GoneQuiet.UsualGap([.. before.Append(0).Select(d => Last.AddDays(-d))]).ShouldBe(gap);

    [Fact]
    public void Nobody_is_called_quiet_sooner_or_later_than_the_policy_allows() =>
        Prop.ForAll(Gen.Choose(0, 360).ListOf().ToArbitrary(), before =>
        {
            var quiet = Of([.. before]);
            return before.Count(d => Last.AddDays(-d) >= Last.AddMonths(-Policy.Months)) + 1 < Policy.Count
                ? quiet is null
                : quiet!.From > Last.AddDays(Policy.LeastDays) && quiet.From <= Last.AddMonths(Policy.MostMonths).AddDays(1);
        }).QuickCheckThrowOnFailure();

    private static GoneQuiet.Quiet? Of(params int[] before) => Of(null, before);

    private static GoneQuiet.Quiet? Of(WelfareLook? look, params int[] before) => GoneQuiet.Of([.. before.Append(0).Select(d => Last.AddDays(-d)).Order()], Policy, look);
}
