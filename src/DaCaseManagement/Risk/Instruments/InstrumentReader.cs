using System.Text.Json;
using System.Text.RegularExpressions;

using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

namespace DaCaseManagement.Risk.Instruments;

/// <param name="Line">1 is the first; null when the whole file is meant.</param>
/// <param name="Path">Such as <c>$.sections[0].items[3].number</c>.</param>
public sealed record InstrumentFault(int? Line, string Path, string Reason)
{
    public override string ToString() => (Line is null ? "" : $"line {Line} ") + $"{Path}: {Reason}";
}

/// <summary>Reads a force's instrument and says, by line and path, everything that is wrong with it (RSK-1). Pure.</summary>
public static partial class InstrumentReader
{
    private const int MostItems = 200;
    private static readonly JsonSerializerOptions Plain = new(PolicyFile.Json) { WriteIndented = false };

    /// <summary>The one spelling of an instrument's content: two files that differ only in spaces are the same instrument.</summary>
    public static string Content(Instrument instrument) => JsonSerializer.Serialize(instrument, Plain);

    /// <param name="known">An instrument by its code, shipped or loaded; null when there is none.</param>
    public static (Instrument? Instrument, IReadOnlyList<InstrumentFault> Faults) Read(string text, Func<string, Instrument?> known)
    {
        Instrument instrument;
        try
        {
            if (Holes(JsonElement.Parse(text), "$").FirstOrDefault() is { } hole)
            {
                return (null, [new InstrumentFault(JsonLines.Of(text).GetValueOrDefault(hole), hole, "must not be null")]);
            }

            instrument = JsonSerializer.Deserialize<Instrument>(text, PolicyFile.Json) ?? throw new JsonException("The file is empty.", "$", 0, 0);
        }
        catch (JsonException e)
        {
            return (null, [new InstrumentFault(e.LineNumber is { } line ? (int)line + 1 : null, e.Path ?? "$", e.Message.Split(" Path:")[0])]);
        }

        var lines = JsonLines.Of(text);
        var faults = new List<InstrumentFault>();
        void Fault(string path, string reason) => faults.Add(new InstrumentFault(lines.TryGetValue(path, out var line) ? line : null, path, reason));
        Check(instrument, known, Fault);
        return (faults.Count == 0 ? instrument : null, faults);
    }

    private static void Check(Instrument instrument, Func<string, Instrument?> known, Action<string, string> fault)
    {
        if (!CodeShape().IsMatch(instrument.Code) || instrument.Code.Length > 40)
        {
            fault("$.code", "must be capital letters, digits and hyphens, 40 at most");
        }

        if (known(instrument.Code) is { Slot: false } there && Content(there) != Content(instrument))
        {
            fault("$.code", $"'{instrument.Code}' is there already with other content, and assessments were made with it; give this one a new code");
        }

        Words(instrument.Name, Lengths.Name, "$.name", fault);
        Words(instrument.SpelledOut, Lengths.Line, "$.spelledOut", fault);
        Words(instrument.Note, Lengths.Note, "$.note", fault);
        if (instrument.Slot)
        {
            fault("$.slot", "only what ships may be a slot; leave this out");
        }

        if (instrument.Sections.Count == 0)
        {
            fault("$.sections", "an instrument needs at least one section");
        }

        if (instrument.Items.Count > MostItems)
        {
            fault("$.sections", $"more than {MostItems} questions");
        }

        var seen = new Dictionary<int, string>();
        for (var s = 0; s < instrument.Sections.Count; s++)
        {
            Words(instrument.Sections[s].Title, Lengths.Line, $"$.sections[{s}].title", fault);
            if (instrument.Sections[s].Items.Count == 0)
            {
                fault($"$.sections[{s}].items", "a section needs at least one question");
            }

            for (var i = 0; i < instrument.Sections[s].Items.Count; i++)
            {
                CheckItem(instrument, instrument.Sections[s].Items[i], $"$.sections[{s}].items[{i}]", seen, known, fault);
            }
        }

        CheckScale(instrument, fault);
        CheckWording(instrument, known, fault);
    }

