using DaCaseManagement.People;
using DaCaseManagement.People.Matching;

namespace DaCaseManagement.UnitTests.People.Matching;

[Rule("PPL-2")]
public class BandingTests
{
    private const string Home = "12 High Street, Westmarch, WM1 2AB";
    private const string Number = "07700 900123";
    private static readonly PersonFacts Anna = Facts.Of("Anna", "Vellacott", "3/4/1980", Number, Home, Gender.Female);

    [Fact]
    public void The_same_person_is_offered_first() => Facts.Band(Anna, Facts.Of("Ana", "Vellacott", "4/3/1980", "07700 900555", Home, Gender.Female)).Band.ShouldBe(MatchBand.Same);

    [Fact]
    public void A_married_name_does_not_hide_her() => Facts.Band(Anna, Facts.Of("Anna", "Thwaite", "3/4/1980", Number, "4 Elm Terrace, Eastmere", Gender.Female)).Band.ShouldBe(MatchBand.Same);

    public static TheoryData<string, PersonFacts, PersonFacts> NeverSame => new()
    {
        { "twin sisters", Anna, Facts.Of("Carys", "Vellacott", "3/4/1980", Number, Home, Gender.Female) },
        { "twins, boy and girl", Anna, Facts.Of("Emrys", "Vellacott", "3/4/1980", Number, Home, Gender.Male) },
        { "a couple", Anna, Facts.Of("Emrys", "Vellacott", "9/9/1978", Number, Home, Gender.Male) },
        { "a couple of whom one date is not known", Anna, Facts.Of("Emrys", "Vellacott", null, Number, Home, Gender.Male) },
        { "sisters", Anna, Facts.Of("Carys", "Vellacott", "12/11/1983", Number, Home, Gender.Female) },
        { "mother and daughter of one name", Anna, Facts.Of("Anna", "Vellacott", "25/12/2004", Number, Home, Gender.Female) },
        { "mother and daughter by year", Facts.Of("Anna", "Vellacott", "1980", Number, Home), Facts.Of("Anna", "Vellacott", "2001", Number, Home) },
        { "one of the household, nameless", Anna, new PersonFacts { Names = [new("", "Vellacott")], Phones = Anna.Phones, Addresses = Anna.Addresses } },
        { "a namesake elsewhere", Anna, Facts.Of("Anna", "Vellacott") },
        { "a brother whose names were swapped", Anna, Facts.Of("Vellacott", "Emrys", null, Number, Home) },
    };

    [Theory]
    [MemberData(nameof(NeverSame))]
    public void People_who_share_a_home_or_a_name_are_never_one(string who, PersonFacts a, PersonFacts b)
    {
        Facts.Band(a, b).ShouldSatisfyAllConditions(who, x => x.Band.ShouldNotBe(MatchBand.Same), x => x.Reasons.ShouldNotBeEmpty());
        Facts.Band(b, a).Band.ShouldBe(Facts.Band(a, b).Band);
    }

    [Fact]
    public void A_slip_of_the_year_is_no_generation() => Facts.Band(Anna, Facts.Of("Anna", "Vellacott", "3/4/1908", Number, Home, Gender.Female)).Band.ShouldBe(MatchBand.Same);

    [Fact]
    public void A_national_number_overrules_what_a_household_shares() =>
        Facts.Band(Anna with { NationalNumber = "QQ123456C" }, Facts.Of("Anna", "Vellacott", "25/12/2004", Number, Home) with { NationalNumber = "qq 12 34 56 c" }).Band.ShouldBe(MatchBand.Same);

    [Fact]
    public void Victim_and_suspect_of_one_incident_are_two_people() => Facts.Band(Anna, Anna, opposed: true).Band.ShouldBe(MatchBand.Different);

    [Fact]
    public void Reasons_hold_no_personal_data() => NeverSame.SelectMany(row => Facts.Band((PersonFacts)row[1], (PersonFacts)row[2]).Reasons).ShouldAllBe(r => !r.Contains("Anna") && !r.Contains("Vellacott") && !r.Contains("High"));
}
