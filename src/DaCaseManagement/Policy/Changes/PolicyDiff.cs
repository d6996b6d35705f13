using System.Text.Json;
using System.Text.Json.Nodes;

namespace DaCaseManagement.Policy.Changes;

/// <param name="What">The setting, in the words of the form.</param>
/// <param name="Before">Null for something new.</param>
/// <param name="After">Null for something taken away.</param>
public sealed record PolicyChange(string Section, string What, string? Before, string? After);

/// <summary>What differs between two profiles, member by member, in words. Number and first day do not count. Pure.</summary>
public static class PolicyDiff
{
    private static readonly string[] Names = ["id", "name", "code", "event", "offence", "grade", "because", "words"];

    public static IReadOnlyList<PolicyChange> Of(ForcePolicy before, ForcePolicy after)
    {
        var found = new List<PolicyChange>();
        var (one, other) = (Node(before), Node(after));
        Walk("", [], one, other, found);
        return [.. found.OrderBy(c => Order(c.Section))];
    }

    private static JsonNode Node(ForcePolicy policy) => JsonSerializer.SerializeToNode(PolicyText.Stamped(policy, 1, DateOnly.MinValue), PolicyFile.Json)!;

    /// <param name="path">Members alone, for finding the words.</param>
    /// <param name="rows">Names of the rows on the way.</param>
    private static void Walk(string path, string[] rows, JsonNode? before, JsonNode? after, List<PolicyChange> found)
    {
        if (JsonNode.DeepEquals(before, after))
        {
            return;
        }

        switch (before, after)
        {
            case (JsonObject a, JsonObject b):
                foreach (var name in a.Select(m => m.Key).Union(b.Select(m => m.Key)))
                {
                    Walk(path.Length == 0 ? name : $"{path}.{name}", rows, a[name], b[name], found);
                }

                break;
            case (JsonArray a, JsonArray b) when a.Concat(b).All(n => n is JsonObject):
                Rows(path, rows, a, b, found);
                break;
            default:
                found.Add(new(Section(path), Label(path, rows), Say(path, before), Say(path, after)));
                break;
        }
    }

    private static void Rows(string path, string[] rows, JsonArray before, JsonArray after, List<PolicyChange> found)
    {
        var name = Names.FirstOrDefault(n => before.Concat(after).All(r => r![n] is not null)) ?? "";
        var (old, now) = (Named(before, name), Named(after, name));
        foreach (var (key, row) in old.Where(r => !now.Exists(x => x.Key == r.Key)))
        {
            found.Add(new(Section(path), Label(path, [.. rows, key]), Say(path, row), null));
        }

        foreach (var (key, row) in now)
        {
            var was = old.Find(r => r.Key == key);
            if (was.Row is null)
            {
                found.Add(new(Section(path), Label(path, [.. rows, key]), null, Say(path, row)));
            }
            else
            {
                Walk(path, [.. rows, key], was.Row, row, found);
            }
        }

        var (first, then) = (old.Select(r => r.Key).Where(k => now.Exists(r => r.Key == k)).ToList(), now.Select(r => r.Key).Where(k => old.Exists(r => r.Key == k)).ToList());
        if (!first.SequenceEqual(then))
        {
            found.Add(new(Section(path), Label(path, rows) + ", order", string.Join(", ", first), string.Join(", ", then)));
        }
    }

    /// <summary>Each row with a name of its own; the second of the same name gets its number.</summary>
    private static List<(string Key, JsonNode? Row)> Named(JsonArray list, string name)
    {
        var seen = new Dictionary<string, int>();
        return [.. list.Select((row, n) =>
        {
            var key = name.Length == 0 ? $"row {n + 1}" : row![name]!.ToString();
            seen[key] = seen.GetValueOrDefault(key) + 1;
            return (seen[key] == 1 ? key : $"{key} ({seen[key]})", (JsonNode?)row);
        })];
    }

    private static string Section(string path) =>
        PolicyForm.Sections.FirstOrDefault(s => s.Fields.Any(f => path == f.Path || path.StartsWith(f.Path + ".", StringComparison.Ordinal)) || s.Tables.Any(t => path == t.Path || path.StartsWith(t.Path + ".", StringComparison.Ordinal)))?.Title
        ?? PolicyWords.Split(path.Split('.')[0]);

    private static int Order(string section) => PolicyForm.Sections.ToList().FindIndex(s => s.Title == section) is >= 0 and var at ? at : int.MaxValue;

    private static string Label(string path, string[] rows)
    {
        if (PolicyForm.Sections.SelectMany(s => s.Tables).FirstOrDefault(t => path == t.Path || path.StartsWith(t.Path + ".", StringComparison.Ordinal)) is { } table)
        {
            var column = path.Length > table.Path.Length ? path[(table.Path.Length + 1)..] : null;
            var words = column is null ? null : table.Columns.FirstOrDefault(c => c.Path == column)?.Label ?? PolicyWords.Split(column.Split('.')[^1]);
            return $"{table.Label}{(rows.Length == 0 ? "" : ": " + string.Join(", ", rows))}{(words is null ? "" : ", " + char.ToLowerInvariant(words[0]) + words[1..])}";
        }

        var label = PolicyForm.Sections.SelectMany(s => s.Fields).FirstOrDefault(f => f.Path == path)?.Label ?? string.Join(", ", path.Split('.').Select(PolicyWords.Split));
        return rows.Length == 0 ? label : $"{label}: {string.Join(", ", rows)}";
    }

    private static string Say(string path, JsonNode? value) => value switch
    {
        null => "none",
        JsonArray { Count: 0 } => "none",
        JsonArray list => string.Join("; ", list.Select(v => Say(path, v))),
        JsonObject row => string.Join("; ", row.Where(m => m.Value is not null and not JsonObject { Count: 0 } && !Names.Take(3).Contains(m.Key) && m.Value.GetValueKind() != JsonValueKind.False).Select(m => m.Value is JsonObject ? Say(path, m.Value) : $"{PolicyWords.Split(m.Key).ToLowerInvariant()}: {Say(m.Key, m.Value)}")),
        _ => value.GetValueKind() switch
        {
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            JsonValueKind.Number when path.EndsWith("inutes", StringComparison.Ordinal) => Minutes(value.GetValue<int>()),
            JsonValueKind.String => Word(value.GetValue<string>()),
            _ => value.ToJsonString(),
        },
    };

    private static string Minutes(int minutes) => minutes >= 60 && minutes % 60 == 0 ? $"{minutes} ({minutes / 60} h)" : minutes.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A code in words; a text as it is.</summary>
    private static string Word(string text) => text.Length > 0 && text.All(char.IsLetter) && text.Any(char.IsLower) ? text == nameof(Access.UnitKind.SpecialistDa) ? PolicyWords.Of(Access.UnitKind.SpecialistDa) : PolicyWords.Split(text) : text;
}