    private static void CheckItem(Instrument instrument, InstrumentItem item, string path, Dictionary<int, string> seen, Func<string, Instrument?> known, Action<string, string> fault)
    {
        if (item.Number is < 1 or > 999)
        {
            fault($"{path}.number", "must be 1 to 999");
        }

        if (!seen.TryAdd(item.Number, path))
        {
            fault($"{path}.number", $"{item.Number} is already the number of {seen[item.Number]}");
        }

        Words(item.Prompt, Lengths.Note, $"{path}.prompt", fault);
        if (TextRules.Problem(item.Why, "why", Lengths.Note) is { } problem)
        {
            fault($"{path}.why", problem);
        }

        for (var t = 0; t < item.Tags.Count; t++)
        {
            if (!InstrumentTags.Known.Contains(item.Tags[t]))
            {
                fault($"{path}.tags[{t}]", $"'{item.Tags[t]}' is not a tag any indicator knows; use {string.Join(", ", InstrumentTags.Known.Order(StringComparer.Ordinal))}");
            }
        }

        for (var o = 0; o < (item.Opens?.Count ?? 0); o++)
        {
            var opened = item.Opens![o];
            if (instrument.Supplement)
            {
                fault($"{path}.opens[{o}]", "a supplement opens no other");
            }
            else if (known(opened) is not { Supplement: true, Items.Count: > 0 })
            {
                fault($"{path}.opens[{o}]", $"there is no supplement '{opened}'; load it first");
            }
        }
    }

    private static void CheckScale(Instrument instrument, Action<string, string> fault)
    {
        if (instrument.Scale is not { } scale)
        {
            return;
        }

        for (var a = 0; a < scale.Count; a++)
        {
            var answer = scale[a];
            if (!CodeShape().IsMatch(answer.Code) || answer.Code.Length > 40 || scale.Take(a).Any(b => b.Code == answer.Code))
            {
                fault($"$.scale[{a}].code", "each answer needs its own code of capital letters, digits and hyphens");
            }

            Words(answer.Label, Lengths.Name, $"$.scale[{a}].label", fault);
            if (answer.Means is not (RiskReply.Yes or RiskReply.No))
            {
                fault($"$.scale[{a}].means", "must be Yes or No: what the indicators take it for");
            }
        }

        if (scale.Select(a => a.Means).Distinct().Count() < 2)
        {
            fault("$.scale", "at least one answer must mean yes and one no");
        }
    }

    private static void CheckWording(Instrument instrument, Func<string, Instrument?> known, Action<string, string> fault)
    {
        // A slot says what may fill it.
        var mustBe = known(instrument.Code) is { Slot: true, SameItemsAs: { } other } ? other : instrument.SameItemsAs;
        if (mustBe is null)
        {
            return;
        }

        if (known(mustBe) is not { Items.Count: > 0 } same)
        {
            fault("$.sameItemsAs", $"there is no instrument '{mustBe}'");
            return;
        }

        string Shape(InstrumentItem i) => $"{i.Number} {i.Key} {string.Join(' ', i.Tags.Order(StringComparer.Ordinal))} {string.Join(' ', (i.Opens ?? []).Order(StringComparer.Ordinal))}";
        var wrong = instrument.Items.Select(Shape).ToHashSet();
        wrong.SymmetricExceptWith(same.Items.Select(Shape));
        if (wrong.Count > 0)
        {
            fault("$.sections", $"another wording of {mustBe} must have its numbers, key items, tags and opened supplements; these differ: questions {string.Join(", ", wrong.Select(w => int.Parse(w.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)).Distinct().Order())}");
        }
    }

    private static void Words(string text, int most, string path, Action<string, string> fault)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            fault(path, "must have words");
        }
        else if (TextRules.Problem(text, "the text", most) is { } problem)
        {
            fault(path, problem);
        }
    }

    /// <summary>Empty places in lists, which the reader lets through whatever the types say.</summary>
    private static IEnumerable<string> Holes(JsonElement at, string path) => at.ValueKind switch
    {
        JsonValueKind.Array => at.EnumerateArray().SelectMany((e, n) => e.ValueKind == JsonValueKind.Null ? [$"{path}[{n}]"] : Holes(e, $"{path}[{n}]")),
        JsonValueKind.Object => at.EnumerateObject().SelectMany(m => Holes(m.Value, $"{path}.{m.Name}")),
        _ => [],
    };

    [GeneratedRegex(@"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*\z")]
    private static partial Regex CodeShape();
}
