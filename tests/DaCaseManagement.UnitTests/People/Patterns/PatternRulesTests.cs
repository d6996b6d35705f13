using DaCaseManagement.Incidents;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Policy;

namespace DaCaseManagement.UnitTests.People.Patterns;

[Rule("PPL-3")]
public class PatternRulesTests
{
    [Fact]
    public void Each_unit_is_counted_by_its_own_rules()
    {
        var all = All(Told.Incident(3, 1, 9, place: "1 A ST"), Told.Incident(2, 1, 9, place: "1 A ST"), Told.Incident(1, 1, 8, place: "1 A ST"), Told.Incident(1, 2, 8, place: "2 B ST"));
        all.Select(s => (s.Pattern, s.Rule, s.SubjectId + s.OtherId, s.Count)).Where(s => s.Pattern is not (PatternKind.SerialPerpetrator or PatternKind.GoneQuiet)).ShouldBe(
            [(PatternKind.RepeatVictim, "Repeat victim", 1, 3), (PatternKind.RepeatVictim, "Local commander alert", 1, 3), (PatternKind.RepeatPerpetrator, "Repeat perpetrator", 9, 2), (PatternKind.RepeatPerpetrator, "Repeat perpetrator", 8, 2), (PatternKind.RepeatAddress, "Repeat address", 0, 3)],
            ignoreOrder: true);
    }

    [Fact]
    public void A_pair_is_these_two_and_nobody_else()
    {
        All(Told.Incident(3, 1, 9), Told.Incident(2, 1, 9), Told.Incident(1, 2, 9), Told.Incident(1, 1, 8)).ShouldNotContain(s => s.Pattern == PatternKind.RepeatPair);
        All(Told.Incident(3, 1, 9), Told.Incident(2, 1, 9), Told.Incident(1, 1, 9)).Single(s => s.Pattern == PatternKind.RepeatPair).ShouldSatisfyAllConditions(s => s.SubjectId.ShouldBe(1), s => s.OtherId.ShouldBe(9));
        All(Told.Incident(3, 1, 9), Told.Incident(2, 1, 9), Told.Incident(1, 9, 1)).ShouldNotContain(s => s.Pattern == PatternKind.RepeatPair, "the other direction is another pair");
    }

    [Fact]
    [Rule("PPL-9")]
    public void What_is_restricted_is_in_no_figure_for_those_who_may_not_see_it()
    {
        var mixed = All(Told.Incident(3, 1, 9), Told.Incident(2, 1, 9), Told.Incident(1, 1, 9, restricted: true)).Where(s => s.Pattern == PatternKind.RepeatVictim && s.Rule == "Repeat victim").ToList();
        mixed.Select(s => (s.Sight, s.Count)).ShouldBe([(Sight.Cleared, 3), (Sight.Others, 2)]);
        mixed.Single(s => s.Sight == Sight.Others).ShouldSatisfyAllConditions(s => s.LatestOn.ShouldBe(Told.Day.AddDays(-2)), s => s.Because.ShouldNotContain("3"));
        All(Told.Incident(3, 1, 9, restricted: true), Told.Incident(2, 1, 9, restricted: true)).ShouldAllBe(s => s.Sight == Sight.Restricted);
        All(Told.Incident(3, 1, 9), Told.Incident(2, 1, 9, restricted: true)).ShouldNotContain(s => s.Sight == Sight.Others, "one open report is no repeat");
    }

    [Fact]
    public void The_policy_weighs_offences_there_are() =>
        National.Policy.Gravity.Select(g => g.Offence).ShouldBeSubsetOf(Offences.All.Select(o => o.Code));

    [Theory]
    [InlineData("12 Gannet Wharf, WM3 4QT", "12 GANNET WHARF, WM3 4QT")]
    [InlineData("12 gannet wharf wm34qt", "12 GANNET WHARF, WM3 4QT")]
    [InlineData("12 Gannet Wharf", "12 GANNET WHARF")]
    [InlineData("Rose Cottage, WM3 4QT", "ROSE COTTAGE, WM3 4QT")]
    [InlineData("At home", null)]
    [InlineData("", null)]
    public void An_address_is_house_street_and_postcode(string typed, string? key) => Places.KeyOf(typed).ShouldBe(key);

    [Fact]
    public void The_street_is_found_in_the_key_again() => Places.Street(Places.KeyOf("12 Gannet Wharf, WM3 4QT")!).ShouldBe("12 GANNET WHARF");

    private static List<StandingFacts> All(params PatternIncident[] incidents) => [.. PatternRules.Everything(incidents, _ => PatternPerson.Unknown, National.Policy)];
}
