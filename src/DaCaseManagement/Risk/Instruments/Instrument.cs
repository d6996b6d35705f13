using System.Text.Json;

namespace DaCaseManagement.Risk.Instruments;

/// <summary>A set of questions that never changes under its code (RSK-1). Data: <c>Risk/Instruments/*.json</c>.</summary>
public sealed record Instrument(string Code, string Name, string SpelledOut, string Note, IReadOnlyList<InstrumentSection> Sections)
{
    public IReadOnlyList<InstrumentItem> Items { get; } = [.. Sections.SelectMany(s => s.Items)];

    public InstrumentItem? Item(int number) => Items.FirstOrDefault(i => i.Number == number);
}

public sealed record InstrumentSection(string Title, IReadOnlyList<InstrumentItem> Items);

/// <param name="Why">What to find out, beside the question.</param>
/// <param name="Key">Pointed out when answered yes (RSK-2).</param>
/// <param name="Tags">What the item speaks of; indicators look for these, not for numbers.</param>
public sealed record InstrumentItem(int Number, string Prompt, string Why, bool Key, IReadOnlyList<string> Tags);

public static class InstrumentLibrary
{
    private static readonly Dictionary<string, Instrument> All = Load();

    public static Instrument? Find(string code) => All.GetValueOrDefault(code);

    /// <exception cref="InvalidOperationException">When there is no such instrument: checked at start-up, so that nobody meets it at a scene.</exception>
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
