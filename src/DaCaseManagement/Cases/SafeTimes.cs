using System.Globalization;
using System.Text.RegularExpressions;

namespace DaCaseManagement.Cases;

/// <summary>Whether a time of day lies outside the safe times as somebody wrote them down. Only times said as from and to are understood ("9:00 to 15:30, 18:00-19:00"); of anything
/// else it says nothing, so that nobody is told that a time is safe. Pure.</summary>
public static partial class SafeTimes
{
    /// <returns>True only when the words hold such times and none of them holds the time given.</returns>
    public static bool IsOutside(string? words, DateTime local)
    {
        var spans = Spans().Matches(words ?? "").Select(m => (From: Time(m.Groups["from"].Value), To: Time(m.Groups["to"].Value))).ToList();
        var now = TimeOnly.FromDateTime(local);
        return spans.Count > 0 && spans.TrueForAll(s => s is { From: { } from, To: { } to } && !now.IsBetween(from, to));
    }

    private static TimeOnly? Time(string text) => TimeOnly.TryParseExact(text.Replace('.', ':'), "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    [GeneratedRegex(@"(?<from>\d{1,2}[:.]\d{2})\s*(to|until|-|–)\s*(?<to>\d{1,2}[:.]\d{2})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Spans();
}
