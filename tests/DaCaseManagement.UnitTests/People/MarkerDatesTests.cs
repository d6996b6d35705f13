using DaCaseManagement.People;

namespace DaCaseManagement.UnitTests.People;

public sealed class MarkerDatesTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory, Rule("PPL-8")]
    [InlineData("22/11/2026", true)]
    [InlineData("21/11/2027", true)]
    [InlineData("21 Nov 2027", true)]
    [InlineData("21/11/2026", false)]
    [InlineData("20/11/2026", false)]
    [InlineData("22/11/2027", false)]
    [InlineData("31/2/2027", false)]
    [InlineData("soon", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Review_IsADayToComeWithinThePolicysTime(string? typed, bool holds) =>
        (MarkerDates.ReviewProblem(typed, Today, 12) is null).ShouldBe(holds);

    [Theory, Rule("PPL-8")]
    [InlineData(null, "1/12/2026", true)]
    [InlineData("", "1/12/2026", true)]
    [InlineData("1/12/2026", "1/12/2026", true)]
    [InlineData("2/12/2026", "1/12/2026", true)]
    [InlineData("30/11/2026", "1/12/2026", false)]
    [InlineData("21/11/2026", null, true)]
    [InlineData("20/11/2026", null, false)]
    [InlineData("21/11/9999", "1/12/2026", false)]
    [InlineData("never", "1/12/2026", false)]
    public void LastDay_MayBeEmptyAndIsNeverBeforeTodayOrTheReview(string? typed, string? review, bool holds) =>
        (MarkerDates.ExpiryProblem(typed, review, Today) is null).ShouldBe(holds);
}
