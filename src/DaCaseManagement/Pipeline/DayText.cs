using System.Globalization;

namespace DaCaseManagement.Pipeline;

/// <summary>A day as people type it.</summary>
public static class DayText
{
    private static readonly string[] Days = ["d/M/yyyy", "d-M-yyyy", "d M yyyy", "yyyy-MM-dd", "d MMM yyyy", "d MMMM yyyy"];

    public static DateOnly? Parse(string? typed) =>
        DateOnly.TryParseExact((typed ?? "").Trim(), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
