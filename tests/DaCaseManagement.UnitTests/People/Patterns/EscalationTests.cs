using DaCaseManagement.People.Patterns;

namespace DaCaseManagement.UnitTests.People.Patterns;

[Rule("PPL-5")]
public class EscalationTests
{
    [Theory]
    [InlineData("4 in 90 days, was 1 in the 90 before", 1, 10, 40, 89, 120)]
    [InlineData("2 in 90 days, none in the 90 before", 1, 10)]
    [InlineData("2 in 90 days, none in the 90 before", 0, 89, 180)] // both edges
    [InlineData("2 in 90 days, was 1 in the 90 before", 0, 89, 90)]
    [InlineData("2 in 90 days, was 1 in the 90 before", 0, 89, 179)]
    [InlineData("", 10)]
    [InlineData("", 10, 20, 100, 110)]
    [InlineData("", 10, 20, 100, 110, 120)]
    [InlineData("")]
    public void More_often_is_said_with_both_figures(string words, params int[] daysAgo) =>
        Of([.. daysAgo.Select(d => At(d))]).Words.ShouldBe(words);

    [Fact]
    public void What_happens_for_the_first_time_is_said()
    {
        Of(At(5) with { Weapon = true }, At(200)).Worse.ShouldBe(["first use of a weapon"]);
        Of(At(5) with { Strangled = true }, At(200)).Worse.ShouldBe(["first strangling"]);
        Of(At(5) with { Hurt = true, Weapon = true }, At(200)).Worse.Count.ShouldBe(2);
    }

    [Fact]
    public void What_happened_before_is_not_new() => Of(At(5) with { Weapon = true }, At(900) with { Weapon = true }).IsGrowing.ShouldBeFalse();

    [Fact]
    public void A_first_report_is_not_an_escalation() => Of(At(5) with { Weapon = true, Offence = "WOUNDING" }).IsGrowing.ShouldBeFalse();

    [Theory]
    [InlineData("ABH", "NON-CRIME", "was no crime")]
    [InlineData("WOUNDING", "COMMON-ASSAULT", "was common assault")]
    [InlineData("COMMON-ASSAULT", "WOUNDING", null)]
    [InlineData("ABH", "ABH", null)]
    [InlineData("NON-CRIME", "NON-CRIME", null)]
    public void A_graver_offence_is_said_with_what_it_was(string now, string before, string? words)
    {
        var worse = Of(At(5) with { Offence = now }, At(200) with { Offence = before }).Worse;
        (words is null ? worse.Count == 0 : worse.Any(w => w.Contains(words, StringComparison.Ordinal))).ShouldBeTrue(string.Join("; ", worse));
    }

    [Fact]
    public void The_order_they_are_told_in_does_not_matter()
    {
        Escalation.Event[] events = [At(1), At(10) with { Weapon = true }, At(120), At(40)];
        Of(events).Words.ShouldBe(Of([.. events.Reverse()]).Words);
        Of(events).Words.ShouldBe("3 in 90 days, was 1 in the 90 before; first use of a weapon");
    }

    [Fact]
    public void What_comes_after_the_day_is_not_counted() => Of(At(-1), At(-2), At(200)).IsGrowing.ShouldBeFalse();

    private static Escalation.Event At(int daysAgo) => new(Told.Day.AddDays(-daysAgo), "NON-CRIME");

    private static Escalation.Trend Of(params Escalation.Event[] events) => Escalation.Of(events, Told.Day, National.Policy);
}
