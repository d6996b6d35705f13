using DaCaseManagement.People;
using DaCaseManagement.People.Matching;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.People.Matching;

[Rule("PPL-2")]
public class ScoringTests
{
    [Theory]
    [InlineData("Anna", "Anna", "same")]
    [InlineData("Liz", "Elizabeth", "variant")]
    [InlineData("Mohammed", "Muhammad", "variant")]
    [InlineData("Yusuf", "Yousef", "variant")]
    [InlineData("Aleksandr", "Alexander", "variant")]
    [InlineData("Zoë", "Zoe", "same")]
    [InlineData("Catrina", "Catrena", "one letter")]
    [InlineData("Anna", "A", "initial")]
    [InlineData("Jo Ann", "Ann", "part")]
    [InlineData("Mary Jane", "Jane", "part")]
    [InlineData("Anna", "Peter", "different")]
    [InlineData("Mark", "Mary", "one letter")]
    [InlineData("Lisa", "Liam", "alike")]
    public void Given_names_agree_at_the_level_people_would_say(string one, string other, string level)
    {
        Facts.Field(Facts.Of(one, "Ashdrake"), Facts.Of(other, "Ashdrake"), "given").Level.ShouldBe(level);
        Facts.Field(Facts.Of(other, "Ashdrake"), Facts.Of(one, "Ashdrake"), "given").Level.ShouldBe(level);
    }

    [Theory]
    [InlineData("Kowalsky", "Kowalski", "variant")]
    [InlineData("Nowak", "Novak", "variant")]
    [InlineData("Petrova", "Petrov", "variant")]
    [InlineData("Zelinska", "Zelinski", "one letter")]
    [InlineData("Smith-Jones", "Jones", "part")]
    [InlineData("Smith-Jones", "Smith Jones", "same")]
    [InlineData("O'Neil", "ONeil", "same")]
    [InlineData("MacLeod", "Mac Leod", "same")]
    [InlineData("Black well", "Blackwell", "same")]
    [InlineData("Ashdrake", "Ashdrkae", "one letter")]
    [InlineData("Ashdrake", "Thwaite", "different")]
    public void Family_names_agree_at_the_level_people_would_say(string one, string other, string level) =>
        Facts.Field(Facts.Of("Anna", one), Facts.Of("Anna", other), "family").Level.ShouldBe(level);

    [Theory]
    [InlineData("3/4/1980", "3/4/1980", "same")]
    [InlineData("3/4/1980", "4/3/1980", "day and month swapped")]
    [InlineData("3/4/1980", "3/4/1981", "one digit")]
    [InlineData("3/4/1980", "3/4/1908", "one digit")]
    [InlineData("3/4/1980", "17/4/1980", "two of three")]
    [InlineData("3/4/1980", "4/1980", "month and year")]
    [InlineData("3/4/1980", "1980", "year")]
    [InlineData("1980", "1982", "near year")]
    [InlineData("1980", "1987", "different")]
    [InlineData("3/4/1980", "25/12/2004", "a generation apart")]
    [InlineData("5/1980", "4/1980", "different")]
    public void Birth_dates_agree_as_far_as_they_are_known(string one, string other, string level)
    {
        Facts.Field(Facts.Of("Anna", "Ashdrake", one), Facts.Of("Anna", "Ashdrake", other), "born").Level.ShouldBe(level);
        Facts.Field(Facts.Of("Anna", "Ashdrake", other), Facts.Of("Anna", "Ashdrake", one), "born").Level.ShouldBe(level);
    }

    [Theory]
    [InlineData("12 High Street, Westmarch, WM1 2AB", "12 high st westmarch", "same")]
    [InlineData("12 High Street, Westmarch", "12 High Street, Eastmere", "different")]
    [InlineData("12 High Street, WM1 2AB", "12 High Street, EM9 1ZZ", "different")]
    [InlineData("12 High Street, Westmarch", "12 High Street", "same house")]
    [InlineData("Flat 2, 9 Mill Lane, Westmarch", "Flat 3, 9 Mill Lane, Westmarch", "same house")]
    [InlineData("12 High Street, WM1 2AB", "14 High Street, WM1 2AB", "same postcode")]
    [InlineData("12 High Street, Westmarch", "14 High Street, Westmarch", "same street")]
    public void Addresses_agree_as_far_as_both_are_known(string one, string other, string level) =>
        Facts.Field(Facts.Of("Anna", "Ashdrake", address: one), Facts.Of("Anna", "Ashdrake", address: other), "address").Level.ShouldBe(level);

