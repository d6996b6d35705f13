using System.Globalization;
using System.Text.RegularExpressions;

using DaCaseManagement.Policy;
using DaCaseManagement.Risk;
using DaCaseManagement.Risk.Instruments;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.Risk;

[Rule("RSK-3")]
public partial class GradingTests
{
    private static readonly Instrument Dash = InstrumentLibrary.Get("DASH-2009");

    [Theory]
    [InlineData(18)]
    [InlineData(6, 15, 16)]
    [InlineData(7, 8, 1)]
    [InlineData(6, 23, 11)]
    [InlineData(7, 4, 19)]
    [InlineData(17, 16)]
    [InlineData(17, 1)]
    [InlineData(12, 11)]
    [InlineData(13, 14, 1)]
    [InlineData(13, 14, 19)]
    [InlineData(2, 8, 9, 25)]
    [InlineData(8, 9, 13, 17)]
    public void These_answers_point_to_high(params int[] yes) => Picture(yes).Suggested.ShouldBe(Grade.High);

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(19)]
    [InlineData(22)]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(6, 15)]
    [InlineData(6, 1)]
    [InlineData(15, 16)]
    [InlineData(13, 14)]
    [InlineData(2, 8, 9)]
    public void These_answers_point_to_medium(params int[] yes) => Picture(yes).Suggested.ShouldBe(Grade.Medium);

    [Theory]
    [InlineData]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(21)]
    [InlineData(23)]
    [InlineData(26)]
    [InlineData(27)]
    public void These_answers_point_no_higher_than_standard(params int[] yes) => Picture(yes).Suggested.ShouldBe(Grade.Standard);

    [Fact]
    public void The_count_alone_never_sets_the_grade()
    {
        var nine = Picture(1, 3, 5, 10, 20, 21, 23, 26, 27);
        (nine.Yes, nine.Suggested).ShouldBe((9, Grade.Standard));

        var fourteen = Picture(1, 2, 3, 4, 5, 10, 15, 20, 21, 22, 23, 24, 26, 27);
        (fourteen.Yes, fourteen.Suggested).ShouldBe((14, Grade.Medium));

        var one = Picture(18);
        (one.Yes, one.Suggested).ShouldBe((1, Grade.High));
    }

    [Fact]
    public void Everything_answered_yes_is_high() => Picture([.. Enumerable.Range(1, 27)]).Suggested.ShouldBe(Grade.High);

    [Fact]
    public void One_more_yes_never_lowers_the_suggestion() =>
        Prop.ForAll(Gen.SubListOf(Enumerable.Range(1, 27)).Zip(Histories()).Zip(Gen.Choose(1, 27)).ToArbitrary(), given =>
        {
            var ((yes, history), more) = given;
            return Picture(history, [.. yes, .. yes.Contains(more) ? (int[])[] : [more]]).Suggested >= Picture(history, [.. yes]).Suggested;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void No_third_yes_lowers_what_any_two_pointed_to()
    {
        for (var a = 1; a <= 27; a++)
        {
            for (var b = a + 1; b <= 27; b++)
            {
                var two = Picture(a, b).Suggested;
                Enumerable.Range(1, 27).Except([a, b]).Where(c => Picture(a, b, c).Suggested < two).ShouldBeEmpty($"after {a} and {b}");
            }
        }
    }

    [Fact]
    public void Known_history_never_lowers_the_suggestion() =>
        Prop.ForAll(Gen.SubListOf(Enumerable.Range(1, 27)).Zip(Histories()).ToArbitrary(), given =>
            Picture(given.Item2, [.. given.Item1]).Suggested >= Picture([.. given.Item1]).Suggested)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Theory]
    [InlineData(RiskReply.No)]
    [InlineData(RiskReply.NotKnown)]
    [InlineData(RiskReply.Declined)]
    [InlineData(RiskReply.NotAsked)]
    public void Only_a_yes_points_anywhere(RiskReply reply)
    {
        var picture = Grading.Picture(Dash, [.. Dash.Items.Select(i => new GivenAnswer(i.Number, reply, "words"))], RiskHistory.None);

        picture.Indicators.ShouldBeEmpty();
        (picture.Yes, picture.KeyYes, picture.Suggested).ShouldBe((0, 0, Grade.Standard));
        picture.Asked.ShouldBe(reply == RiskReply.NotAsked ? 0 : 27);
    }

    [Fact]
    public void An_answer_to_a_question_the_instrument_does_not_have_counts_for_nothing()
    {
        var picture = Picture(0, 28, -18);
        (picture.Yes, picture.Suggested).ShouldBe((0, Grade.Standard));
        picture.Indicators.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("18", 18)]
    [InlineData("6, 15, 16", 16, 6, 15)]
    [InlineData("17", 17, 1)]
    [InlineData("13, 14", 14, 13, 1)]
    public void The_strongest_reason_comes_first_and_names_its_questions_in_order(string questions, params int[] yes)
    {
        var picture = Picture(yes);
        picture.Indicators[0].Strength.ShouldBe(IndicatorStrength.Strong);
        picture.Indicators[0].Because.ShouldMatch($"questions? {questions}$");
        picture.SuggestedBecause.ShouldContain(picture.Indicators[0].Name);
        picture.Indicators.Select(i => i.Strength).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public void Every_reason_names_a_question_answered_yes_and_no_other() =>
        Prop.ForAll(Gen.SubListOf(Enumerable.Range(1, 27)).ToArbitrary(), yes => Picture([.. yes]).Indicators.All(i =>
        {
            var named = QuestionNumbers().Matches(i.Because).Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture)).ToList();
            return named.Count > 0 && named.TrueForAll(yes.Contains);
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void A_grade_above_standard_never_comes_without_a_reason() =>
        Prop.ForAll(Gen.SubListOf(Enumerable.Range(1, 27)).Zip(Histories()).ToArbitrary(), given =>
        {
            var picture = Picture(given.Item2, [.. given.Item1]);
            return picture.Suggested == Grade.Standard || picture.Indicators.Any(i => i.Strength != IndicatorStrength.Notable && picture.SuggestedBecause.Contains(i.Name, StringComparison.Ordinal));
        }).QuickCheckThrowOnFailure();

    [Fact]
    [Rule("RSK-2")]
    public void A_yes_without_a_word_of_detail_is_pointed_out()
    {
        var picture = Grading.Picture(
            Dash,
            [
                new(18, RiskReply.Yes, null), new(2, RiskReply.Yes, "  "), new(6, RiskReply.Yes, ""), new(8, RiskReply.Yes, "Forty calls a day"), new(9, RiskReply.No, null),
                new(10, RiskReply.NotKnown, null),
            ],
            RiskHistory.None);

        picture.NeedDetail.ShouldBe([2, 6, 18]);
        (picture.Yes, picture.KeyYes, picture.Asked).ShouldBe((4, 4, 6));
    }

    [Fact]
    public void A_MARAC_referral_in_the_last_year_points_to_high_by_itself() =>
        Picture(RiskHistory.None with { MaracLast12Months = true }).Suggested.ShouldBe(Grade.High);

    [Fact]
    [Rule("RSK-9")]
    public void High_risk_before_is_not_forgotten_because_nothing_was_answered_yes() =>
        Picture(RiskHistory.None with { GradeBefore = Grade.High }).Suggested.ShouldBe(Grade.Medium);

    [Theory]
    [InlineData(Grade.Standard)]
    [InlineData(Grade.Medium)]
    [InlineData(null)]
    public void A_lower_grade_before_points_nowhere(Grade? before) => Picture(RiskHistory.None with { GradeBefore = before }).Indicators.ShouldBeEmpty();

    [Theory]
    [Rule("PPL-5")]
    [InlineData(2, 0, Grade.Medium)]
    [InlineData(4, 1, Grade.Medium)]
    [InlineData(3, 3, Grade.Standard)]
    [InlineData(2, 5, Grade.Standard)]
    [InlineData(1, 0, Grade.Standard)]
    public void Growing_reports_point_to_medium(int last90, int before90, Grade suggested) =>
        Picture(new RiskHistory(last90 + before90, last90, before90, false, null)).Suggested.ShouldBe(suggested);

    [Fact]
    [Rule("PPL-5")]
    public void Growing_reports_are_explained_in_numbers()
    {
        var because = Picture(new RiskHistory(6, 4, 1, false, null)).Indicators.ShouldHaveSingleItem().Because;
        because.ShouldContain("4 in the last 90 days");
        because.ShouldContain("1 in the 90 before");
    }

    [Fact]
    public void A_repeat_victim_is_pointed_out_and_not_graded_by_it()
    {
        var picture = Picture(new RiskHistory(5, 1, 2, false, null));
        picture.Indicators.ShouldHaveSingleItem().Because.ShouldContain("5");
        picture.Suggested.ShouldBe(Grade.Standard);
    }

    [Fact]
    public void History_and_answers_add_up_to_high()
    {
        var growing = new RiskHistory(3, 3, 0, false, Grade.High);
        Picture(growing, 8).Suggested.ShouldBe(Grade.Medium);
        Picture(growing, 8, 9).Suggested.ShouldBe(Grade.High);
    }

    private static RiskPicture Picture(params int[] yes) => Picture(RiskHistory.None, yes);

    [Fact, Rule("RSK-1")]
    public void A_supplement_adds_its_indicators_and_not_its_count()
    {
        var (stalking, honour) = (InstrumentLibrary.Get("STALKING-11"), InstrumentLibrary.Get("HBA-10"));
        GivenAnswer[] own = [new(8, RiskReply.Yes, "Every day.")];
        var alone = Grading.Picture([new AnsweredForm(Dash, own), new AnsweredForm(stalking, []), new AnsweredForm(honour, [])], RiskHistory.None);
        var asked = Grading.Picture([new AnsweredForm(Dash, own), new AnsweredForm(stalking, [new(6, RiskReply.Yes, null), new(4, RiskReply.No, null)]), new AnsweredForm(honour, [new(6, RiskReply.Yes, "In March.")])], RiskHistory.None);

        alone.Indicators.ShouldContain(i => i.Name.StartsWith("Stalking questions", StringComparison.Ordinal) && i.Because == "question 8");
        alone.Indicators.ShouldNotContain(i => i.Name.StartsWith("So-called", StringComparison.Ordinal));
        alone.Suggested.ShouldBe(Grade.Medium);
        asked.Indicators.ShouldNotContain(i => i.Name.StartsWith("Stalking questions", StringComparison.Ordinal));
        asked.Indicators.ShouldContain(i => i.Name == "Threats while stalking" && i.Because == "Stalking questions 6");
        asked.Suggested.ShouldBe(Grade.High);
        (asked.Yes, asked.KeyYes, asked.Asked).ShouldBe((1, 1, 1));
        asked.NeedDetail.ShouldBeEmpty();
        asked.NeedDetailBeside.ShouldBe(["Stalking questions 6"]);
    }

    private static RiskPicture Picture(RiskHistory history, params int[] yes) => Grading.Picture(Dash, [.. yes.Select(n => new GivenAnswer(n, RiskReply.Yes, "words"))], history);

    private static Gen<RiskHistory> Histories() =>
        from last in Gen.Choose(0, 4)
        from before in Gen.Choose(0, 4)
        from earlier in Gen.Choose(0, 4)
        from marac in Gen.Elements(true, false)
        from grade in Gen.Elements<Grade?>(null, Grade.Standard, Grade.Medium, Grade.High)
        select new RiskHistory(last + before + earlier, last, before, marac, grade);

    [GeneratedRegex(@"(?<=questions? [0-9, ]*)\d+")]
    private static partial Regex QuestionNumbers();
}
