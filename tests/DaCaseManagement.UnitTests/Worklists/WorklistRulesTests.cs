using DaCaseManagement.Access;
using DaCaseManagement.Marac;
using DaCaseManagement.Policy;
using DaCaseManagement.Worklists;

namespace DaCaseManagement.UnitTests.Worklists;

public sealed class WorklistRulesTests
{
    private static readonly ClocksPolicy Policy = new("08:00", "18:00", [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], [], 75, [new(0, EscalateTo.UnitManagers)], [new(UnitKind.SpecialistDa, UnitKind.ControlRoom), new(UnitKind.Neighbourhood, UnitKind.Response)]);

    private static readonly CoverUnit[] Units =
    [
        new(1, "Control room", UnitKind.ControlRoom, null), new(2, "Specialists", UnitKind.SpecialistDa, null), new(3, "Response North", UnitKind.Response, 1), new(4, "Neighbourhood North", UnitKind.Neighbourhood, 1),
        new(5, "Neighbourhood South", UnitKind.Neighbourhood, 2), new(6, "Response for all", UnitKind.Response, null),
    ];

    [Theory, Rule("CLK-3")]
    [InlineData(1, new long[] { 2 })]
    [InlineData(3, new long[] { 4 })]
    [InlineData(6, new long[] { 4, 5 })]
    [InlineData(2, new long[0])]
    public void AUnit_CoversTheKindsThePolicyNames_InItsOwnArea(long own, long[] covered) =>
        Coverage.Of(Units.First(u => u.Id == own), Units, Policy).Select(u => u.Id).ShouldBe(covered);

    [Theory, Rule("CLK-3")]
    [InlineData("2026-11-20T17:59:00Z", null)]
    [InlineData("2026-11-20T18:00:00Z", "2026-11-23T08:00:00Z")]
    [InlineData("2026-12-24T20:00:00Z", "2026-12-29T08:00:00Z")]
    public void Cover_LastsUntilTheOfficeOpensAgain(string now, string? until) =>
        Coverage.Until(Policy, At(now)).ShouldBe(until is null ? null : At(until));

    [Fact, Rule("CLK-2")]
    public void EveryKindOfDeadline_IsInExactlyOneGroup() =>
        PolicyRules.DeadlineKinds.Where(k => Enum.GetValues<WorkGroup>().Count(g => WorkGroups.KindsOf(g).Contains(k)) != 1).ShouldBeEmpty();

    [Theory, Rule("MRC-4")]
    [InlineData("2026-12-20T09:30:00Z", "2026-12-12T09:30:00Z")]
    [InlineData("2026-12-05T09:00:00Z", "2026-12-03T09:00:00Z")]
    [InlineData("2026-12-01T08:00:00Z", "2026-12-01T09:00:00Z")]
    public void PreparationIsDueDaysBefore_OrInHalfOfWhatIsLeft(string starts, string due) =>
        MeetingPreparation.DueAt(At(starts), 8, At("2026-12-01T09:00:00Z")).ShouldBe(At(due));

    private static DateTime At(string text) => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal);
}
