using DaCaseManagement.Cases;

namespace DaCaseManagement.UnitTests.Cases;

public sealed class ContactDetailsTests
{
    [Theory, Rule("PPL-7")]
    [InlineData("Ring her on 07700 900123 after six.")]
    [InlineData("(0115) 496-0123 is the sister's")]
    [InlineData("+44 7700 900123")]
    [InlineData("Now at 12 Alder Street, WM7 4AB.")]
    [InlineData("wm7 4ab")]
    public void ANumberOrAPostcode_IsFound(string text) => ContactDetails.In(text).ShouldNotBeNull();

    [Theory, Rule("PPL-7")]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Seen on 14/03/2026 at 21:05 and on 03 04 2026 by two officers.")]
    [InlineData("See DA-26-000123 and CS-26-000456; 27 items, 14 yes.")]
    [InlineData("Section 47; marks 10 cm by 3 cm.")]
    public void DatesReferencesAndMeasures_AreNot(string? text) => ContactDetails.In(text).ShouldBeNull();
}
