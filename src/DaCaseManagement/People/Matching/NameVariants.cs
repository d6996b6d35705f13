using System.Collections.Frozen;

namespace DaCaseManagement.People.Matching;

/// <summary>Short forms, transliterations and spellings of one name, from <c>Data/variants.json</c>. A name may stand in several groups (Alex).</summary>
internal static class NameVariants
{
    private static readonly (FrozenDictionary<string, int[]> Given, FrozenDictionary<string, int[]> Family, string[] Heads) Groups = Read();

    private static string[] GivenHeads => Groups.Heads;

    public static int[] Given(string name) => Groups.Given.GetValueOrDefault(name, []);

    /// <summary>The first name of each group a given name stands in: stable while groups are added.</summary>
    public static IEnumerable<string> Heads(string given) => Given(given).Select(g => GivenHeads[g]);

    public static int[] Family(string name) => Groups.Family.GetValueOrDefault(name, []);

    /// <summary>One spelling for the ways a sound is written in other alphabets: V for W, I for Y, single letters, Slavic women's endings as men's.</summary>
    public static string Spelling(string name)
    {
        var text = name;
        foreach (var (from, to) in Rules)
        {
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        if (text.Length > 5)
        {
            text = text.EndsWith("SKA", StringComparison.Ordinal) ? text[..^1] + "I" : text.EndsWith("OVA", StringComparison.Ordinal) || text.EndsWith("EVA", StringComparison.Ordinal) ? text[..^1] : text;
        }

        return string.Concat(text.Where((c, i) => i == 0 || c != text[i - 1]));
    }

    private static readonly (string From, string To)[] Rules = [("SHCH", "S"), ("SCH", "S"), ("SZCZ", "S"), ("SH", "S"), ("SZ", "S"), ("CZ", "C"), ("TCH", "C"), ("CH", "C"), ("PH", "F"), ("KS", "X"), ("KH", "K"), ("OU", "U"), ("OO", "U"), ("EE", "I"), ("W", "V"), ("Y", "I"), ("J", "I"), ("CK", "K"), ("Q", "K")];

    private static (FrozenDictionary<string, int[]>, FrozenDictionary<string, int[]>, string[]) Read()
    {
        var file = MatchingData.Read<File>("variants.json");
        return (Index(file.Given), Index(file.Family), [.. file.Given.Select(g => g.Split(' ')[0])]);
    }

    private static FrozenDictionary<string, int[]> Index(string[] groups) =>
        groups.SelectMany((g, i) => g.Split(' ').Select(name => (name, i))).GroupBy(x => x.name, x => x.i, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.Distinct().ToArray(), StringComparer.Ordinal);

    private sealed record File(string[] Given, string[] Family);
}
