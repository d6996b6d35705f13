using System.Globalization;

using DaCaseManagement.Clocks;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.Clocks;

[Rule("CLK-1")]
public class LocalTimeTests
{
    [Theory]
    [InlineData("2026-11-21T14:02", "21 Nov 2026, 14:02")]
    [InlineData("2026-07-01T14:02", "1 Jul 2026, 15:02")]
    [InlineData("2026-03-29T00:59", "29 Mar 2026, 00:59")]
    [InlineData("2026-03-29T01:00", "29 Mar 2026, 02:00")]
    [InlineData("2026-10-25T00:30", "25 Oct 2026, 01:30")]
    [InlineData("2026-10-25T01:30", "25 Oct 2026, 01:30")]
    [InlineData("2026-12-31T23:59", "31 Dec 2026, 23:59")]
    [InlineData("2026-06-30T23:30", "1 Jul 2026, 00:30")]
    public void People_see_the_time_on_the_wall(string utc, string shown) => LocalTime.Text(Utc(utc)).ShouldBe(shown);

    [Fact]
    public void The_day_is_the_day_in_London() => LocalTime.DayOf(Utc("2026-06-30T23:30")).ShouldBe(new DateOnly(2026, 7, 1));

    [Theory]
    [InlineData("22/11/2026 14:30", "2026-11-22T14:30")]
    [InlineData("22/11/2026 1430", "2026-11-22T14:30")]
    [InlineData("22-11-2026 14:30", "2026-11-22T14:30")]
    [InlineData("2026-11-22T14:30", "2026-11-22T14:30")]
    [InlineData("2026-11-22 14:30", "2026-11-22T14:30")]
    [InlineData("22 Nov 2026 14:30", "2026-11-22T14:30")]
    [InlineData("22 November 2026 14:30", "2026-11-22T14:30")]
    [InlineData("22 nov 2026, 14:30", "2026-11-22T14:30")]
    [InlineData("  22/11/2026   9:05 ", "2026-11-22T09:05")]
    [InlineData("1/7/2026 00:30", "2026-06-30T23:30")]
    public void A_day_and_time_is_read_however_people_write_it(string typed, string utc) => LocalTime.Parse(typed).ShouldBe(Utc(utc));

    [Theory]
    [InlineData("29/3/2026 00:59", "2026-03-29T00:59")]
    [InlineData("29/3/2026 01:00", "2026-03-29T01:00")]
    [InlineData("29/3/2026 01:30", "2026-03-29T01:30")]
    [InlineData("29/3/2026 02:00", "2026-03-29T01:00")]
    public void In_the_hour_the_clocks_skip_a_time_is_read_an_hour_later(string typed, string utc) => LocalTime.Parse(typed).ShouldBe(Utc(utc));

    [Theory]
    [InlineData("25/10/2026 00:59", "2026-10-24T23:59")]
    [InlineData("25/10/2026 01:00", "2026-10-25T00:00")]
    [InlineData("25/10/2026 01:30", "2026-10-25T00:30")]
    [InlineData("25/10/2026 02:00", "2026-10-25T02:00")]
    public void In_the_hour_the_clocks_repeat_a_time_is_the_first_of_the_two(string typed, string utc) => LocalTime.Parse(typed).ShouldBe(Utc(utc));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("22/11/2026")]
    [InlineData("14:30")]
    [InlineData("22/11/26 14:30")]
    [InlineData("11/22/2026 14:30")]
    [InlineData("31/02/2026 14:30")]
    [InlineData("22/11/2026 24:30")]
    [InlineData("22/11/2026 14:60")]
    [InlineData("22/11/2026 2:30 pm")]
    [InlineData("2026-11-22T14:30Z")]
    [InlineData("next Tuesday at two")]
    [InlineData("٢٢/١١/٢٠٢٦ ١٤:٣٠")]
    public void What_is_no_day_and_time_is_not_guessed(string? typed) => LocalTime.Parse(typed).ShouldBeNull();

    [Theory]
    [InlineData("1/1/0001 0:00")]
    [InlineData("31/12/9999 23:59")]
    public void The_ends_of_the_calendar_do_no_harm(string typed) => LocalTime.Parse(typed).ShouldNotBeNull().Kind.ShouldBe(DateTimeKind.Utc);

    [Fact]
    public void Every_time_that_is_shown_can_be_typed_again() =>
        Prop.ForAll(Gen.Choose(0, 60 * 24 * 365 * 12).Select(minutes => new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(minutes)).ToArbitrary(), utc =>
        {
            var back = LocalTime.Parse(LocalTime.Text(utc));

            // Once a year, for one hour, the same words mean two instants an hour apart.
            return back is { Kind: DateTimeKind.Utc } && (back == utc || (back == utc.AddHours(-1) && LocalTime.Text(back.Value) == LocalTime.Text(utc)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void A_time_from_the_database_is_UTC_whatever_its_kind_says() =>
        LocalTime.Text(DateTime.SpecifyKind(Utc("2026-07-01T14:02"), DateTimeKind.Unspecified)).ShouldBe("1 Jul 2026, 15:02");

    private static DateTime Utc(string text) => DateTime.SpecifyKind(DateTime.ParseExact(text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), DateTimeKind.Utc);
}
