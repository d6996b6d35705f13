using DaCaseManagement.People.Matching;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.People.Matching;

[Rule("PPL-2")]
public class KnownAddressTests
{
    [Theory]
    [InlineData("12 High Street, Westmarch, WM1 2AB", null, "12", "HIGH ST", "WESTMARCH", "WM1 2AB")]
    [InlineData("12 high st westmarch wm12ab", null, "12", "HIGH ST", "WESTMARCH", "WM1 2AB")]
    [InlineData("Flat 2, 9 Mill Lane, Westmarch", "2", "9", "MILL LN", "WESTMARCH", null)]
    [InlineData("Flat 2b 9 Mill Ln", "2B", "9", "MILL LN", null, null)]
    [InlineData("9, Mill Lane", null, "9", "MILL LN", null, null)]
    [InlineData("Rose Cottage, Mill Lane, Westmarch", null, "ROSE COTTAGE", "MILL LN", "WESTMARCH", null)]
    [InlineData("4 St John's Road", null, "4", "ST JOHNS RD", null, null)]
    [InlineData("12a Beacon Road", null, "12A", "BEACON RD", null, null)]
    [InlineData("WM1 2AB", null, null, null, null, "WM1 2AB")]
    [InlineData("", null, null, null, null, null)]
    public void An_address_is_taken_apart(string typed, string? flat, string? house, string? street, string? town, string? postcode)
    {
        var address = KnownAddress.Parse(typed);
        (address.Flat, address.House, address.Street, address.Town, address.Postcode).ShouldBe((flat, house, street, town, postcode));
        address.AsTyped.ShouldBe(typed);
    }

    [Theory]
    [InlineData("12 High Street", true)]
    [InlineData("by the canal", false)]
    [InlineData("WM1 2AB", false)]
    [InlineData("🏠", false)]
    public void What_is_not_understood_is_kept_and_said(string typed, bool understood) => KnownAddress.Parse(typed).ShouldSatisfyAllConditions(a => a.Understood.ShouldBe(understood), a => a.AsTyped.ShouldBe(typed));

    [Fact]
    public void Nothing_that_can_be_typed_makes_it_throw() => Prop.ForAll<string?>(typed => KnownAddress.Parse(typed).AsTyped == (typed ?? "")).QuickCheckThrowOnFailure();
}
