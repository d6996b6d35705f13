namespace DaCaseManagement.Imports;

/// <summary>A file from the side of its bytes: what it is, its headings, its rows.</summary>
public static class ImportReading
{
    /// <summary>Reads the whole file once for what it is, and its first row.</summary>
    public static async Task<(FileLooks Looks, CsvRow? Headings)> Look(Stream stream, CancellationToken cancel)
    {
        stream.Position = 0;
        var looks = await FileLooks.At(stream, cancel);
        if (looks.Problem is not null)
        {
            return (looks, null);
        }

        var (headings, _) = Rows(stream, looks.Encoding, looks.Delimiter);
        return (looks with { Problem = ColumnMap.Problem(headings) }, headings);
    }

    /// <summary>The headings, and the rows under them as they are asked for.</summary>
    public static (CsvRow? Headings, IEnumerable<CsvRow> Rows) Rows(Stream stream, FileEncoding encoding, char delimiter)
    {
        stream.Position = 0;
        var rows = new CsvRows(FileLooks.Open(stream, encoding), delimiter);
        return (rows.Read(), Rest(rows));
    }

    /// <summary>One row as it will be understood. A row that has more or fewer cells than there are headings is refused: which of them is missing would be a guess.</summary>
    public static IImportRow Read(ColumnMap map, CsvRow row, DateTime now)
    {
        var problem = row.Problem
            ?? (row.Fields.Count != map.Headings.Count ? $"The row has {row.Fields.Count} {(row.Fields.Count == 1 ? "field" : "fields")}, the headings {map.Headings.Count}" : null);
        return problem is not null ? new BrokenRow(row.Number, [new RowNote("", string.Join(" | ", row.Fields.Take(5)), problem, true)])
            : map.Kind == ImportKind.People ? PeopleRow.Read(map, row, now)
            : IncidentRow.Read(map, row, now);
    }

    private static IEnumerable<CsvRow> Rest(CsvRows rows)
    {
        while (rows.Read() is { } row)
        {
            yield return row;
        }
    }
}
