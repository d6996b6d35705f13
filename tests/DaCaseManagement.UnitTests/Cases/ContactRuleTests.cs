using DaCaseManagement.Cases;
using DaCaseManagement.Policy;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.Cases;

public sealed class ContactRuleTests
{
    private static readonly DateTime Begun = new(2026, 11, 2, 10, 0, 0, DateTimeKind.Utc);
    private static readonly FollowUpPolicy Policy = new(true, [Grade.Standard, Grade.Medium, Grade.High], 24, 72, 10, []);

    [Theory, Rule("CAS-7"), Rule("CAS-10")]
    [InlineData(Grade.High, null, null, false, 24)]
    [InlineData(Grade.High, null, 30, false, 54)]
    [InlineData(Grade.High, 48, null, false, 48)]
    [InlineData(Grade.High, 12, 30, true, 42)]
    [InlineData(Grade.Medium, null, null, false, 72)]
    [InlineData(Grade.Medium, null, 5, false, 72)]
    [InlineData(Grade.Medium, null, 5, true, null)]
    [InlineData(Grade.Medium, 24, 5, false, 29)]
    [InlineData(Grade.Medium, 168, 5, false, 72)]
    [InlineData(Grade.Medium, 168, 5, true, 173)]
    [InlineData(Grade.Standard, null, null, false, null)]
    [InlineData(Grade.Standard, 336, null, false, 336)]
    [InlineData(null, null, null, false, null)]
    public void Contact_IsDueAsAgreedOrAsThePolicySays(Grade? grade, int? agreed, int? reachedAfter, bool visited, int? due) =>
        (ContactRule.Of(grade, agreed, reachedAfter is { } h ? Begun.AddHours(h) : null, visited, Begun, Policy)?.DueAt)
            .ShouldBe(due is { } hours ? Begun.AddHours(hours) : null);

    [Theory, Rule("CAS-7")]
    [InlineData(Grade.Medium, true)]
    [InlineData(Grade.Standard, false)]
    [InlineData(null, false)]
    public void WithoutAnAgreementOrARule_NothingIsDue(Grade? grade, bool visited) =>
        ContactRule.Of(grade, null, null, visited, Begun, Policy with { MediumVisitHours = visited ? 72 : null, HighContactHours = null }).ShouldBeNull();

    [Fact, Rule("CAS-7")]
    public void ALaterContact_NeverMakesTheNextOneEarlier() =>
        Prop.ForAll<(Grade Grade, byte Agreed, byte First, byte Further, bool Visited)>(x =>
        {
            int? every = x.Agreed == 0 ? null : x.Agreed;
            var one = ContactRule.Of(x.Grade, every, Begun.AddHours(x.First), x.Visited, Begun, Policy);
            var later = ContactRule.Of(x.Grade, every, Begun.AddHours(x.First + x.Further), x.Visited, Begun, Policy);
            return one is null == later is null && (one is null || later!.DueAt >= one.DueAt);
        }).QuickCheckThrowOnFailure();

    [Theory, Rule("CAS-8")]
    [InlineData("9:00 to 15:30", "14:00", false)]
    [InlineData("9:00 to 15:30", "16:00", true)]
    [InlineData("09.00-11.00 and 18:00 until 19:00", "12:00", true)]
    [InlineData("09.00-11.00 and 18:00 until 19:00", "18:30", false)]
    [InlineData("22:00 - 2:00", "23:30", false)]
    [InlineData("after school", "03:00", false)]
    [InlineData("25:00 to 26:00", "03:00", false)]
    [InlineData(null, "03:00", false)]
    public void OutsideSafeTimes_IsSaidOnlyWhereTheWordsSayIt(string? words, string now, bool outside) =>
        SafeTimes.IsOutside(words, new DateTime(2026, 11, 2) + TimeOnly.Parse(now, System.Globalization.CultureInfo.InvariantCulture).ToTimeSpan()).ShouldBe(outside);
}
