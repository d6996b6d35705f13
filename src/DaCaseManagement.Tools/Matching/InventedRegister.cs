using System.Globalization;

namespace DaCaseManagement.Tools.Matching;

/// <summary>What befalls the copies of a row: how many changes a row takes, and how the fields share them.</summary>
public sealed record RegisterDamage(int MostChanges, int MostPerField, double Typo, double NewValue, double Missing, double Swap);

/// <summary>
/// Invents a file in the FEBRL layout: common and rare names in Zipf's proportions, dates from 1900 to 1999, postcode, suburb and street drawn apart, and
/// copies damaged by typing slips, lost or new values, swapped names and split words. Seeded.
/// </summary>
public sealed class InventedRegister(int seed, RegisterDamage damage)
{
    public static readonly RegisterDamage Usual = new(8, 2, 0.72, 0.12, 0.10, 0.06);
    public static readonly RegisterDamage Harsh = new(14, 3, 0.66, 0.16, 0.12, 0.06);

    public const string Header = "rec_id, given_name, surname, street_number, address_1, address_2, suburb, postcode, state, date_of_birth, soc_sec_id";

    private static readonly double[] Share = [0.14, 0.14, 0.08, 0.16, 0.14, 0.14, 0.05, 0.04, 0.06, 0.05];
    private static readonly double[] Blank = [0.03, 0.015, 0.03, 0.015, 0.10, 0.01, 0, 0.02, 0.035, 0];
    private static readonly string[] Onsets = ["b", "br", "c", "ch", "cl", "d", "dr", "f", "g", "gr", "h", "j", "k", "kr", "l", "m", "n", "p", "r", "s", "sch", "sh", "st", "t", "th", "tr", "v", "w", "z", ""];
    private static readonly string[] Vowels = ["a", "e", "i", "o", "u", "ee", "ai", "ou", "ia", "y"];
    private static readonly string[] Codas = ["", "n", "r", "l", "s", "t", "ck", "nd", "rt", "m", "th", "ll", "ss", "rs"];
    private static readonly string[] Ends = ["son", "ton", "er", "man", "ski", "ley", "ham", "s", "field", "ini", "os", "wood", "by", "ic"];
    private static readonly string[] Kinds = ["street", "place", "crescent", "circuit", "avenue", "road", "court", "close", "drive"];
    private static readonly string[] States = ["nsw", "vic", "qld", "wa", "sa", "tas", "act", "nt"];

    private readonly Random random = new(seed);
    private readonly string[] given = Words(701, 900, 2, 3, false);
    private readonly string[] family = Words(702, 2600, 1, 3, true);
    private readonly string[] streets = Words(703, 1800, 1, 2, false);
    private readonly string[] places = Words(704, 1500, 2, 3, false);
    private readonly string[] suburbs = Words(705, 1000, 2, 3, false);

    /// <summary>Originals, and one copy of each.</summary>
    public (IReadOnlyList<string> A, IReadOnlyList<string> B) Pair(int people)
    {
        var originals = Enumerable.Range(0, people).Select(_ => Original()).ToList();
        return (Shuffled(originals.Select((o, i) => Line($"rec-{i}-org", o))), Shuffled(originals.Select((o, i) => Line($"rec-{i}-dup-0", Damaged(o)))));
    }

    /// <summary>Originals with up to five copies each, in one file.</summary>
    public IReadOnlyList<string> WithDuplicates(int people, int copies)
    {
        var originals = Enumerable.Range(0, people).Select(_ => Original()).ToList();
        var lines = originals.Select((o, i) => Line($"rec-{i}-org", o)).ToList();
        for (var person = 0; copies > 0 && person < people; person++)
        {
            var mine = Math.Min(copies, random.Next(1, 6));
            copies -= mine;
            lines.AddRange(Enumerable.Range(0, mine).Select(n => Line($"rec-{person}-dup-{n}", Damaged(originals[person]))));
        }

        return Shuffled(lines);
    }

    public static string AsCsv(IEnumerable<string> lines, params int[] blanked) =>
        Header + "\n" + string.Join('\n', lines.Select(l => string.Join(", ", l.Split(", ").Select((cell, i) => blanked.Contains(i) ? "" : cell)))) + "\n";

