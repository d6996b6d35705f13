using DaCaseManagement.People.Matching;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.People.Matching;

[Rule("PPL-2")]
public class BlockingKeysTests
{
    private static readonly PersonFacts Held = Facts.Of("Elizabeth", "Kowalski", "3/4/1980", "07700 900123", "12 High Street, Westmarch, WM1 2AB");

    public static TheoryData<string, PersonFacts> Found => new()
    {
        { "family name misspelt, year only", Facts.Of("", "Kowalsky", "1980") },
        { "year one out, as from an age", Facts.Of("", "Kowalski", "1981") },
        { "given name and birth date, married", Facts.Of("Liz", "Thwaite", "3/4/1980") },
        { "married, and the day mistaken", Facts.Of("Liz", "Thwaite", "13/4/1980") },
        { "names swapped", Facts.Of("Kowalski", "Elizabeth", "1980") },
        { "names only", Facts.Of("Beth", "Kowalski") },
        { "day and month swapped", Facts.Of("Anna", "Thwaite", "4/3/1980") },
        { "year slipped", Facts.Of("", "Kowalski", "3/4/1908") },
        { "first letter of the family name wrong", Facts.Of("Elizabeth", "Towalski", "3/4/1980") },
        { "number only", Facts.Of("", "", null, "+44 7700 900123") },
        { "postcode and initial", Facts.Of("E", "", null, null, "WM1 2AB") },
        { "house and street without the town", Facts.Of("Eliza", "", null, null, "12 High St") },
        { "address only", Facts.Of("", "", null, null, "12 high st, westmarch") },
    };

    [Theory]
    [MemberData(nameof(Found))]
    public void A_person_is_found_by_what_little_is_known(string how, PersonFacts query) =>
        BlockingKeys.Lookups(query).Intersect(BlockingKeys.Of(Held)).ShouldNotBeEmpty(how);

    [Theory]
    [InlineData("Elizabeth", "Thwaite", "9/9/1955", "07700 900999", "12 High Street, Eastmere, EM1 1AA")]
    [InlineData("Tamsin", "Vellacott", "3/5/1980", null, "14 High Street, Westmarch")]
    [InlineData("", "Kowalski", null, null, null)]
    public void What_says_too_little_or_another_thing_leads_nowhere(string given, string family, string? born, string? phone, string? address) =>
        BlockingKeys.Lookups(Facts.Of(given, family, born, phone, address) with { Gender = default }).Intersect(BlockingKeys.Of(Held with { Addresses = [KnownAddress.Parse("12 High Street, Westmarch, WM1 2AB")] }))
            .Count().ShouldBeLessThanOrEqualTo(given == "Elizabeth" ? 1 : 0);

    [Fact]
    public void Stored_keys_stay_the_same_for_ever() =>
        BlockingKeys.Of(Facts.Of("Anna", "Vellacott", "3/4/1980", "07700 900123")).Aggregate(0L, (sum, key) => unchecked((sum * 31) + key)).ShouldBe(8560304233727601544L);

    [Fact]
    public void Equal_facts_have_equal_keys_a_bounded_number_and_find_themselves() => Prop.ForAll(Facts.Any(), facts =>
    {
        var (keys, lookups) = (BlockingKeys.Of(facts), BlockingKeys.Lookups(facts));
        var copy = facts with { Names = [.. facts.Names.Select(n => new KnownName(n.Given.ToUpperInvariant(), n.Family.ToUpperInvariant()))] };
        return keys.SequenceEqual(BlockingKeys.Of(copy)) && keys.Count <= BlockingKeys.Most && lookups.Count <= BlockingKeys.Most && keys.Distinct().Count() == keys.Count
            && (keys.Count == 0 || keys.Intersect(lookups).Any());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_name_one_number_and_one_address_take_about_a_dozen_keys() => BlockingKeys.Of(Held).Count.ShouldBeInRange(8, 13);
}
