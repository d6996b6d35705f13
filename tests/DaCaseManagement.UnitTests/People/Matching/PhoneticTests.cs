using DaCaseManagement.People.Matching;

namespace DaCaseManagement.UnitTests.People.Matching;

[Rule("PPL-2")]
public class PhoneticTests
{
    [Theory]
    [InlineData("Smith", "Smyth")]
    [InlineData("Smith", "Smithe")]
    [InlineData("Knight", "Night")]
    [InlineData("Knight", "Nite")]
    [InlineData("Wright", "Right")]
    [InlineData("Phillips", "Filips")]
    [InlineData("MacDonald", "McDonald")]
    [InlineData("Mackenzie", "McKenzie")]
    [InlineData("Catherwood", "Katherwood")]
    [InlineData("Cecil", "Sessil")]
    [InlineData("Quinn", "Kwinn")]
    [InlineData("Zimmer", "Simmer")]
    [InlineData("Dickson", "Dixon")]
    [InlineData("Clarke", "Clark")]
    [InlineData("Thompson", "Thomson")]
    [InlineData("Simpson", "Simson")]
    [InlineData("Hussain", "Hussein")]
    [InlineData("O'Neill", "ONeil")]
    [InlineData("Zoë", "Zoe")]
    public void Names_that_sound_alike_are_found_under_one_key(string one, string other) => Phonetic.Key(one).ShouldBe(Phonetic.Key(other));

    [Theory]
    [InlineData("Smith", "Jones")]
    [InlineData("Patel", "Begum")]
    [InlineData("Wood", "Ward")]
    [InlineData("Harris", "Harrison")]
    [InlineData("Williams", "Williamson")]
    public void Names_that_sound_different_are_kept_apart(string one, string other) => Phonetic.Key(one).ShouldNotBe(Phonetic.Key(other));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("123")]
    [InlineData("محمد")]
    public void A_name_without_a_letter_from_A_to_Z_has_no_sound(string? name) => Phonetic.Key(name).ShouldBe("");

    [Theory]
    [InlineData("Wolfeschlegelsteinhausenbergerdorff")]
    [InlineData("K")]
    [InlineData("Kn")]
    [InlineData("Mac")]
    public void A_sound_is_one_letter_and_at_most_four_digits(string name) => Phonetic.Key(name).ShouldMatch("^[A-Z][1-6]{0,4}$");
}
