using DaCaseManagement.Policy;

namespace DaCaseManagement.UnitTests.Policy;

[Rule("RSK-4")]
public class AssessmentNeedTests
{
    private static readonly DateTime At = new(2026, 6, 15, 12, 0, 0, DateTimeKind.Utc);
    private static readonly AssessmentRule[] Every = [new("Every incident")];
    private static readonly AssessmentRule[] Crimes = [new("A crime", Crime: true)];
    private static readonly AssessmentRule[] CrimesAndRepeats = [new("A crime", Crime: true), new("Either party within a year", EitherPartyWithinMonths: 12)];
    private static readonly AssessmentRule[] RepeatCrimes = [new("A crime of known parties", Crime: true, EitherPartyWithinMonths: 12)];

    public static TheoryData<string, AssessmentRule[], bool, int?, string?> Table() => new()
    {
        { "national: crime", Every, true, null, "Every incident" },
        { "national: no crime", Every, false, null, "Every incident" },
        { "crimes only: crime", Crimes, true, null, "A crime" },
        { "crimes only: no crime, known before", Crimes, false, 10, null },
        { "crime or repeat: crime", CrimesAndRepeats, true, null, "A crime" },
        { "crime or repeat: no crime, new", CrimesAndRepeats, false, null, null },
        { "crime or repeat: no crime, lately", CrimesAndRepeats, false, 364, "Either party within a year" },
        { "crime or repeat: no crime, a year to the day", CrimesAndRepeats, false, 365, "Either party within a year" },
        { "crime or repeat: no crime, long ago", CrimesAndRepeats, false, 367, null },
        { "both in one rule: crime alone", RepeatCrimes, true, null, null },
        { "both in one rule: both", RepeatCrimes, true, 10, "A crime of known parties" },
        { "a clock that went back: the other lies ahead", CrimesAndRepeats, false, -1, null },
    };

    [Theory, MemberData(nameof(Table))]
    public void The_policy_decides_which_incidents_need_one(string told, AssessmentRule[] rules, bool crime, int? otherDaysAgo, string? because)
    {
        var need = AssessmentNeed.Of(rules, crime, At, otherDaysAgo is { } days ? At.AddDays(-days) : null);

        (need.IsNeeded, need.Because).ShouldBe((because is not null, because ?? ""), told);
    }
}
