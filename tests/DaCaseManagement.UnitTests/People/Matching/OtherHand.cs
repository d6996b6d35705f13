using System.Globalization;

using DaCaseManagement.People;
using DaCaseManagement.People.Matching;
using DaCaseManagement.Tools.Matching;

namespace DaCaseManagement.UnitTests.People.Matching;

/// <summary>A second, differently minded model of damage: what is misheard on a telephone, typed on a keyboard and left out in a hurry. A set number of mistakes per report.</summary>
internal static class OtherHand
{
    private static readonly (string Said, string Heard)[] Misheard = [("ph", "f"), ("f", "th"), ("th", "f"), ("ck", "k"), ("ll", "l"), ("l", "ll"), ("ey", "y"), ("ie", "y"), ("ei", "ie"), ("m", "n"), ("d", "t"), ("b", "p"), ("c", "s"), ("er", "a"), ("e", "i"), ("a", "o")];
    private static readonly string[] Rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "0123456789"];

    public static PersonFacts Write(InventedPerson person, Random random, int mistakes)
    {
        var (given, family, phone, house, born, address, title) = (person.Given, person.Family, (string?)person.Phone, person.House, (DateOnly?)person.Born, true, false);
        for (var i = 0; i < mistakes; i++)
        {
            switch (random.Next(12))
            {
                case 0: given = Hear(given, random); break;
                case 1: family = Hear(family, random); break;
                case 2: given = Key(given, random); break;
                case 3: family = Key(family, random); break;
                case 4: phone = null; break;
                case 5: phone = "+4471" + random.Next(10_000_000, 99_999_999).ToString(CultureInfo.InvariantCulture); break;
                case 6: address = false; break;
                case 7: house = (int.Parse(house, CultureInfo.InvariantCulture) + 2).ToString(CultureInfo.InvariantCulture); break;
                case 8: born = null; break;
                case 9: born = born?.AddYears(1); break;
                case 10: title = true; break;
                default: given += " " + "JMRA"[random.Next(4)]; break;
            }
        }

        return new()
        {
            Names = [new(given.ToUpperInvariant(), title ? family + " " : family)],
            Born = born is { } b ? new PartialDate(b.Year, b.Month, b.Day) : null,
            Gender = person.Gender,
            Phones = phone is null ? [] : [phone],
            Addresses = address ? [KnownAddress.Parse($"{house} {person.Street} {person.Postcode}")] : [],
        };
    }

    private static string Hear(string name, Random random)
    {
        var (said, heard) = Misheard.Where(m => name[1..].Contains(m.Said, StringComparison.OrdinalIgnoreCase)).DefaultIfEmpty((Said: name[^1..], Heard: name[^1..] + "e")).OrderBy(_ => random.Next()).First();
        var at = name.IndexOf(said, 1, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? name + "e" : name[..at] + heard + name[(at + said.Length)..];
    }

    private static string Key(string name, Random random)
    {
        var at = random.Next(1, name.Length);
        var row = Array.Find(Rows, r => r.Contains(char.ToLowerInvariant(name[at]))) ?? Rows[0];
        return name[..at] + row[(row.IndexOf(char.ToLowerInvariant(name[at])) + 1) % row.Length] + name[(at + 1)..];
    }
}
