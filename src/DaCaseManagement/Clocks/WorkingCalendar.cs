using System.Globalization;
using System.Text.Json;

using DaCaseManagement.Policy;

namespace DaCaseManagement.Clocks;

/// <summary>When offices work: the profile's hours and days, without the bank holidays of England and Wales. Local days and hours, UTC instants; correct over both nights on which
/// clocks change. Pure.</summary>
public sealed class WorkingCalendar
{
    private readonly TimeOnly opens, closes;
    private readonly HashSet<DayOfWeek> days;
    private readonly HashSet<DateOnly> extra;

    public WorkingCalendar(ClocksPolicy policy)
    {
        (opens, closes) = (Read(policy.Opens), Read(policy.Closes));
        (days, extra) = ([.. policy.Days], [.. policy.ExtraHolidays]);
    }

    public bool IsWorkingDay(DateOnly day) => days.Contains(day.DayOfWeek) && !BankHolidays.Contains(day) && !extra.Contains(day);

    public bool IsOpen(DateTime utc)
    {
        var local = LocalTime.Of(utc);
        var time = TimeOnly.FromDateTime(local);
        return time >= opens && time < closes && IsWorkingDay(DateOnly.FromDateTime(local));
    }

    /// <summary>The next instant at which the office is open: now, if it is.</summary>
    public DateTime NextOpen(DateTime utc)
    {
        if (IsOpen(utc))
        {
            return utc;
        }

        var local = LocalTime.Of(utc);
        var day = DateOnly.FromDateTime(local);
        if (!IsWorkingDay(day) || TimeOnly.FromDateTime(local) >= closes)
        {
            day = NextWorkingDay(day);
        }

        return LocalTime.ToUtc(day.ToDateTime(opens));
    }

    /// <summary>When so many minutes have gone that count.</summary>
    public DateTime After(DateTime fromUtc, int minutes, DeadlineClock clock) => clock switch
    {
        DeadlineClock.WorkingDays => EndOfWorkingDay(fromUtc, minutes / 1_440),
        DeadlineClock.WorkingHours => AfterWorking(fromUtc, TimeSpan.FromMinutes(minutes)),
        _ => fromUtc.AddMinutes(minutes),
    };

    /// <summary>When the office closes on the nth working day after the day of the event.</summary>
    public DateTime EndOfWorkingDay(DateTime fromUtc, int workingDays)
    {
        var day = LocalTime.DayOf(fromUtc);
        for (var n = 0; n < workingDays; n++)
        {
            day = NextWorkingDay(day);
        }

        return LocalTime.ToUtc(day.ToDateTime(closes));
    }

    private DateTime AfterWorking(DateTime utc, TimeSpan left)
    {
        for (var at = NextOpen(utc); ; at = NextOpen(at))
        {
            // In instants, so that an hour that the clocks skip or repeat is counted as it passes.
            var end = LocalTime.ToUtc(LocalTime.DayOf(at).ToDateTime(closes));
            if (at + left <= end)
            {
                return at + left;
            }

            left -= end - at;
            at = end;
        }
    }

    private DateOnly NextWorkingDay(DateOnly day)
    {
        // A year without one would be a fault of the profile; the last day asked is better than no answer.
        for (var n = 1; n <= 366; n++)
        {
            if (IsWorkingDay(day.AddDays(n)))
            {
                return day.AddDays(n);
            }
        }

        return day.AddDays(1);
    }

    private static TimeOnly Read(string time) => TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>Bank holidays of England and Wales, as data.</summary>
public static class BankHolidays
{
    private static readonly Book Data = Load();

    private static readonly HashSet<DateOnly> Days = [.. Data.Days.Select(d => d.Day)];

    /// <summary>The last year that the data cover; later ones have weekends alone until the list is renewed.</summary>
    public static int Until => Data.Until;

    public static IReadOnlyList<BankHoliday> All => Data.Days;

    public static bool Contains(DateOnly day) => Days.Contains(day);

    private static Book Load()
    {
        using var stream = typeof(BankHolidays).Assembly.GetManifestResourceStream("DaCaseManagement.Clocks.bank-holidays.json")!;
        return JsonSerializer.Deserialize<Book>(stream, JsonSerializerOptions.Web)!;
    }

    private sealed record Book(string Source, int Until, IReadOnlyList<BankHoliday> Days);
}

public sealed record BankHoliday(DateOnly Day, string Name);
