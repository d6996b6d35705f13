using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

using DaCaseManagement.People;
using DaCaseManagement.People.Matching;

namespace DaCaseManagement.Tools.Matching;

/// <summary>One row: whose it is (read from rec_id, and kept from the matcher) and what it says.</summary>
public sealed record RegisterRow(string Id, string Entity, PersonFacts Facts);

/// <summary>Reads the comma-separated layout of the public FEBRL files. Columns are found by name, in any order; any may be missing or blank.</summary>
public static partial class RegisterFile
{
    /// <exception cref="FormatException">There is no header with rec_id, or a row has none; says which line.</exception>
    public static IReadOnlyList<RegisterRow> Read(TextReader reader)
    {
        var header = reader.ReadLine() is { } first ? Split(first.TrimStart('\uFEFF')).Select(h => h.ToLowerInvariant()).ToList() : throw new FormatException("The file is empty.");
        var id = header.IndexOf("rec_id");
        if (id < 0)
        {
            throw new FormatException("Line 1: there is no column rec_id.");
        }

        var rows = new List<RegisterRow>();
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            var cells = Split(text);
            string? Cell(string column) => header.IndexOf(column) is var at and >= 0 && at < cells.Count && cells[at].Length > 0 ? cells[at] : null;
            var record = id < cells.Count && cells[id].Length > 0 ? cells[id] : throw new FormatException($"Line {line}: there is no rec_id.");
            rows.Add(new(record, Entity().Match(record) is { Success: true } m ? m.Groups["entity"].Value : record, Facts(Cell)));
        }

        return rows;
    }

    private static PersonFacts Facts(Func<string, string?> cell)
    {
        var (given, family) = (cell("given_name"), cell("surname"));
        var (born, typed) = Born(cell("date_of_birth"));
        var address = new KnownAddress(null, Key(cell("street_number")), Key(cell("address_1")), Key(cell("suburb")), Key(cell("postcode")), Key(cell("address_2")), Key(cell("state")));
        return new()
        {
            Names = given is null && family is null ? [] : [new(given ?? "", family ?? "")],
            Born = born,
            BornAsTyped = typed,
            Addresses = [address],
            NationalNumber = cell("soc_sec_id"),
        };
    }

    // A month of 93 is a slip, not a date; it is kept and compared by its digits.
    private static (PartialDate? Born, string? Typed) Born(string? text) =>
        text is null ? (null, null)
        : text.Length == 8 && text.All(char.IsAsciiDigit) && DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? (new PartialDate(day.Year, day.Month, day.Day), null) : (null, text);

    private static string? Key(string? text) => text is null ? null : Normalise.Address(text) ?? text.ToUpperInvariant();

    private static List<string> Split(string line)
    {
        var (cells, cell, quoted) = (new List<string>(12), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quoted && c == '"' && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (c == '"' && (quoted || string.IsNullOrWhiteSpace(cell.ToString())))
            {
                quoted = !quoted;
                _ = quoted ? cell.Clear() : cell;
            }
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString().Trim());
        return cells;
    }

    [GeneratedRegex(@"^\s*rec-(?<entity>[0-9]+)-", RegexOptions.IgnoreCase)]
    private static partial Regex Entity();
}
