using DaCaseManagement.Clocks;
using DaCaseManagement.Policy;

namespace DaCaseManagement.UnitTests.Clocks;

public class WorkingCalendarTests
{
    private static readonly WorkingCalendar Offices = new(National.Policy.Clocks);

    private static readonly WorkingCalendar Nights = new(National.Policy.Clocks with { Opens = "00:30", Closes = "05:00", Days = [.. Enum.GetValues<DayOfWeek>()] });

    [Theory, Rule("CLK-1")]
    [InlineData("2026-11-20 16:30", 60, "2026-11-20 17:30")]
    [InlineData("2026-11-20 17:30", 60, "2026-11-23 08:30")]
    [InlineData("2026-11-21 03:00", 30, "2026-11-23 08:30")]
    [InlineData("2026-12-24 17:00", 120, "2026-12-29 09:00")]
    [InlineData("2026-11-23 07:00", 600, "2026-11-23 18:00")]
    public void Office_hours_stand_still_at_night_at_the_weekend_and_on_bank_holidays(string from, int minutes, string due) =>
        Local(Offices.After(Utc(from), minutes, DeadlineClock.WorkingHours)).ShouldBe(due);

    [Theory, Rule("CLK-1"), Rule("CAS-6")]
    [InlineData("2026-11-20 23:50", 1, "2026-11-23 18:00")]
    [InlineData("2026-11-19 02:00", 1, "2026-11-20 18:00")]
    [InlineData("2026-12-23 12:00", 2, "2026-12-29 18:00")]
    [InlineData("2028-02-28 12:00", 1, "2028-02-29 18:00")]
    public void Working_days_end_when_the_office_closes(string from, int days, string due) =>
        Local(Offices.After(Utc(from), days * 1_440, DeadlineClock.WorkingDays)).ShouldBe(due);

    [Fact, Rule("CLK-1")]
    public void The_hour_that_is_skipped_is_not_counted_and_the_hour_that_is_repeated_is_counted_twice()
    {
        // 29 March 2026: three and a half hours between 00:30 and 05:00; 25 October 2026: five and a half.
        Local(Nights.After(Utc("2026-03-29 00:30"), 210, DeadlineClock.WorkingHours)).ShouldBe("2026-03-29 05:00");
        Local(Nights.After(Utc("2026-03-29 00:30"), 211, DeadlineClock.WorkingHours)).ShouldBe("2026-03-30 00:31");
        Local(Nights.After(Utc("2026-10-25 00:30"), 330, DeadlineClock.WorkingHours)).ShouldBe("2026-10-25 05:00");
        foreach (var night in new[] { "2026-03-28 23:30", "2026-10-24 23:30" })
        {
            (Offices.After(Utc(night), 240, DeadlineClock.Always) - Utc(night)).ShouldBe(TimeSpan.FromHours(4));
        }
    }

    [Fact, Rule("CLK-3")]
    public void An_office_is_open_from_its_first_minute_to_before_its_last()
    {
        Offices.IsOpen(Utc("2026-11-23 08:00")).ShouldBeTrue();
        Offices.IsOpen(Utc("2026-11-23 17:59")).ShouldBeTrue();
        Offices.IsOpen(Utc("2026-11-23 18:00")).ShouldBeFalse();
        Offices.IsOpen(Utc("2026-11-22 12:00")).ShouldBeFalse();
        Local(Offices.NextOpen(Utc("2026-12-24 19:00"))).ShouldBe("2026-12-29 08:00");
        new WorkingCalendar(National.Policy.Clocks with { ExtraHolidays = [new DateOnly(2026, 11, 23)] }).IsOpen(Utc("2026-11-23 12:00")).ShouldBeFalse();
    }

    [Fact]
    public void Bank_holidays_are_those_that_were_published()
    {
        BankHolidays.All.Where(h => h.Day.Year == 2026).Select(h => h.Day).ShouldBe([new(2026, 1, 1), new(2026, 4, 3), new(2026, 4, 6), new(2026, 5, 4), new(2026, 5, 25), new(2026, 8, 31), new(2026, 12, 25), new(2026, 12, 28)]);
        BankHolidays.All.Where(h => h.Day.Year == 2022).Select(h => h.Day).ShouldBe([new(2022, 1, 3), new(2022, 4, 15), new(2022, 4, 18), new(2022, 5, 2), new(2022, 6, 2), new(2022, 6, 3), new(2022, 8, 29), new(2022, 9, 19), new(2022, 12, 26), new(2022, 12, 27)]);
        BankHolidays.All.Where(h => h.Day.Year == 2027).Select(h => h.Day).ShouldBe([new(2027, 1, 1), new(2027, 3, 26), new(2027, 3, 29), new(2027, 5, 3), new(2027, 5, 31), new(2027, 8, 30), new(2027, 12, 27), new(2027, 12, 28)]);
        BankHolidays.All.ShouldAllBe(h => h.Day.DayOfWeek != DayOfWeek.Saturday && h.Day.DayOfWeek != DayOfWeek.Sunday);
        BankHolidays.All.GroupBy(h => h.Day.Year).ShouldAllBe(y => y.Count() >= 8);
        BankHolidays.All.Max(h => h.Day.Year).ShouldBe(BankHolidays.Until);
    }

    [Fact, Rule("CLK-1")]
    public void A_warning_lies_between_the_event_and_the_due_time_or_there_is_none()
    {
        var from = Utc("2026-11-21 12:00");
        DueTime.Of(National.Policy, "SupervisorSignOff", from).ShouldBe(new DueTime(from.AddHours(8), from.AddHours(6)));
        DueTime.Of(National.Policy, "Dispatch", from, 3).ShouldBe(new DueTime(from.AddMinutes(3), from.AddMinutes(2)));
        DueTime.Of(National.Policy, "Attendance", from, 10).WarnAt.ShouldBeNull();
    }

    private static DateTime Utc(string local) => LocalTime.Parse(local)!.Value;

    private static string Local(DateTime utc) => LocalTime.Of(utc).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
