using DaCaseManagement.People;

namespace DaCaseManagement.Tools.Generate;

/// <summary>Invents people and pairs: couples and families of all ages, some who come back with another partner, some under a name misheard.</summary>
internal sealed class Population(Lots lots, Places places)
{
    private const int MostKnown = 60_000;
    private static readonly string[] Couples = ["Partner", "Former partner", "Spouse", "Former spouse"];
    private static readonly string[] Relatives = ["Adult child", "Brother or sister", "Cousin", "In-law", "Parent"];

    private readonly List<Human> suspects = [];
    private readonly List<Human> victims = [];

    public Pair NewPair(DateTime at)
    {
        var couple = lots.Chance(0.77);
        var victimKnown = victims.Count > 100 && lots.Chance(0.07);
        var suspectKnown = !victimKnown && suspects.Count > 100 && lots.Chance(0.2);
        var victim = victimKnown ? victims[lots.Below(victims.Count)] : Person(lots.Chance(0.76), at.Year - Age(couple), 0.88);
        if (!victimKnown)
        {
            victim.Phones.Add(Register.Telephone(lots));
            victim.Homes.Add(places.Draw(lots));
        }

        var suspect = suspectKnown ? suspects[lots.Below(suspects.Count)] : victimKnown || lots.Chance(0.93) ? NewSuspect(victim, couple, at) : null;

        // Whoever is drawn once is likelier to be drawn again: a few have many victims.
        Know(victims, victimKnown || lots.Chance(0.3) ? victim : null);
        Know(suspects, suspectKnown || lots.Chance(0.5) ? suspect : null);
        return new Pair
        {
            Victim = victim,
            Suspect = suspect,
            Children = Children(victim, suspect, couple, at),
            Relationship = lots.Pick(couple ? Couples : Relatives),
            Severity = Math.Pow(lots.Share(), 2.2),
            HonourBased = lots.Chance(0.015),
        };
    }

    /// <summary>Somebody who rang or saw it: often no date of birth, sometimes only a first name.</summary>
    public Human Bystander(DateTime at)
    {
        var human = Person(lots.Chance(0.55), at.Year - lots.Between(18, 80), 0.25);
        if (lots.Chance(0.8))
        {
            human.Phones.Add(Register.Telephone(lots));
        }

        if (lots.Chance(0.5))
        {
            human.Homes.Add(places.Draw(lots));
        }

        return human;
    }

    /// <summary>The same human being, heard differently by whoever wrote it down.</summary>
    public Human HeardDifferently(Human human)
    {
        var slipInGiven = lots.Chance(0.25);
        var heard = new Human
        {
            Given = slipInGiven ? Slip(human.Given) : human.Given,
            Family = slipInGiven || lots.Chance(0.25) ? human.Family : Slip(human.Family),
            Born = lots.Chance(0.7) ? human.Born : human.Born is { } born && lots.Chance(0.5) ? new PartialDate(born.Year, null, null) : null,
            Gender = human.Gender,
        };
        if (human.Phone is { } phone && lots.Chance(0.6))
        {
            heard.Phones.Add(phone);
        }

        if (human.Home is { } home && lots.Chance(0.6))
        {
            heard.Homes.Add(home);
        }

        return heard;
    }

    public string FamilyName() => FamilyNames.Draw(lots);

    private int Age(bool couple) => couple ? 18 + (int)(48 * Math.Pow(lots.Share(), 1.6)) : lots.Between(16, 84);

    private Human NewSuspect(Human victim, bool couple, DateTime at)
    {
        var woman = couple && lots.Chance(0.96) ? victim.Gender == Gender.Male : lots.Chance(0.25);
        var year = couple ? Math.Min((victim.Born?.Year ?? at.Year - 35) + lots.Between(-9, 5), at.Year - 16) : at.Year - lots.Between(16, 60);
        var suspect = Person(woman, year, 0.72, couple && lots.Chance(0.3) ? victim.Family : null);
        if (lots.Chance(0.4))
        {
            suspect.Phones.Add(Register.Telephone(lots));
        }

        if (lots.Chance(0.75))
        {
            suspect.Homes.Add(lots.Chance(0.55) ? victim.Homes[0] : places.Draw(lots));
        }

        return suspect;
    }

    private Human[] Children(Human victim, Human? suspect, bool couple, DateTime at)
    {
        if (!couple || lots.Chance(0.62))
        {
            return [];
        }

        var family = suspect is { Family.Length: > 0 } && lots.Chance(0.6) ? suspect.Family : victim.Family;
        var children = new Human[lots.Chance(0.5) ? 1 : lots.Chance(0.65) ? 2 : 3];
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = Person(lots.Chance(0.5), at.Year - lots.Below(17), 0.8, family);
            children[i].Homes.Add(victim.Homes[0]);
        }

        return children;
    }

    /// <param name="dated">How likely the whole date of birth is known.</param>
    private Human Person(bool woman, int year, double dated, string? family = null)
    {
        var full = lots.Chance(dated);
        var yearOnly = !full && lots.Chance(0.45);
        return new Human
        {
            Given = GivenNames.Draw(lots, woman, year),
            Family = family ?? (lots.Chance(0.97) ? FamilyNames.Draw(lots) : ""),
            Born = full ? new PartialDate(year, lots.Between(1, 12), lots.Between(1, 28)) : yearOnly ? new PartialDate(year, null, null) : null,
            BornEstimated = yearOnly && lots.Chance(0.6),
            Gender = lots.Chance(0.02) ? Gender.Unknown : woman ? Gender.Female : Gender.Male,
        };
    }

    /// <summary>One slip of a typing hand or a bad line: two letters turned, one left out, doubled or replaced.</summary>
    private string Slip(string name)
    {
        if (name.Length < 4)
        {
            return name;
        }

        var at = lots.Between(1, name.Length - 2);
        return lots.Below(4) switch
        {
            0 when name[at] != name[at + 1] => name[..at] + name[at + 1] + name[at] + name[(at + 2)..],
            1 => name[..at] + name[(at + 1)..],
            2 => name[..at] + name[at] + name[at..],
            _ => name[..at] + (char)('a' + lots.Below(26)) + name[(at + 1)..],
        };
    }

    private void Know(List<Human> known, Human? human)
    {
        if (human is null)
        {
            return;
        }

        if (known.Count < MostKnown)
        {
            known.Add(human);
        }
        else
        {
            known[lots.Below(MostKnown)] = human;
        }
    }
}
