using System.Text;

namespace DaCaseManagement.People.Matching;

/// <summary>How a family name sounds, for finding it under another spelling: a Soundex that first mends the openings English names share
/// (Kn-, Wr-, Ph-, Mac-/Mc-, C before E/I) and is five long, so that common names spread.</summary>
public static class Phonetic
{
    private const string Codes = "01230120022455012623010202"; // A to Z

    /// <summary>Letter and up to four digits, or "" when the name has no letter A–Z.</summary>
    public static string Key(string? name)
    {
        var text = new string([.. Normalise.Name(name).Where(c => c is >= 'A' and <= 'Z')]);
        if (text.Length == 0)
        {
            return "";
        }

        text = Opening(text).Replace("PH", "F", StringComparison.Ordinal).Replace("GHT", "T", StringComparison.Ordinal).Replace("SCH", "S", StringComparison.Ordinal).Replace("CK", "K", StringComparison.Ordinal).Replace("MPS", "MS", StringComparison.Ordinal);
        var key = new StringBuilder(5).Append(text[0]);
        var last = Codes[text[0] - 'A'];
        foreach (var c in text.Skip(1))
        {
            var code = Codes[c - 'A'];
            if (code != '0' && code != last)
            {
                key.Append(code);
                if (key.Length == 5)
                {
                    break;
                }
            }

            // H and W do not part two like sounds; vowels do.
            if (c is not ('H' or 'W'))
            {
                last = code;
            }
        }

        return key.ToString();
    }

    private static string Opening(string text) => text switch
    {
        ['K', 'N', ..] or ['G', 'N', ..] or ['P', 'N', ..] or ['W', 'R', ..] => text[1..],
        ['P', 'H', ..] => "F" + text[2..],
        ['M', 'A', 'C', ..] when text.Length > 4 => "MC" + text[3..],
        ['C', 'E' or 'I' or 'Y', ..] => "S" + text[1..],
        ['C', ..] => "K" + text[1..],
        ['Q', ..] => "K" + text[1..],
        ['X', ..] or ['Z', ..] => "S" + text[1..],
        _ => text,
    };
}
