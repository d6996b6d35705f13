using System.Globalization;

using DaCaseManagement.People;
using DaCaseManagement.People.Matching;

namespace DaCaseManagement.Tools.Matching;

/// <summary>What one report says of a person: the documented corruption model. Each slip is drawn by itself with the chances of <see cref="PersonDamage"/>. Seeded.</summary>
public sealed class PersonReports(int seed, InventedPeople world)
{
    private static readonly string[] Short = ["Liz Elizabeth", "Kate Katherine", "Kate Catherine", "Bill William", "Rob Robert", "Dave David", "Mike Michael", "Chris Christopher", "Chris Christine", "Tom Thomas", "Jim James", "Andy Andrew", "Matt Matthew", "Dan Daniel", "Becky Rebecca", "Vicky Victoria", "Jen Jennifer", "Sam Samantha", "Sam Samuel", "Steve Stephen", "Steve Steven", "Nick Nicholas", "Nicky Nicola", "Tony Anthony", "Sue Susan", "Debbie Deborah", "Jo Joanne", "Mohamed Mohammed", "Muhammad Mohammed", "Yousef Yusuf", "Ahmad Ahmed", "Ayesha Aisha", "Maggie Margaret", "Charlie Charlotte", "Ben Benjamin", "Josh Joshua", "Alex Alexander", "Ed Edward", "Tim Timothy", "Pat Patricia", "Mandy Amanda", "Steph Stephanie", "Jess Jessica", "Beth Bethany", "Gill Gillian", "Lottie Charlotte", "Ellie Eleanor", "Abby Abigail", "Tomek Tomasz", "Kasia Katarzyna"];

    private readonly Random random = new(seed);
    private readonly ILookup<string, string> shorter = Short.ToLookup(s => s.Split(' ')[1], s => s.Split(' ')[0], StringComparer.Ordinal);

    /// <summary>What the force already holds: clean, but not everything is known.</summary>
    public PersonFacts Held(InventedPerson person) => Report(person, PersonDamage.Light with { NameSlip = 0.005, Nickname = 0.02, Married = 0, Moved = 0, NewPhone = 0, BirthSlip = 0.005, DayMonth = 0, SwappedNames = 0, PhoneSlip = 0 });

    public PersonFacts Report(InventedPerson person, PersonDamage damage)
    {
        var (given, family) = (person.Given, person.Family);
        if (Chance(damage.Nickname) && shorter[given].ToArray() is { Length: > 0 } names)
        {
            given = names[random.Next(names.Length)];
        }
        else if (Chance(damage.NameSlip))
        {
            given = Slip(given);
        }
        else if (Chance(damage.Initial))
        {
            given = given[..1];
        }

        if (person.Gender == Gender.Female && Chance(damage.Married))
        {
            family = Chance(0.3) ? family + "-" + world.NewFamily() : world.NewFamily();
        }
        else if (Chance(damage.NameSlip))
        {
            family = Slip(family);
        }

        given = Chance(damage.NoGiven) ? "" : given;
        family = given.Length > 0 && Chance(damage.NoFamily) ? "" : family;
        (given, family) = Chance(damage.SwappedNames) ? (family, given) : (given, family);
        var home = Chance(damage.Moved) ? world.Elsewhere(person) : person;
        return new()
        {
            Names = [new(given, family)],
            Born = Birth(person.Born, damage),
            Gender = Chance(damage.NoGender) ? Gender.Unknown : person.Gender,
            Phones = Chance(damage.NoPhone) ? [] : [Phone(person.Phone, damage)],
            Addresses = Chance(damage.NoAddress) ? [] : [KnownAddress.Parse(Address(home, damage))],
        };
    }

    private PartialDate? Birth(DateOnly born, PersonDamage damage)
    {
        if (Chance(damage.NoBirth))
        {
            return null;
        }

        if (Chance(damage.YearOnly))
        {
            return new(born.Year, null, null);
        }

        if (born.Day <= 12 && Chance(damage.DayMonth * 2.5))
        {
            return new(born.Year, born.Day, born.Month);
        }

        return Chance(damage.BirthSlip)
            ? random.Next(3) switch
            {
                0 => new(born.Year + (random.Next(2) == 0 ? 1 : random.Next(2) == 0 ? -1 : 10), born.Month, Math.Min(born.Day, 28)),
                1 => new(born.Year, (born.Month % 12) + 1, Math.Min(born.Day, 28)),
                _ => new(born.Year, born.Month, born.Day > 10 ? born.Day - 10 : born.Day + 10),
            }
            : new(born.Year, born.Month, born.Day);
    }

    private string Phone(string phone, PersonDamage damage)
    {
        var at = random.Next(4, phone.Length);
        return Chance(damage.NewPhone) ? world.NewPhone() : Chance(damage.PhoneSlip) ? phone[..at] + (char)('0' + random.Next(10)) + phone[(at + 1)..] : phone;
    }

    private string Address(InventedPerson home, PersonDamage damage) => Chance(damage.PartAddress)
        ? random.Next(4) switch
        {
            0 => $"{home.House} {home.Street}",
            1 => $"{home.House} {home.Street}, {home.Town}",
            2 => $"{home.House} {Slip(home.Street)}, {home.Postcode}",
            _ => $"{home.Street}, {home.Town}, {home.Postcode}",
        }
        : $"{home.House.ToString(CultureInfo.InvariantCulture)} {home.Street}, {home.Town}, {home.Postcode}";

    private string Slip(string text)
    {
        var at = random.Next(text.Length);
        var letter = (char)('a' + random.Next(26));
        return random.Next(4) switch
        {
            0 => text[..at] + letter + text[(at + 1)..],
            1 => text[..at] + letter + text[at..],
            2 when text.Length > 3 => text[..at] + text[(at + 1)..],
            3 when at + 1 < text.Length => text[..at] + text[at + 1] + text[at] + text[(at + 2)..],
            _ => text + letter,
        };
    }

    private bool Chance(double chance) => random.NextDouble() < chance;
}
