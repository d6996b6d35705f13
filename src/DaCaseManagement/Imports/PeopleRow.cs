using DaCaseManagement.People;
using DaCaseManagement.People.Matching;
using DaCaseManagement.Pipeline;

namespace DaCaseManagement.Imports;

/// <summary>One person as a row of a legacy file tells (PPL-1).</summary>
public sealed record PeopleRow(
    long Number, string Reference, string Hash, string? Given, string? Family, string? Maiden, IReadOnlyList<string> Aliases, PartialDate? Born, bool Estimated, Gender Gender,
    string? Ethnicity, string? Language, string? Needs, IReadOnlyList<string> Phones, IReadOnlyList<string> Addresses, DateTime? Since, IReadOnlyList<RowNote> Notes) : IImportRow
{
    public static PeopleRow Read(ColumnMap map, CsvRow row, DateTime now)
    {
        var cells = new Cells(map, row.Fields);
        var (born, estimated) = ImportWords.Born(cells, "born", now);
        estimated |= ImportWords.Yes(cells, "born-estimated");
        var phones = cells.List("phone", 40);
        foreach (var phone in phones.Where(p => Normalise.Phone(p) is null))
        {
            cells.Flag("phone", phone, "Cannot be a telephone number; kept as typed");
        }

        var reference = ImportWords.Reference(cells);
        var read = new PeopleRow(
            row.Number, reference, map.Hash(row.Fields), cells.Text("given", Lengths.Name), cells.Text("family", Lengths.Name), cells.Text("maiden", Lengths.Name), cells.List("alias", Lengths.Name), born, estimated,
            ImportWords.Gender(cells, "gender"), cells.Text("ethnicity", Lengths.Name), cells.Text("language", Lengths.Name), cells.Text("needs", Lengths.Note), phones, cells.List("address", Lengths.Line),
            ImportWords.Since(cells, now), cells.Notes);
        if (read.Given is null && read.Family is null)
        {
            cells.Flag("family", "", "No name; taken over as a person whose name is not known");
        }

        return read;
    }

    /// <summary>"SMITH, Jo" and "Jo Smith"; one word alone is what somebody is called.</summary>
    public static (string Given, string Family) NameOf(string alias) =>
        alias.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma ? (alias[(comma + 1)..].Trim(), alias[..comma].Trim())
        : alias.LastIndexOf(' ') is > 0 and var space ? (alias[..space].Trim(), alias[(space + 1)..])
        : (alias, "");
}

/// <summary>What every row of every kind has.</summary>
public interface IImportRow
{
    long Number { get; }

    /// <summary>In capitals; empty when the row is refused for the want of it.</summary>
    string Reference { get; }

    string Hash { get; }

    IReadOnlyList<RowNote> Notes { get; }
}

public static class ImportRows
{
    public static bool IsRefused(this IImportRow row) => row.Notes.Any(n => n.Refused);
}

/// <summary>A row that could not be read at all.</summary>
public sealed record BrokenRow(long Number, IReadOnlyList<RowNote> Notes) : IImportRow
{
    public string Reference => "";

    public string Hash => "";
}
