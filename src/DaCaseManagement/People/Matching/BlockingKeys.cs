namespace DaCaseManagement.People.Matching;

/// <summary>
/// The keys a person is found under. Each kind joins so much that no key is held by more than a few hundred of a million people. The texts that
/// are hashed are part of the stored format: change one and every person's keys must be made anew.
/// </summary>
public static class BlockingKeys
{
    /// <summary>Stored with the person: about ten for one name, number and address; never more than this.</summary>
    public const int Most = 60;

    public static IReadOnlyList<long> Of(PersonFacts facts) => Hashed(Texts(facts, false));

    /// <summary>What to look up for a query, which may know little. Includes the slips a stored key cannot: swapped names, a year either side.</summary>
    public static IReadOnlyList<long> Lookups(PersonFacts query) => Hashed(Texts(query, true));

    private static long[] Hashed(IEnumerable<string> texts) => [.. texts.Distinct(StringComparer.Ordinal).Take(Most).Select(StableHash.Of)];

    private static IEnumerable<string> Texts(PersonFacts facts, bool lookup)
    {
        var born = PreparedBirth.Of(facts);
        if (new string([.. (facts.NationalNumber ?? "").Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]) is { Length: > 0 } number)
        {
            yield return "n:" + number;
        }

        foreach (var phone in facts.Phones)
        {
            yield return "p:" + phone;
        }

        if (born.Full)
        {
            yield return "d:" + born.Digits;
            if (lookup && born.Day <= 12 && born.Day != born.Month)
            {
                yield return $"d:{born.Year:0000}{born.Day:00}{born.Month:00}";
            }
        }

        // The main name first: when there are too many keys it is the oldest aliases that go.
        foreach (var name in facts.Names)
        {
            foreach (var text in OfName(name.Given, name.Family, born, lookup))
            {
                yield return text;
            }

            if (lookup)
            {
                foreach (var text in OfName(name.Family, name.Given, born, true))
                {
                    yield return text;
                }
            }
        }

        var initials = facts.Names.SelectMany(n => lookup ? new[] { Initial(n.Given), Initial(n.Family) } : [Initial(n.Given)]).Where(i => i.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        foreach (var address in facts.Addresses)
        {
            foreach (var text in OfAddress(address, initials))
            {
                yield return text;
            }
        }
    }

    private static IEnumerable<string> OfName(string given, string family, PreparedBirth born, bool lookup)
    {
        var sounds = Sounds(family);
        foreach (var sound in sounds)
        {
            foreach (var year in Years(born, lookup))
            {
                yield return $"sy:{sound}:{year:0000}";
            }

            if (born.Full)
            {
                yield return $"sd:{sound}:{Math.Min(born.Day, born.Month)}:{Math.Max(born.Day, born.Month)}";
            }
        }

        var letter = Initial(family);
        foreach (var first in Canonical(given, lookup ? 6 : 2))
        {
            foreach (var sound in sounds)
            {
                yield return $"gf:{first}:{sound}";
            }

            // These find a person whatever happened to the family name: married, or misheard from the first letter.
            if (born.Month > 0)
            {
                yield return $"gm:{first}:{born.Year:0000}{born.Month:00}";
            }

            if (born.Full)
            {
                yield return $"gd:{first}:{Math.Min(born.Day, born.Month)}:{Math.Max(born.Day, born.Month)}";
            }

            foreach (var year in letter.Length > 0 ? Years(born, lookup) : [])
            {
                yield return $"gy:{first}:{letter}:{year:0000}";
            }
        }
    }

    private static IEnumerable<string> OfAddress(KnownAddress address, List<string> initials)
    {
        var door = address.House is { } house && address.Street is { } street ? $"{address.Flat}:{house}:{street}" : null;
        foreach (var initial in initials)
        {
            if (address.Postcode is { } postcode)
            {
                yield return $"pi:{postcode}:{initial}";
            }

            if (door is not null)
            {
                yield return $"hi:{door}:{initial}";
            }
        }

        if (door is not null && address.Town is { } town)
        {
            yield return $"ht:{door}:{town}";
        }

        if (address.House is { } number && address.Postcode is { } code)
        {
            yield return $"hp:{address.Flat}:{number}:{code}";
        }
    }

    private static IEnumerable<int> Years(PreparedBirth born, bool lookup)
    {
        if (born.Year > 0)
        {
            // A year alone is often reckoned from an age.
            var reach = !lookup ? 0 : born.Estimated ? 3 : born.Full ? 0 : 1;
            for (var year = born.Year - reach; year <= born.Year + reach; year++)
            {
                yield return year;
            }
        }
    }

    // Liz and Elizabeth are one; Alex is two.
    private static IEnumerable<string> Canonical(string given, int most)
    {
        var name = Normalise.Name(given).Split(' ')[0];
        return name.Length < 2 ? [] : NameVariants.Given(name).Length > 0 ? NameVariants.Heads(name).Take(most) : [NameVariants.Spelling(name)];
    }

    private static string[] Sounds(string family)
    {
        var key = Normalise.Name(family);
        var parts = key.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(p => p.Length > 2).Take(3).ToArray();
        return [.. parts.Append(key.Replace(" ", "", StringComparison.Ordinal)).Where(p => p.Length > 0).Select(p => Phonetic.Key(p) is { Length: > 0 } sound ? sound : p).Distinct(StringComparer.Ordinal)];
    }

    private static string Initial(string name) => Normalise.Name(name) is { Length: > 0 } key ? key[..1] : "";
}
