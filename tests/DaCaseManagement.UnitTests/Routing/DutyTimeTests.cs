using System.Globalization;

using DaCaseManagement.Routing;

namespace DaCaseManagement.UnitTests.Routing;

[Rule("CLK-3")]
public class DutyTimeTests
{
    [Theory]
    [InlineData("22:00", "22:00")]
    [InlineData(" 6:30 ", "06:30")]
    [InlineData("0630", "06:30")]
    [InlineData("6.30", "06:30")]
    [InlineData("24:00", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public void A_time_is_read_as_people_write_it(string typed, string? read) =>
        (DutyTime.Read(typed)?.ToString("HH:mm", CultureInfo.InvariantCulture)).ShouldBe(read);

    // The nights on which clocks change: 29 March and 25 October 2026. Times are UTC.
    [Theory]
    [InlineData("2026-11-21 14:00", "22:00", "2026-11-21 22:00")]
    [InlineData("2026-11-21 22:00", "06:00", "2026-11-22 06:00")]
    [InlineData("2026-11-21 06:00", "06:00", "2026-11-22 06:00")]
    [InlineData("2026-03-28 22:00", "06:00", "2026-03-29 05:00")]
    [InlineData("2026-10-24 21:00", "06:00", "2026-10-25 06:00")]
    [InlineData("2026-07-01 12:00", "22:00", "2026-07-01 21:00")]
    public void It_is_the_next_time_that_the_clock_shows_it(string now, string time, string until) =>
        DutyTime.Next(Utc(now), DutyTime.Read(time)!.Value).ShouldBe(Utc(until));

    [Fact]
    public void Somebody_is_back_a_day_after_their_shift_began_and_never_in_the_past()
    {
        var now = Utc("2026-11-21 22:00");
        DutyTime.BackAt(now, Utc("2026-11-21 14:00")).ShouldBe(Utc("2026-11-22 14:00"));
        DutyTime.BackAt(now, Utc("2026-11-19 14:00")).ShouldBeGreaterThan(now);
        DutyTime.BackAt(now, null).ShouldBeGreaterThan(now);
    }

    private static DateTime Utc(string text) => DateTime.SpecifyKind(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), DateTimeKind.Utc);
}
