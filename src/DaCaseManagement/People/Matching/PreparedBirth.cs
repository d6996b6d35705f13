using System.Globalization;

namespace DaCaseManagement.People.Matching;

/// <summary>A date of birth in parts and as digits. Parts are 0 where not known.</summary>
public sealed record PreparedBirth(int Year, int Month, int Day, string Digits, bool Estimated)
{
    public static readonly PreparedBirth None = new(0, 0, 0, "", false);

    public bool Known => Digits.Length > 0;

    public bool Full => Day > 0;

    internal static PreparedBirth Of(PersonFacts facts)
    {
        if (facts.Born is { } born)
        {
            var (month, day) = facts.BornEstimated ? (0, 0) : (born.Month ?? 0, born.Month is null ? 0 : born.Day ?? 0);
            var digits = day > 0 ? string.Create(CultureInfo.InvariantCulture, $"{born.Year:0000}{month:00}{day:00}") : string.Create(CultureInfo.InvariantCulture, $"{born.Year:0000}");
            return new(born.Year, month, day, digits, facts.BornEstimated);
        }

        var typed = new string([.. (facts.BornAsTyped ?? "").Where(char.IsAsciiDigit).Take(8)]);
        return typed.Length >= 5 ? new(0, 0, 0, typed, false) : None;
    }

    /// <summary>For words: 3 April 1980, April 1980, 1980, or what was typed.</summary>
    public string InWords()
    {
        if (Year == 0)
        {
            return Digits;
        }

        var month = Month is >= 1 and <= 12 ? CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(Month) : Month.ToString(CultureInfo.InvariantCulture);
        return Full ? $"{Day} {month} {Year}" : Month > 0 ? $"{month} {Year}" : $"{(Estimated ? "about " : "")}{Year}";
    }
}
