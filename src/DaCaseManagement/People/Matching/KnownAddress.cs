using System.Text.RegularExpressions;

namespace DaCaseManagement.People.Matching;

/// <summary>An address in parts, as keys (capitals, street words shortened). A part that is not known, or not understood, is null.</summary>
public sealed partial record KnownAddress(string? Flat, string? House, string? Street, string? Town, string? Postcode, string? Locality = null, string? Region = null)
{
    private const int LongestTyped = 250;

    /// <summary>What was typed, kept whatever was made of it.</summary>
    public string AsTyped { get; init; } = "";

    /// <summary>A house and a street, or a house and a postcode, were found: enough to know the door.</summary>
    public bool Understood => House is not null && (Street is not null || Postcode is not null);

    /// <summary>Reads <c>Flat 2, 12 High Street, Westmarch, WM1 2AB</c>, with or without commas, town or postcode; house names need a comma. Never throws.</summary>
    public static KnownAddress Parse(string? typed)
    {
        var text = typed ?? "";
        text = text.Length <= LongestTyped ? text : text[..LongestTyped];
        var postcode = Normalise.Postcode(text);
        var pieces = text.Split([',', '\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(p => Normalise.Address(p)).OfType<string>().ToList();
        string? flat = null, house = null, street = null;
        var others = new List<string>();
        foreach (var piece in pieces)
        {
            var rest = piece;
            if (flat is null && FlatFirst().Match(rest) is { Success: true } f)
            {
                (flat, rest) = (f.Groups[1].Value, rest[f.Length..].Trim());
            }

            if (street is null && HouseFirst().Match(rest) is { Success: true } h && h.Groups[1].Length > 0)
            {
                house ??= h.Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
                rest = rest[h.Length..].Trim();
            }

            if (rest.Length == 0)
            {
                continue;
            }

            if (street is null && StreetAndRest(rest) is var (found, after))
            {
                street = found;
                rest = after;
            }

            if (rest.Length > 0)
            {
                others.Add(rest);
            }
        }

        // Before the street is known, a piece of words is the house's name, unless there is a number; without a street word the piece after the number is the street.
        if (house is null && others.Count > 0 && street is not null && pieces.Count > 1 && pieces[0] == others[0])
        {
            house = others[0];
            others.RemoveAt(0);
        }

        if (street is null && house is not null && others.Count > 0)
        {
            street = others[0];
            others.RemoveAt(0);
        }

        return new(flat, house, street, others.Count > 0 ? others[^1] : null, postcode, others.Count > 1 ? string.Join(' ', others[..^1]) : null) { AsTyped = typed ?? "" };
    }

    private static (string Street, string After)? StreetAndRest(string text)
    {
        var words = text.Split(' ');
        for (var i = 1; i < words.Length; i++)
        {
            // "St Johns Rd": the first word is never the kind of street.
            if (StreetKinds.Contains(words[i]))
            {
                return (string.Join(' ', words[..(i + 1)]), string.Join(' ', words[(i + 1)..]));
            }
        }

        return null;
    }

    private static readonly HashSet<string> StreetKinds = new(StringComparer.Ordinal)
    {
        "ST", "RD", "AVE", "LN", "DR", "CL", "CT", "CRES", "PL", "GDNS", "GR", "TER", "SQ", "WAY", "WALK", "HILL", "ROW", "RISE", "VIEW", "MEWS", "PARK", "GREEN", "PARADE", "WHARF", "QUAY", "END", "ROPEWALK", "RACE",
    };

    [GeneratedRegex(@"^FLAT ([0-9]{1,4}[A-Z]?|[A-Z])\b")]
    private static partial Regex FlatFirst();

    [GeneratedRegex(@"^([0-9]{1,5}(?: ?[A-Z])?)\b")]
    private static partial Regex HouseFirst();
}
