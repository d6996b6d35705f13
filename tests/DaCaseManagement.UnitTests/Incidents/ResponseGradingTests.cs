using DaCaseManagement.Incidents;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.Incidents;

[Rule("REC-3")]
public class ResponseGradingTests
{
    [Theory]
    [InlineData("injured")]
    [InlineData("medical")]
    [InlineData("weapons")]
    [InlineData("strangled")]
    [InlineData("suspect-here", "threats")]
    [InlineData("suspect-here", "children")]
    public void Somebody_goes_at_once(params string[] yes) => Suggest(yes).ShouldBe(ResponseGrade.Immediate);

    [Theory]
    [InlineData("suspect-here")]
    [InlineData("threats")]
    [InlineData("children")]
    [InlineData("orders")]
    [InlineData("threats", "children", "orders")]
    public void Somebody_goes_soon(params string[] yes) => Suggest(yes).ShouldBe(ResponseGrade.Priority);

    [Theory]
    [InlineData]
    [InlineData("safe-to-talk")]
    [InlineData("before", "control", "separated", "drink-drugs", "language", "needs")]
    public void Nothing_recorded_speaks_against_an_appointment(params string[] yes) => Suggest(yes).ShouldBe(ResponseGrade.Appointment);

    [Fact]
    public void Somebody_who_cannot_safely_talk_is_gone_to_at_once() =>
        ResponseGrading.Suggest(new HashSet<string>(), new HashSet<string> { "safe-to-talk" }, false).Suggested.ShouldBe(ResponseGrade.Immediate);

    [Fact]
    public void A_no_to_any_other_prompt_hurries_nobody() =>
        ResponseGrading.Suggest(new HashSet<string>(), Prompts.All.Select(p => p.Code).Where(c => c != "safe-to-talk").ToHashSet(), false).Suggested.ShouldBe(ResponseGrade.Appointment);

    [Fact]
    public void Each_fact_that_decides_is_given_as_a_reason()
    {
        var (_, because) = ResponseGrading.Suggest(new HashSet<string> { "injured", "weapons", "threats" }, new HashSet<string>(), false);
        because.Count.ShouldBe(2);
        because.ShouldContain(r => r.Contains("hurt"));
        because.ShouldContain(r => r.Contains("weapon"));
    }

    [Fact]
    public void One_more_yes_never_slows_anybody_and_speed_never_comes_without_a_reason()
    {
        var codes = Prompts.All.Select(p => p.Code).ToArray();
        Prop.ForAll(Gen.SubListOf(codes).Zip(Gen.Elements(codes)).Zip(Gen.Elements(true, false)).ToArbitrary(), given =>
        {
            var ((yes, more), serious) = given;
            var (before, because) = ResponseGrading.Suggest(yes.ToHashSet(), new HashSet<string>(), serious);
            var (after, _) = ResponseGrading.Suggest(yes.Append(more).ToHashSet(), new HashSet<string>(), serious);
            return after <= before && because.Count > 0 == before < ResponseGrade.Appointment;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("prompt.strangled", "Yes", ResponseGrade.Immediate)]
    [InlineData("prompt.strangled", "No", ResponseGrade.Appointment)]
    [InlineData("prompt.strangled", "NotKnown", ResponseGrade.Appointment)]
    [InlineData("prompt.safe-to-talk", "No", ResponseGrade.Immediate)]
    [InlineData("offence", "COERCIVE-CONTROL", ResponseGrade.Priority)]
    [InlineData("offence", "COMMON-ASSAULT", ResponseGrade.Appointment)]
    [InlineData("honour-based", "yes", ResponseGrade.Priority)]
    public void What_is_typed_in_the_report_is_what_is_looked_at(string field, string value, ResponseGrade suggested) =>
        ResponseGrading.Suggest(Report.With((field, value))).Suggested.ShouldBe(suggested);

    [Fact]
    public void Every_prompt_it_looks_at_is_one_that_is_asked()
    {
        string[] looked = ["injured", "medical", "weapons", "strangled", "safe-to-talk", "suspect-here", "threats", "children", "orders"];
        looked.ShouldAllBe(c => Prompts.Find(c) != null);
    }

    private static ResponseGrade Suggest(params string[] yes) => ResponseGrading.Suggest(yes.ToHashSet(), new HashSet<string>(), false).Suggested;
}
