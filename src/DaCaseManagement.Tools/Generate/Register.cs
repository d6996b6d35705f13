using System.Globalization;

using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.People.Matching;

namespace DaCaseManagement.Tools.Generate;

/// <summary>Writes records of people as the application does: the row, every name, number and address with its key, and the keys they are found by.</summary>
internal sealed class Register
{
    private const int MostRemembered = 20_000;
    private readonly Dictionary<string, (string Key, string Sound)> names = new(StringComparer.Ordinal);

    public long Last { get; private set; }

    public void Add(Human human, DateTime at, ForceRows rows)
    {
        human.Id = ++Last;
        human.Reference = References.Format("P", human.Id);
        rows.People.Number(human.Id).Text(human.Reference).Time(at).Text(human.Given).Text(human.Family)
            .Number(human.Born?.Year).Number(human.Born?.Month).Number(human.Born?.Day).Yes(human.BornEstimated).Text(human.Gender.ToString()).Number(human.SameAs).Number(0);
        AddName(human, human.Family, at, rows);
        human.Phones.ForEach(p => AddPhone(human, p, at, rows));
        human.Homes.ForEach(h => AddHome(human, h, at, rows));
        AddKeys(human, rows);
    }

    public static void LearnPhone(Human human, Telephone phone, DateTime at, ForceRows rows)
    {
        human.Phones.Insert(0, phone);
        AddPhone(human, phone, at, rows);
        AddKeys(human, rows);
    }

    public static void LearnHome(Human human, Dwelling home, DateTime at, ForceRows rows)
    {
        if (human.Homes.TrueForAll(h => h.PlaceKey != home.PlaceKey))
        {
            human.Homes.Insert(0, home);
            AddHome(human, home, at, rows);
            AddKeys(human, rows);
        }
    }

    public void LearnFamilyName(Human human, string family, DateTime at, ForceRows rows)
    {
        if (Keys(family).Key != Keys(human.Family).Key)
        {
            human.AlsoFamily = family;
            AddName(human, family, at, rows);
            AddKeys(human, rows);
        }
    }

    private void AddName(Human human, string family, DateTime at, ForceRows rows)
    {
        var (key, sound) = Keys(family);
        rows.Names.Number(human.Id).Text(human.Given).Text(family).Text(Keys(human.Given).Key).Text(key).Text(sound).Text(nameof(NameKind.Known)).Time(at);
    }

    private static void AddPhone(Human human, Telephone phone, DateTime at, ForceRows rows) =>
        rows.Phones.Number(human.Id).Text(phone.Typed).Text(phone.Key).Time(at);

    private static void AddHome(Human human, Dwelling home, DateTime at, ForceRows rows) =>
        rows.Addresses.Number(human.Id).Text(home.Typed).Text(home.PlaceKey).Text(home.Postcode).Yes(false).Time(at);

    // Whoever writes the batch makes the keys: that thread has time. Those that are there already are written once: the spill leaves out what is double.
    private static void AddKeys(Human human, ForceRows rows) => rows.Described.Add((human.Id, Facts(human)));

    private static PersonFacts Facts(Human human) => new()
    {
        Names = human.AlsoFamily is { } also ? [new(human.Given, human.Family), new(human.Given, also)] : [new(human.Given, human.Family)],
        Born = human.Born,
        BornEstimated = human.BornEstimated,
        Gender = human.Gender,
        Phones = [.. human.Phones.Select(p => p.Key)],
        Addresses = [.. human.Homes.Select(h => h.Known)],
    };

    private (string Key, string Sound) Keys(string name)
    {
        if (!names.TryGetValue(name, out var found))
        {
            found = (Normalise.Name(name), Phonetic.Key(name));
            if (names.Count < MostRemembered)
            {
                names[name] = found;
            }
        }

        return found;
    }

    /// <summary>Numbers beginning 071, which are kept for mobiles and given to no operator: there are far more people here than numbers kept for drama.</summary>
    public static Telephone Telephone(Lots lots)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"71{lots.Below(100_000_000):D8}");
        return new(lots.Below(4) switch { 0 => "0" + digits, 1 => $"+44 {digits[..4]} {digits[4..]}", _ => $"0{digits[..4]} {digits[4..]}" }, "+44" + digits);
    }
}
