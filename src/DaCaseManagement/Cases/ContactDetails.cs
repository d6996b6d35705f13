using System.Text.RegularExpressions;

using DaCaseManagement.People.Matching;

namespace DaCaseManagement.Cases;

/// <summary>Finds what must not be written where both parties' pages show it (INV-7). Pure.</summary>
public static partial class ContactDetails
{
    /// <returns>What was found, in words, or null.</returns>
    public static string? In(string? text) =>
        Numbers().Matches(text ?? "").Any(m => m.Value.Count(char.IsAsciiDigit) >= 11 && Normalise.Phone(m.Value) is not null) ? "a telephone number"
        : Normalise.Postcode(text) is not null ? "a postcode"
        : null;

    [GeneratedRegex(@"\+?\(?[0-9][0-9()\s-]{8,}[0-9]")]
    private static partial Regex Numbers();
}
