using System.Globalization;
using System.Text.RegularExpressions;

namespace DaCaseManagement.People;

/// <summary>A date of birth as far as it is known: year, year and month, or all three (PPL-1).</summary>
public readonly partial record struct PartialDate(int Year, int? Month, int? Day)
{
    /// <summary>Reads 3/4/1980, 03-04-1980, 3 April 1980, April 1980, 4/1980, 1980 and 1980-04-03. 1900-01-01 means unknown in old systems and is read as such.</summary>
    /// <returns>The date, or null with the reason (which is null too when nothing was typed or it means unknown).</returns>
    public static (PartialDate? Date, string? Problem) Parse(string? typed, DateOnly today)
    {
        var text = (typed ?? "").Trim();
        if (text.Length == 0)
        {
            return (null, null);
        }

        int? year, month = null, day = null;
        if (Iso().Match(text) is { Success: true } iso)
        {
            (year, month, day) = (Number(iso, 1), Number(iso, 2), Number(iso, 3));
        }
        else if (Numbers().Match(text) is { Success: true } numbers)
        {
            (day, month, year) = (Number(numbers, 1), Number(numbers, 2), Number(numbers, 3));
        }
        else if (MonthYear().Match(text) is { Success: true } monthYear)
        {
            (month, year) = (Number(monthYear, 1), Number(monthYear, 2));
        }
        else if (Words().Match(text) is { Success: true } words && MonthNumber(words.Groups[2].Value) is { } named)
        {
            (day, month, year) = (words.Groups[1].Success ? Number(words, 1) : null, named, Number(words, 3));
        }
        else if (YearOnly().Match(text) is { Success: true } only)
        {
            year = Number(only, 1);
        }
        else
        {
            return (null, "Date of birth must be like 27 3 1985, or only a year such as 1985");
        }

        if (year is 1900 && month is 1 && day is 1)
        {
            return (null, null);
        }

        if (year < 1900 || year > today.Year)
        {
            return (null, $"Year of birth must be 1900 to {today.Year}");
        }

        if (month is < 1 or > 12)
        {
            return (null, "Month of birth must be 1 to 12");
        }

        if (day is { } d && month is { } m && (d < 1 || d > DateTime.DaysInMonth(year!.Value, m)))
        {
            return (null, $"There is no {d} {CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(m)} {year}");
        }

        if (month is not null && new DateOnly(year!.Value, month.Value, day ?? 1) > today)
        {
            return (null, "Date of birth must be in the past");
        }

        return (new PartialDate(year!.Value, month, day), null);
    }

    public override string ToString() => (Month, Day) switch
    {
        ({ } month, { } day) => new DateOnly(Year, month, day).ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        ({ } month, null) => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month) + " " + Year.ToString(CultureInfo.InvariantCulture),
        _ => Year.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Age in whole years, or null when the year alone leaves it open by one: then the younger is not guessed.</summary>
    public int? AgeOn(DateOnly day)
    {
        if (Month is not { } month || Day is not { } dayOfMonth)
        {
            return null;
        }

        var age = day.Year - Year;
        return (day.Month, day.Day).CompareTo((month, dayOfMonth)) < 0 ? age - 1 : age;
    }

    private static int? Number(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static int? MonthNumber(string name)
    {
        var months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames;
        var at = Array.FindIndex(months, m => m.Length > 0 && name.Length >= 3 && m.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return at < 0 ? null : at + 1;
    }

    [GeneratedRegex(@"^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$")]
    private static partial Regex Iso();

    [GeneratedRegex(@"^([0-9]{1,2})[\s/.\-]+([0-9]{1,2})[\s/.\-]+([0-9]{4})$")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^([0-9]{1,2})[\s/.\-]+([0-9]{4})$")]
    private static partial Regex MonthYear();

    [GeneratedRegex(@"^(?:([0-9]{1,2})(?:st|nd|rd|th)?[\s/.\-]+)?([A-Za-z]{3,9})[\s/.\-,]+([0-9]{4})$")]
    private static partial Regex Words();

    [GeneratedRegex(@"^([0-9]{4})$")]
    private static partial Regex YearOnly();
}
