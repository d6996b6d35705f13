using System.Security.Cryptography;
using System.Text;

namespace DaCaseManagement.Imports;

/// <summary>Which column of a file holds what. Pure.</summary>
public sealed class ColumnMap
{
    private readonly Dictionary<string, List<int>> columns = new(StringComparer.Ordinal);

    /// <param name="fields">The field of each column in order; empty for one that is not used.</param>
    public ColumnMap(ImportKind kind, IReadOnlyList<string> headings, IReadOnlyList<string> fields)
    {
        (Kind, Headings, Fields) = (kind, headings, fields);
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Length > 0)
            {
                columns.TryAdd(fields[i], []);
                columns[fields[i]].Add(i);
            }
        }
    }

    public ImportKind Kind { get; }

    public IReadOnlyList<string> Headings { get; }

    public IReadOnlyList<string> Fields { get; }

    /// <summary>By likely names; a second column for something there is one of is left for a person to decide.</summary>
    public static ColumnMap Guess(ImportKind kind, IReadOnlyList<string> headings)
    {
        var taken = new HashSet<string>();
        return new ColumnMap(kind, headings, [.. headings.Select(heading =>
        {
            var key = Key(heading);
            var field = ImportNames.Of(kind).FirstOrDefault(f => f.Likely.Contains(key) || Key(f.Name) == key || Key(f.Label) == key);
            return field is not null && (taken.Add(field.Name) || field.Many) ? field.Name : "";
        })]);
    }

    /// <summary>What is wrong with the headings so that the file cannot be used at all, or null.</summary>
    public static string? Problem(CsvRow? headings) =>
        headings is null ? "The file has no headings"
        : headings.Problem is { } broken ? "The headings cannot be read: " + broken
        : headings.Fields.Count > ImportNames.MostColumns ? $"The file has {headings.Fields.Count} columns; {ImportNames.MostColumns} is the most"
        : headings.Fields.All(string.IsNullOrWhiteSpace) ? "The headings are empty"
        : null;

    /// <summary>Why an import cannot start with these columns.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var (name, places) in columns)
        {
            var field = ImportNames.Find(Kind, name);
            if (field is null)
            {
                yield return $"There is no field called {name}";
            }
            else if (places.Count > 1 && !field.Many)
            {
                yield return $"{field.Label} is in two columns ({string.Join(" and ", places.Select(Named))}); choose one";
            }
        }

        foreach (var needed in ImportNames.Of(Kind).Where(f => f.Needed && !columns.ContainsKey(f.Name)))
        {
            yield return $"Choose the column that holds: {needed.Label}";
        }
    }

    /// <summary>What a person should know before starting: headings that stand twice, columns that are not used.</summary>
    public IEnumerable<string> Remarks()
    {
        foreach (var twice in Headings.Select(Key).Where(h => h.Length > 0).GroupBy(h => h).Where(g => g.Count() > 1))
        {
            yield return $"{twice.Count()} columns have the heading “{Headings.First(h => Key(h) == twice.Key).Trim()}”; look which is which";
        }

        if (Fields.Any(f => f.Length == 0))
        {
            yield return "Not used: " + string.Join(", ", Enumerable.Range(0, Fields.Count).Where(i => Fields[i].Length == 0).Select(Named));
        }
    }

    public bool Has(string field) => columns.ContainsKey(field);

    /// <summary>The cells of a field, trimmed, without the empty ones.</summary>
    public IEnumerable<string> Cells(string field, IReadOnlyList<string> row) =>
        columns.TryGetValue(field, out var places) ? places.Where(i => i < row.Count).Select(i => row[i].Trim()).Where(c => c.Length > 0) : [];

    public string Heading(string field) => columns.TryGetValue(field, out var places) ? Named(places[0]) : ImportNames.Find(Kind, field)?.Label ?? field;

    /// <summary>SHA-256 over what a row says in the columns that are used, whatever their order: two files that say the same have the same.</summary>
    public string Hash(IReadOnlyList<string> row)
    {
        var text = new StringBuilder();
        foreach (var field in ImportNames.Of(Kind))
        {
            foreach (var cell in Cells(field.Name, row))
            {
                text.Append(field.Name).Append('=').Append(cell.Length).Append(':').Append(cell).Append('\n');
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    public static string Key(string heading) => new([.. heading.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    private string Named(int column) => Headings[column].Trim() is { Length: > 0 } heading ? heading : $"column {column + 1}";
}