    [Fact]
    public void A_rare_family_name_says_more_than_a_common_one()
    {
        var (rare, common) = (Facts.Field(Facts.Of("Anna", "Vellacott"), Facts.Of("Anna", "Vellacott"), "family"), Facts.Field(Facts.Of("Anna", "Smith"), Facts.Of("Anna", "Smith"), "family"));
        rare.Bits.ShouldBeGreaterThan(common.Bits + 5);
        common.Bits.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Swapped_names_are_seen_and_cost_something()
    {
        var (straight, swapped) = (Facts.Score(Facts.Of("Anna", "Vellacott"), Facts.Of("Anna", "Vellacott")), Facts.Score(Facts.Of("Anna", "Vellacott"), Facts.Of("Vellacott", "Anna")));
        swapped.Fields.ShouldContain(f => f.Field == "order");
        swapped.Bits.ShouldBeInRange(1, straight.Bits - 1);
    }

    [Fact]
    public void Any_name_number_or_address_in_common_counts_and_an_old_one_hardly_against()
    {
        var known = Facts.Of("Anna", "Vellacott", "3/4/1980", "07700 900123", "12 High Street, Westmarch");
        var moved = known with { Names = [new("Anna", "Thwaite"), new("Anna", "Vellacott")], Phones = ["+447700900999", "+447700900123"], Addresses = [KnownAddress.Parse("4 Elm Terrace, Eastmere"), .. known.Addresses] };
        Facts.Score(known, moved).Fields.Select(f => f.Level).ShouldAllBe(l => l == "same");
        Facts.Field(known, Facts.Of("Anna", "Vellacott", address: "4 Elm Terrace, Eastmere"), "address").Bits.ShouldBeInRange(-3, -0.1);
    }

    [Fact]
    public void Every_bit_of_the_score_is_explained()
    {
        var (a, b) = (Facts.Of("Liz", "Kowalsky", "3/4/1980", "07700 900123", "12 High Street, Westmarch", Gender.Female), Facts.Of("Elizabeth", "Kowalskij", "4/3/1980", "07700 900124", "14 High Street, Westmarch", Gender.Female));
        var score = Facts.Score(a, b);
        score.Fields.Sum(f => f.Bits).ShouldBe(score.Bits, 0.1);
        score.Fields.Select(f => f.Field).ShouldBe(["given", "family", "born", "gender", "phone", "address"]);
        score.Fields.Single(f => f.Field == "born").Words.ShouldSatisfyAllConditions(w => w.ShouldContain("3 April 1980"), w => w.ShouldContain("4 March 1980"));
        score.Fields.Single(f => f.Field == "family").Words.ShouldContain("Kowalsky / Kowalskij");
    }

    [Fact]
    public void The_score_does_not_depend_on_who_is_asked_about_whom() => Prop.ForAll(Facts.Any(), Facts.Any(), (a, b) =>
        Math.Abs(Facts.Score(a, b).Bits - Facts.Score(b, a).Bits) < 1e-9).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_not_known_is_evidence_of_nothing() => Prop.ForAll(Facts.Any(), Facts.Any(), (a, b) =>
    {
        var full = Facts.Score(a, b);
        var less = Facts.Score(a with { Born = null, Phones = [], NationalNumber = null }, b);
        var gone = full.Fields.Where(f => f.Field is "born" or "phone" or "number").Sum(f => f.Bits);
        return Math.Abs(full.Bits - gone - less.Bits) < 0.05 && Facts.Score(new(), b).Bits == 0 && full.Probability is >= 0 and <= 1;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Weights_survive_being_stored() => MatchWeights.FromJson(MatchWeights.Default.ToJson()).ToJson().ShouldBe(MatchWeights.Default.ToJson());

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"version":"x","schema":"people","prior":0.1,"fields":[]}""")]
    [InlineData("""{"version":"x","schema":"nonsense","prior":0.1,"fields":[]}""")]
    [InlineData("""{"version":"x","schema":"people","prior":2,"fields":[]}""")]
    public void What_are_no_weights_is_refused(string json) => Should.Throw<System.Text.Json.JsonException>(() => MatchWeights.FromJson(json));
}
