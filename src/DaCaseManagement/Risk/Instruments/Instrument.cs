using System.Text.Json;
using System.Text.Json.Serialization;

namespace DaCaseManagement.Risk.Instruments;

/// <summary>A set of questions that never changes under its code (RSK-1). Data: those that ship are <c>Risk/Instruments/*.json</c>, a force's own are <see cref="InstrumentVersion"/>.</summary>
/// <param name="Supplement">Asked beside another instrument, when an answer there opens it.</param>
/// <param name="Illustrative">Made to show how such a force works; not that force's own form.</param>
/// <param name="Slot">A place for questions that cannot ship: it has none and cannot be chosen until a force loads them under this code.</param>
/// <param name="SameItemsAs">Another wording of that instrument: the same numbers, key items and tags.</param>
/// <param name="Scale">How often, where the instrument asks that; absent for yes and no.</param>
public sealed record Instrument(
    string Code, string Name, string SpelledOut, string Note, IReadOnlyList<InstrumentSection> Sections, bool Supplement = false, bool Illustrative = false, bool Slot = false, string? SameItemsAs = null,
    IReadOnlyList<ScaleAnswer>? Scale = null)
{
    private static readonly OfferedAnswer[] YesNo = [new(nameof(RiskReply.Yes), "Yes", RiskReply.Yes), new(nameof(RiskReply.No), "No", RiskReply.No)];

    private static readonly OfferedAnswer[] Always =
    [
        new(nameof(RiskReply.NotKnown), "Does not know", RiskReply.NotKnown),
        new(nameof(RiskReply.Declined), "Does not want to say", RiskReply.Declined),
        new(nameof(RiskReply.NotAsked), "Not asked", RiskReply.NotAsked),
    ];

    [JsonIgnore]
    public IReadOnlyList<InstrumentItem> Items { get; } = [.. Sections.SelectMany(s => s.Items)];

    /// <summary>What may be answered, in the order of the screen (RSK-2).</summary>
    [JsonIgnore]
    public IReadOnlyList<OfferedAnswer> Offered { get; } = [.. Scale is null ? YesNo : Scale.Select(s => new OfferedAnswer(s.Code, s.Label, s.Means, s.Code)), .. Always];

    /// <summary>Whether a policy may name it for officers to ask.</summary>
    [JsonIgnore]
    public bool CanBeChosen => !Slot && !Supplement && Items.Count > 0;

    public InstrumentItem? Item(int number) => Items.FirstOrDefault(i => i.Number == number);

    /// <summary>The answer of a form's value; null when this instrument does not offer it.</summary>
    public OfferedAnswer? Answer(string value) => Offered.FirstOrDefault(o => o.Value == value);

    /// <summary>What was asked once in an instrument that is no longer here: the numbers stand, the words are missing and said to be.</summary>
    public static Instrument Unknown(string code, IEnumerable<int> numbers) => new(
        code, code, "Its questions are not loaded here", "The answers are kept and shown by number.",
        [new InstrumentSection("Questions whose words are not loaded", [.. numbers.Order().Select(n => new InstrumentItem(n, $"Question {n}", "", false, []))])]);
}

public sealed record InstrumentSection(string Title, IReadOnlyList<InstrumentItem> Items);

/// <param name="Why">What to find out, beside the question.</param>
/// <param name="Key">Pointed out when answered yes (RSK-2).</param>
/// <param name="Tags">What the item speaks of; indicators look for these, not for numbers. Each is one of <see cref="InstrumentTags"/>.</param>
/// <param name="Opens">Codes of supplements that a yes calls for.</param>
public sealed record InstrumentItem(int Number, string Prompt, string Why, bool Key, IReadOnlyList<string> Tags, IReadOnlyList<string>? Opens = null);

/// <param name="Means">Yes or no: what the indicators take it for.</param>
public sealed record ScaleAnswer(string Code, string Label, RiskReply Means);

/// <param name="Value">What the form sends.</param>
/// <param name="Degree">The scale's code, where the instrument has a scale.</param>
public sealed record OfferedAnswer(string Value, string Label, RiskReply Reply, string? Degree = null);

/// <summary>What an item may speak of. An unknown word would be a risk factor that no indicator ever sees.</summary>
public static class InstrumentTags
{
    public static readonly IReadOnlySet<string> Known = new HashSet<string>
    {
        "violence", "fear", "isolation", "control", "victim-health", "separation", "children", "stalking", "stalking-threats", "pregnancy", "threats", "escalation", "weapons", "strangulation", "sexual",
        "others", "violence-to-others", "cruelty", "property", "money", "suspect-health", "suicide", "breach", "known", "honour", "forced-marriage",
    };
}

/// <summary>The instruments that ship.</summary>
public static class InstrumentLibrary
{
    /// <summary>What is asked where a policy names an instrument that cannot be asked: a victim is never left unassessed because of a file.</summary>
    public const string Fallback = "DASH-2009";

    private static readonly Dictionary<string, Instrument> Shipped = Load();

    public static IReadOnlyCollection<Instrument> All => Shipped.Values;

    public static Instrument? Find(string code) => Shipped.GetValueOrDefault(code);

    /// <exception cref="InvalidOperationException">When none of this code ships.</exception>
    public static Instrument Get(string code) => Find(code) ?? throw new InvalidOperationException($"There is no risk instrument '{code}'.");

    private static Dictionary<string, Instrument> Load()
    {
        var assembly = typeof(InstrumentLibrary).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(n => n.Contains(".Risk.Instruments.", StringComparison.Ordinal) && n.EndsWith(".json", StringComparison.Ordinal))
            .Select(n =>
            {
                using var stream = assembly.GetManifestResourceStream(n)!;
                return JsonSerializer.Deserialize<Instrument>(stream, Policy.PolicyFile.Json)!;
            })
            .ToDictionary(i => i.Code);
    }
}
