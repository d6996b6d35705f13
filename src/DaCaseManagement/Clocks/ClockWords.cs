using System.Globalization;

namespace DaCaseManagement.Clocks;

/// <summary>A clock in words: "due in 2 min", "4 min late". The board's script says the same as time goes by.</summary>
public static class ClockWords
{
    public static string Of(DateTime dueAt, DateTime now) => now < dueAt ? $"due in {Span(dueAt - now)}" : $"{Span(now - dueAt)} late";

    private static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => "less than 1 min",
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes} min"),
        { TotalDays: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h {span.Minutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalDays} days"),
    };
}
