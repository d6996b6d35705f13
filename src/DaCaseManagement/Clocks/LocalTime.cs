using System.Globalization;

namespace DaCaseManagement.Clocks;

/// <summary>UTC in the database, Europe/London for people.</summary>
public static class LocalTime
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    private static readonly string[] Formats =
    [
        "d/M/yyyy H:mm", "d/M/yyyy HHmm", "d-M-yyyy H:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd H:mm", "d MMM yyyy H:mm", "d MMMM yyyy H:mm", "d MMM yyyy, H:mm",
    ];

    private static readonly string[] DayFormats = ["d/M/yyyy", "d-M-yyyy", "yyyy-MM-dd", "d MMM yyyy", "d MMMM yyyy"];

    public static DateTime Of(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(Of(utc));

    /// <summary>Such as <c>21 Nov 2026, 14:02</c>.</summary>
    public static string Text(DateTime utc) => Of(utc).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The instant of a local day and time. In the hour the clocks skip it is read as an hour later; in the hour they repeat, as the first.</summary>
    public static DateTime ToUtc(DateTime local)
    {
        var plain = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(plain))
        {
            plain = plain.AddHours(1);
        }

        return Zone.IsAmbiguousTime(plain)
            ? DateTime.SpecifyKind(plain - Zone.GetAmbiguousTimeOffsets(plain).Max(), DateTimeKind.Utc)
            : TimeZoneInfo.ConvertTimeToUtc(plain, Zone);
    }

    /// <summary>UTC of a local day and time typed by a person, or null when it cannot be read.</summary>
    public static DateTime? Parse(string? typed) =>
        DateTime.TryParseExact((typed ?? "").Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var local) ? ToUtc(local) : null;

    /// <summary>A day typed by a person, or null when it cannot be read.</summary>
    public static DateOnly? ParseDay(string? typed) =>
        DateOnly.TryParseExact((typed ?? "").Trim(), DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
