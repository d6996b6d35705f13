namespace DaCaseManagement.People.Matching;

/// <summary>Many cheap keys for matching whole files in memory, where nothing is stored and a damaged row must still meet its fellow by one of them.
/// Given and family name are one unordered pair, as are street and locality.</summary>
internal static class RegisterKeys
{
    public static IEnumerable<long> Of(PreparedPerson person)
    {
        var name = person.Names.Length > 0 ? person.Names[0] : new(Term.None, Term.None);
        var born = person.Born;
        var number = person.Number;
        if (number.Length > 0)
        {
            yield return Key(1, number);
            if (number.Length >= 6)
            {
                var half = number.Length / 2;
                yield return Key(2, number[..half], Place(number.Length));
                yield return Key(3, number[half..]);
                yield return Key(4, number[1..^1]);
            }
        }

        string[] names = name.Given.Known && name.Family.Known ? [name.Given.Text, name.Family.Text] : name.Given.Known ? [name.Given.Text] : name.Family.Known ? [name.Family.Text] : [];
        var sounds = names.Select(n => Phonetic.Key(n) is { Length: > 0 } s ? s : n).ToArray();
        for (var i = 0; i < names.Length; i++)
        {
            yield return Key(10, names[i]);
            yield return Key(11, sounds[i]);
            yield return Key(12, End(names[i], 5));
        }

        if (names.Length == 2)
        {
            yield return Key(20, Pair(sounds[0], sounds[1]));
            yield return Key(21, Pair(Start(names[0], 3), Start(names[1], 3)));
            yield return Key(22, Pair(End(names[0], 3), End(names[1], 3)));
            yield return Key(23, Pair(names[0], Start(names[1], 1)));
            yield return Key(23, Pair(names[1], Start(names[0], 1)));
        }

        if (born.Digits.Length == 8)
        {
            var (y, m, d) = (born.Digits[..4], born.Digits[4..6], born.Digits[6..]);
            yield return Key(30, born.Digits);
            yield return Key(31, y + m);
            yield return Key(32, y + d);
            yield return Key(33, m + d);
            foreach (var n in names)
            {
                yield return Key(34, y + Start(n, 1));
                yield return Key(35, m + d + Start(n, 1));
            }

            foreach (var s in sounds)
            {
                yield return Key(36, y + s);
                yield return Key(37, m + s);
                yield return Key(38, d + s);
            }
        }
        else if (born.Known)
        {
            yield return Key(30, born.Digits);
            foreach (var s in sounds)
            {
                yield return Key(36, Start(born.Digits, 4) + s);
            }
        }

        foreach (var address in person.Addresses.Take(1))
        {
            var (house, postcode, town) = (address.House.Text, address.Postcode.Text, address.Town.Text);
            if (postcode.Length > 0)
            {
                yield return Key(40, postcode);
                yield return Key(41, postcode, house);
                foreach (var n in names)
                {
                    yield return Key(42, postcode, Start(n, 1));
                }
            }

            if (house.Length > 0 && town.Length > 0)
            {
                yield return Key(43, house, town);
            }

            foreach (var s in sounds)
            {
                yield return Key(44, town, s);
                yield return Key(45, house, s);
            }

            foreach (var street in new[] { address.Street.Text, address.Locality.Text })
            {
                if (street.Length > 0)
                {
                    yield return Key(46, street);
                    yield return Key(47, Start(street, 5), house);
                }
            }
        }
    }

    private static string Start(string text, int most) => text.Length <= most ? text : text[..most];

    private static string End(string text, int most) => text.Length <= most ? text : text[^most..];

    private static string Pair(string a, string b) => string.CompareOrdinal(a, b) <= 0 ? $"{a}|{b}" : $"{b}|{a}";

    private static string Place(int length) => ((char)('0' + length)).ToString();

    private static long Key(int kind, string a, string b = "")
    {
        // Never stored: any good hash will do.
        var hash = 14695981039346656037UL * (ulong)(kind + 1);
        foreach (var c in a)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        hash = (hash ^ 0xffff) * 1099511628211UL;
        foreach (var c in b)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccdUL;
        return (long)(hash ^ (hash >> 33));
    }
}