    private string[] Original()
    {
        var row = new[]
        {
            Zipf(given, 0.75), Zipf(family, 0.65), random.Next(1, random.NextDouble() < 0.7 ? 60 : 500).ToString(CultureInfo.InvariantCulture), $"{Zipf(streets, 0.3)} {Kinds[random.Next(Kinds.Length)]}",
            Zipf(places, 0.4), Zipf(suburbs, 0.4), Postcode(), States[Math.Min((int)Math.Abs(Normal() * 2), 7)], Date(), Digits(7),
        };
        return [.. row.Select((cell, i) => random.NextDouble() < Blank[i] ? "" : cell)];
    }

    private string[] Damaged(string[] original)
    {
        var row = (string[])original.Clone();
        var touched = new int[row.Length];
        for (var changes = random.Next(1, damage.MostChanges + 1); changes > 0; changes--)
        {
            var field = Field();
            if (touched[field] < damage.MostPerField)
            {
                touched[field]++;
                Change(row, field);
            }
        }

        return row;
    }

    private void Change(string[] row, int field)
    {
        var dice = random.NextDouble() * (damage.Typo + damage.NewValue + damage.Missing + damage.Swap);
        var fellow = field switch { 0 => 1, 1 => 0, 3 => 4, 4 => 3, _ => -1 };
        if (dice < damage.Typo && row[field].Length > 0)
        {
            row[field] = Typo(row[field], field is 2 or 6 or 8 or 9);
        }
        else if (dice < damage.Typo + damage.Swap && fellow >= 0)
        {
            (row[field], row[fellow]) = (row[fellow], row[field]);
        }
        else if (dice < damage.Typo + damage.Swap + damage.Missing && field is not (6 or 9))
        {
            row[field] = "";
        }
        else
        {
            row[field] = Original()[field];
        }
    }

    private string Typo(string text, bool digits)
    {
        var at = random.Next(text.Length);
        var letter = (digits ? (char)('0' + random.Next(10)) : (char)('a' + random.Next(26))).ToString();
        return random.Next(digits ? 2 : 7) switch
        {
            0 => text[..at] + letter + text[(at + 1)..],
            1 when text.Length > 1 && at < text.Length - 1 => text[..at] + text[at + 1] + text[at] + text[(at + 2)..],
            2 or 3 => text[..at] + letter + text[at..],
            4 or 5 when text.Length > 2 => text[..at] + text[(at + 1)..],
            6 when text.Contains(' ') => text.Remove(text.IndexOf(' ', StringComparison.Ordinal), 1),
            6 when at > 0 => text[..at] + " " + text[at..],
            _ => text[..at] + letter + text[(at + 1)..],
        };
    }

    private int Field()
    {
        var dice = random.NextDouble() * Share.Sum();
        for (var i = 0; i < Share.Length - 1; i++)
        {
            if ((dice -= Share[i]) < 0)
            {
                return i;
            }
        }

        return Share.Length - 1;
    }

    private string Zipf(string[] words, double steepness)
    {
        // Inverse of the distribution rank^-steepness, steepness below one.
        var rank = Math.Pow(random.NextDouble(), 1 / (1 - steepness)) * words.Length;
        return words[Math.Min((int)rank, words.Length - 1)];
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private string Date() => new DateOnly(1900, 1, 1).AddDays(random.Next(36_524)).ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private string Postcode() => (2000 + (random.Next(6) * 1000) + random.Next(random.NextDouble() < 0.5 ? 150 : 900)).ToString(CultureInfo.InvariantCulture);

    private string Digits(int count) => (1 + random.Next(9)).ToString(CultureInfo.InvariantCulture) + string.Concat(Enumerable.Range(1, count - 1).Select(_ => (char)('0' + random.Next(10))));

    private List<string> Shuffled(IEnumerable<string> lines)
    {
        var all = lines.ToArray();
        random.Shuffle(all);
        return [.. all];
    }

    private static string Line(string id, string[] row) => id + ", " + string.Join(", ", row);

    private static string[] Words(int seed, int count, int least, int most, bool ended)
    {
        var dice = new Random(seed);
        var words = new HashSet<string>(StringComparer.Ordinal);
        while (words.Count < count)
        {
            var word = string.Concat(Enumerable.Range(0, dice.Next(least, most + 1)).Select(_ => Onsets[dice.Next(Onsets.Length)] + Vowels[dice.Next(Vowels.Length)] + Codas[dice.Next(Codas.Length)]))
                + (ended && dice.Next(2) == 0 ? Ends[dice.Next(Ends.Length)] : "");
            if (word.Length is >= 4 and <= 11)
            {
                words.Add(word);
            }
        }

        return [.. words];
    }
}
