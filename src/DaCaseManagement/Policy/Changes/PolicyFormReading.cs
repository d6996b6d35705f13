using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DaCaseManagement.Policy.Changes;

/// <param name="Profile">The profile with the section taken over; unchanged when there are errors.</param>
/// <param name="Errors">By the name of the field they belong to; "" for what belongs to none.</param>
public sealed record SectionTaken(JsonObject Profile, IReadOnlyDictionary<string, string> Errors);

/// <summary>A section of the profile as form fields, and back. Names are paths; a row's field is <c>table.2.column</c>. Names that the section does not have are ignored. Pure.</summary>
public static partial class PolicyFormReading
{
    private const int MostRows = 100;

    public static Dictionary<string, string[]> Show(PolicySection section, JsonObject profile)
    {
        var shown = section.Fields.ToDictionary(f => f.Path, f => PolicyFormFields.Show(f, PolicyForm.At(profile, f.Path)));
        foreach (var table in section.Tables)
        {
            foreach (var (row, n) in ((JsonArray?)PolicyForm.At(profile, table.Path) ?? []).Select((r, n) => (r, n)))
            {
                foreach (var column in table.Columns)
                {
                    shown[$"{table.Path}.{n}.{column.Path}"] = PolicyFormFields.Show(column, PolicyForm.At(row, column.Path));
                }

                shown[$"{table.Path}.{n}.place"] = [(n + 1).ToString(CultureInfo.InvariantCulture)];
            }
        }

        return shown;
    }

    public static SectionTaken Take(PolicySection section, JsonObject profile, IReadOnlyDictionary<string, string[]> typed)
    {
        var (next, errors) = ((JsonObject)profile.DeepClone(), new Dictionary<string, string>());
        var absent = section.Fields.Where(f => f.Kind == FieldKind.Present && Typed(f.Path) is not ["true"]).Select(f => f.Path).ToList();
        absent.ForEach(path => PolicyForm.Put(next, path, null));
        foreach (var field in section.Fields.Where(f => f.Kind != FieldKind.Present && !absent.Exists(a => f.Path.StartsWith(a + ".", StringComparison.Ordinal))))
        {
            var (value, error) = PolicyFormFields.Read(field, Typed(field.Path));
            if (error is not null)
            {
                errors[field.Path] = error;
            }

            PolicyForm.Put(next, field.Path, value);
        }

        foreach (var table in section.Tables)
        {
            PolicyForm.Put(next, table.Path, Rows(table, typed, errors));
        }

        if (errors.Count == 0)
        {
            Judge(section, profile, next, typed, errors);
        }

        return errors.Count == 0 ? new(next, errors) : new(profile, errors);

        string[] Typed(string name) => typed.GetValueOrDefault(name, []);
    }

    /// <summary>The row numbers that stand in a form for a table, in the order of their places.</summary>
    public static IReadOnlyList<int> RowsOf(PolicyTable table, IReadOnlyDictionary<string, string[]> typed) =>
        [.. typed.Keys.Select(k => RowName().Match(k)).Where(m => m.Success && m.Groups[1].Value == table.Path).Select(m => int.Parse(m.Groups[2].ValueSpan, CultureInfo.InvariantCulture)).Distinct().Order().Take(MostRows)];

    private static JsonArray Rows(PolicyTable table, IReadOnlyDictionary<string, string[]> typed, Dictionary<string, string> errors)
    {
        var rows = new List<(double Place, int N, JsonObject Row)>();
        var numbers = RowsOf(table, typed);
        foreach (var n in numbers)
        {
            string[] Typed(string column) => typed.GetValueOrDefault($"{table.Path}.{n}.{column}", []);
            if (Typed("remove") is ["true"] || table.Columns.All(c => Typed(c.Path).All(string.IsNullOrWhiteSpace)))
            {
                continue;
            }

            var row = new JsonObject();
            foreach (var column in table.Columns)
            {
                var (value, error) = PolicyFormFields.Read(column, Typed(column.Path));
                if (error is not null)
                {
                    errors[$"{table.Path}.{n}.{column.Path}"] = error;
                }
                else if (value is not null || !column.Path.StartsWith("when.", StringComparison.Ordinal))
                {
                    PolicyForm.Put(row, column.Path, value);
                }
            }

            if (table.Columns.Any(c => c.Path.StartsWith("when.", StringComparison.Ordinal)))
            {
                row["when"] ??= new JsonObject();
            }

            // A new row without a place comes before the last, which is the rule for everything else.
            var place = Typed("place") is [{ Length: > 0 } text] ? double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var p) ? p : double.NaN : numbers.Count - 1.5;
            if (double.IsNaN(place))
            {
                errors[$"{table.Path}.{n}.place"] = "Enter a number, such as 3";
            }

            rows.Add((place, n, row));
        }

        return [.. (table.Ordered ? rows.OrderBy(r => r.Place).ThenBy(r => r.N) : rows.OrderBy(r => r.N)).Select(r => r.Row)];
    }

    /// <summary>What the rules of every profile say, beside the field they mean. What was wrong before and elsewhere is not this section's business.</summary>
    private static void Judge(PolicySection section, JsonObject before, JsonObject after, IReadOnlyDictionary<string, string[]> typed, Dictionary<string, string> errors)
    {
        var earlier = Faults(before);
        foreach (var fault in Faults(after))
        {
            var at = fault.IndexOf(": ", StringComparison.Ordinal);
            var (path, reason) = at < 0 ? ("", fault) : (fault[..at], fault[(at + 2)..]);
            if (FieldOf(section, path, typed) is { } field)
            {
                errors.TryAdd(field, char.ToUpperInvariant(reason[0]) + reason[1..]);
            }
            else if (!earlier.Contains(fault))
            {
                errors.TryAdd("", fault);
            }
        }
    }

    internal static IReadOnlyList<string> Faults(JsonObject profile)
    {
        try
        {
            return PolicyRules.Faults(profile.Deserialize<ForcePolicy>(PolicyFile.Json)!);
        }
        catch (JsonException e)
        {
            return [$"{e.Path?.TrimStart('$', '.')}: {e.Message.Split(" Path:")[0]}"];
        }
    }

    private static string? FieldOf(PolicySection section, string path, IReadOnlyDictionary<string, string[]> typed)
    {
        bool Within(string outer, string inner) => inner == outer || inner.StartsWith(outer + ".", StringComparison.Ordinal);
        foreach (var table in section.Tables.Where(t => Within(t.Path, path)))
        {
            var name = path.Length > table.Path.Length ? path[(table.Path.Length + 1)..] : null;
            var row = RowsOf(table, typed).Where(n => typed.GetValueOrDefault($"{table.Path}.{n}.{table.Columns[0].Path}") is [var id] && id.Trim() == name).Select(n => (int?)n).FirstOrDefault();
            return row is { } found ? $"{table.Path}.{found}.{table.Columns[0].Path}" : table.Path;
        }

        return section.Fields.FirstOrDefault(f => f.Path == path)?.Path
            ?? section.Fields.Where(f => f.Kind != FieldKind.Present).FirstOrDefault(f => Within(f.Path, path) || Within(path, f.Path))?.Path
            ?? section.Tables.FirstOrDefault(t => Within(path, t.Path))?.Path;
    }

    [GeneratedRegex(@"^(.+?)\.(\d{1,3})\.")]
    private static partial Regex RowName();
}
