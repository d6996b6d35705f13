using DaCaseManagement.People.Matching;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.People.Matching;

[Rule("PPL-2")]
public class NormaliseTests
{
    [Theory]
    [InlineData("07700 900123")]
    [InlineData("07700900123")]
    [InlineData("(07700) 900-123")]
    [InlineData("07700.900.123")]
    [InlineData("+447700900123")]
    [InlineData("+44 7700 900123")]
    [InlineData("+44 (0)7700 900123")]
    [InlineData("+44 (0) 7700 900 123")]
    [InlineData("+44 07700 900123")]
    [InlineData("0044 7700 900123")]
    [InlineData("0044 (0)7700 900123")]
    [InlineData("447700900123")]
    [InlineData("  07700 900123\t")]
    [InlineData("\u202a+44 7700 900123\u202c")]
    public void One_number_has_one_key_however_it_is_written(string typed) => Normalise.Phone(typed).ShouldBe("+447700900123");

    [Theory]
    [InlineData("020 7946 0958", "+442079460958")]
    [InlineData("0800 1111", "+448001111")]
    [InlineData("+48 22 555 01 23", "+48225550123")]
    [InlineData("00353 1 234 5678", "+35312345678")]
    public void Landlines_short_numbers_and_foreign_numbers_have_keys_too(string typed, string key) => Normalise.Phone(typed).ShouldBe(key);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("0")]
    [InlineData("999")]
    [InlineData("0770")]
    [InlineData("900123")]
    [InlineData("ex-partner's mobile")]
    [InlineData("07700 900123 ext 4")]
    [InlineData("+44 7700 900123 900123")]
    [InlineData("07700 900123 or 07700 900456")]
    public void What_cannot_be_one_telephone_number_has_no_key(string? typed) => Normalise.Phone(typed).ShouldBeNull();

    [Fact]
    public void Spacing_and_punctuation_never_change_the_key_of_a_number()
    {
        var spacing = Gen.Elements("", " ", "-", ".", "  ", "\u00a0").ArrayOf(10);
        Prop.ForAll(Gen.Choose(0, 999_999).Zip(spacing).ToArbitrary(), given =>
        {
            var (number, between) = given;
            var digits = $"07700{number:000000}";
            var typed = string.Concat(digits.Select((c, i) => c + (i < between.Length ? between[i] : "")));
            return Normalise.Phone(typed) == "+44" + digits[1..];
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("O'Neil", "ONEIL")]
    [InlineData("O’Neil", "ONEIL")]
    [InlineData("O Neil", "ONEIL")]
    [InlineData("oneil", "ONEIL")]
    [InlineData("Mc Donald", "MCDONALD")]
    [InlineData("McDonald", "MCDONALD")]
    [InlineData("Mac Leod", "MACLEOD")]
    [InlineData("Smith-Jones", "SMITH JONES")]
    [InlineData("Smith – Jones", "SMITH JONES")]
    [InlineData("Smith\u2010Jones", "SMITH JONES")]
    [InlineData("  van   der  Berg ", "VAN DER BERG")]
    [InlineData("Zoë", "ZOE")]
    [InlineData("Zoe\u0308", "ZOE")]
    [InlineData("Łukasz", "LUKASZ")]
    [InlineData("Søren Æblø", "SOREN AEBLO")]
    [InlineData("Weiß", "WEISS")]
    [InlineData("Işık", "ISIK")]
    [InlineData("Đặng", "DANG")]
    [InlineData("Шевченко", "ШЕВЧЕНКО")]
    [InlineData("محمد", "محمد")]
    [InlineData("Ann😀e 2", "ANNE")]
    public void Names_that_are_one_name_agree(string typed, string key) => Normalise.Name(typed).ShouldBe(key);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("123")]
    [InlineData("---")]
    [InlineData("😀")]
    public void What_is_no_name_has_an_empty_key(string? typed) => Normalise.Name(typed).ShouldBe("");

    [Fact]
    public void Half_an_emoji_in_a_name_is_passed_over() => Normalise.Name("An\ud83dna").ShouldBe("ANNA");

    [Theory]
    [InlineData("Oliver")]
    [InlineData("Macey")]
    [InlineData("Mcgregor")]
    public void Only_a_prefix_standing_alone_is_closed_up(string typed) => Normalise.Name(typed + " Smith").ShouldBe(typed.ToUpperInvariant() + " SMITH");

    [Fact]
    public void The_key_of_a_key_is_itself_for_every_character_there_is() =>
        Enumerable.Range(0, char.MaxValue + 1).Where(c => Normalise.Name("Ab" + (char)c + "cd") is var key && Normalise.Name(key) != key).Select(c => $"U+{c:X4}").ShouldBeEmpty();

    [Theory]
    [InlineData("12 High Street, Westmarch, WM1 2AB", "12 HIGH ST WESTMARCH")]
    [InlineData("12 high st westmarch", "12 HIGH ST WESTMARCH")]
    [InlineData("12, High St. Westmarch wm12ab", "12 HIGH ST WESTMARCH")]
    [InlineData("4 St. John's Road", "4 ST JOHNS RD")]
    [InlineData("4 Saint Johns Rd", "4 ST JOHNS RD")]
    [InlineData("4 St John’s Road", "4 ST JOHNS RD")]
    [InlineData("Apartment 2, 9 Mill Lane", "FLAT 2 9 MILL LN")]
    [InlineData("Flat 2 9 Mill Ln", "FLAT 2 9 MILL LN")]
    public void One_address_has_one_key_however_it_is_written(string typed, string key) => Normalise.Address(typed).ShouldBe(key);

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("?!")]
    [InlineData("WM1 2AB")]
    [InlineData("🏠")]
    public void What_holds_no_house_and_no_street_has_no_address_key(string? typed)
    {
        Normalise.Address(typed).ShouldBeNull();
        Normalise.Place(typed).ShouldBeNull();
    }

    [Fact]
    public void A_key_never_outgrows_its_column() => Normalise.Address(new string('a', 100_000))!.Length.ShouldBeLessThanOrEqualTo(120);

    [Theory]
    [InlineData("12 High Street", "12 High St, Westmarch, WM1 2AB")]
    [InlineData("Flat 2, 9 Mill Lane", "Apartment 2 9 Mill Ln Westmarch")]
    public void A_place_is_found_with_or_without_its_town(string without, string with) => Normalise.Place(without).ShouldBe(Normalise.Place(with));

    [Theory]
    [Rule("REC-2")]
    [InlineData("12 High Street", "12 High Road")]
    [InlineData("12 High Street", "14 High Street")]
    [InlineData("Flat 2, 9 Mill Lane", "Flat 2, 9 Alder Street")]
    [InlineData("Flat 2, 9 Mill Lane", "Flat 3, 9 Mill Lane")]
    [InlineData("Flat 2, 9 Mill Lane", "9 Mill Lane")]
    public void Two_households_are_never_one_place(string one, string other) => Normalise.Place(one).ShouldNotBe(Normalise.Place(other));

    [Theory]
    [InlineData("WM1 2AB", "WM1 2AB")]
    [InlineData("wm12ab", "WM1 2AB")]
    [InlineData("12 High Street WM1  2AB", "WM1 2AB")]
    [InlineData("m1 1ae", "M1 1AE")]
    [InlineData("ec1a 1bb", "EC1A 1BB")]
    [InlineData("12 High Street", null)]
    [InlineData("WM1", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_postcode_is_found_wherever_it_stands(string? typed, string? postcode) => Normalise.Postcode(typed).ShouldBe(postcode);

    [Fact]
    public void Nothing_that_can_be_typed_makes_it_throw() => Prop.ForAll<string?>(typed =>
    {
        _ = Normalise.Phone(typed);
        _ = Normalise.Postcode(typed);
        _ = Phonetic.Key(typed);
        return Normalise.Name(Normalise.Name(typed)) == Normalise.Name(typed) && Normalise.Address(typed)?.Length != 0;
    }).QuickCheckThrowOnFailure();
}
