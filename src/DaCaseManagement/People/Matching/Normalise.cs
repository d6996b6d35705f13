using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DaCaseManagement.People.Matching;

/// <summary>Turns what was typed into keys that compare (PPL-2). Pure; what was typed is always kept beside the key.</summary>
public static partial class Normalise
{
    /// <summary>E.164 for a UK number (<c>+447700900123</c>), <c>+digits</c> for a foreign one, or null when it cannot be a telephone number.</summary>
    public static string? Phone(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        // "+44 (0)7700" is written everywhere and dialled nowhere.
        var text = typed.Replace("(0)", "", StringComparison.Ordinal).Trim();
        var plus = text.StartsWith('+');
        if (text.Any(char.IsLetter))
        {
            return null;
        }

        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        if (digits.StartsWith("00", StringComparison.Ordinal))
        {
            (plus, digits) = (true, digits[2..]);
        }

        if (plus && digits.StartsWith("440", StringComparison.Ordinal))
        {
            // "+44 07700" is written too; no UK number has the nought after its country code.
            digits = "44" + digits[3..];
        }
        else if (!plus && digits.StartsWith('0'))
        {
            (plus, digits) = (true, "44" + digits[1..]);
        }
        else if (!plus && digits.Length is 12 && digits.StartsWith("44", StringComparison.Ordinal))
        {
            plus = true;
        }

        return plus && digits.Length is >= 8 and <= 15 ? "+" + digits : null;
    }

    /// <summary>Capitals A–Z and spaces: accents dropped, hyphens and apostrophes closed up or opened so that O'Neil, ONeil and O Neil agree.</summary>
    public static string Name(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return "";
        }

        var result = new StringBuilder(typed.Length);
        foreach (var c in Fold(typed))
        {
            if (char.IsLetter(c))
            {
                result.Append(char.ToUpperInvariant(c));
            }
            else if ((char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation) && result.Length > 0 && result[^1] != ' ')
            {
                result.Append(' ');
            }
        }

        var name = result.ToString().Trim();
        return name.StartsWith("O ", StringComparison.Ordinal) || name.StartsWith("MC ", StringComparison.Ordinal) || name.StartsWith("MAC ", StringComparison.Ordinal)
            ? name[..name.IndexOf(' ', StringComparison.Ordinal)] + name[(name.IndexOf(' ', StringComparison.Ordinal) + 1)..]
            : name;
    }

    /// <summary>Capitals, digits and single spaces, with common street words shortened, without the postcode.</summary>
    public static string? Address(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        var text = UkPostcode().Replace(Fold(typed).ToUpperInvariant(), " ");
        var words = new string([.. text.Select(c => char.IsLetterOrDigit(c) ? c : c is '\'' or '’' ? '\0' : ' ').Where(c => c != '\0')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(w => StreetWords.GetValueOrDefault(w, w));
        var key = string.Join(' ', words);
        return key.Length == 0 ? null : key.Length <= 120 ? key : key[..120];
    }

    /// <summary>The house and street, enough to find a place typed with or without its town: the first three words of the address key, and for a flat
    /// its number too.</summary>
    public static string? Place(string? typed) =>
        Address(typed) is { } key ? string.Join(' ', key.Split(' ').Take(key.StartsWith("FLAT ", StringComparison.Ordinal) ? 5 : 3)) : null;

    /// <summary>The UK postcode found in a text, as <c>WM1 2AB</c>, or null.</summary>
    public static string? Postcode(string? typed)
    {
        var match = UkPostcode().Match((typed ?? "").ToUpperInvariant());
        return match.Success ? match.Groups[1].Value + " " + match.Groups[2].Value : null;
    }

    /// <summary>Letters without accents; the few that do not decompose are spelt out.</summary>
    private static string Fold(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in Whole(text).Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                result.Append(rune switch { 'ø' or 'Ø' => "O", 'ł' or 'Ł' => "L", 'đ' or 'Đ' => "D", 'ß' => "SS", 'æ' or 'Æ' => "AE", 'œ' or 'Œ' => "OE", 'ı' => "I", _ => rune.ToString() });
            }
        }

        return result.ToString();
    }

    // Normalize throws at half a surrogate pair, which half-typed emoji are, and at the reversed byte order mark.
    private static string Whole(string text) => new([.. text.Where(c => !char.IsSurrogate(c) && c != '\uFFFE')]);

    private static readonly Dictionary<string, string> StreetWords = new(StringComparer.Ordinal)
    {
        ["STREET"] = "ST",
        ["ROAD"] = "RD",
        ["AVENUE"] = "AVE",
        ["AV"] = "AVE",
        ["LANE"] = "LN",
        ["DRIVE"] = "DR",
        ["CLOSE"] = "CL",
        ["COURT"] = "CT",
        ["CRESCENT"] = "CRES",
        ["PLACE"] = "PL",
        ["GARDENS"] = "GDNS",
        ["GROVE"] = "GR",
        ["TERRACE"] = "TER",
        ["SQUARE"] = "SQ",
        ["SAINT"] = "ST",
        ["APARTMENT"] = "FLAT",
        ["APT"] = "FLAT",
    };

    [GeneratedRegex(@"\b([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})\b")]
    private static partial Regex UkPostcode();
}
