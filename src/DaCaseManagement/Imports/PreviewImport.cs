using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Pipeline;

using MediatR;

namespace DaCaseManagement.Imports;

/// <summary>The first rows of a file as they will be understood, for the columns given.</summary>
/// <param name="Fields">The field of each column; null for what is guessed.</param>
[Requires(Permission.ImportRecords)]
public sealed record PreviewImport(string Reference, ImportKind Kind, Stream File, FileEncoding Encoding, char Delimiter, IReadOnlyList<string>? Fields, int Rows = PreviewImport.First) : IQuery<ImportPreview>
{
    public const int First = 20;
}

/// <param name="Samples">For each column the first cell that is not empty.</param>
public sealed record ImportPreview(string Reference, ColumnMap Map, IReadOnlyList<string> Samples, IReadOnlyList<PreviewRow> Rows) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.System(Reference)];
}

/// <param name="Understood">Label and value of everything the row says.</param>
public sealed record PreviewRow(long Number, IReadOnlyList<(string Label, string Value)> Understood, IReadOnlyList<RowNote> Notes);

public sealed class PreviewImportHandler(TimeProvider clock) : IRequestHandler<PreviewImport, ImportPreview>
{
    public Task<ImportPreview> Handle(PreviewImport request, CancellationToken cancellationToken)
    {
        var (headings, rest) = ImportReading.Rows(request.File, request.Encoding, request.Delimiter);
        var map = request.Fields is null ? ColumnMap.Guess(request.Kind, headings!.Fields) : new ColumnMap(request.Kind, headings!.Fields, request.Fields);
        var (rows, now) = (rest.Take(request.Rows).ToList(), clock.GetUtcNow().UtcDateTime);
        var samples = headings.Fields.Select((_, i) => rows.Select(r => r.Fields.ElementAtOrDefault(i)?.Trim()).FirstOrDefault(c => !string.IsNullOrEmpty(c)) ?? "").ToList();
        return Task.FromResult(new ImportPreview(request.Reference, map, samples, [.. rows.Select(r => ImportReading.Read(map, r, now)).Select(r => new PreviewRow(r.Number, [.. Understood(r)], r.Notes))]));
    }

    private static IEnumerable<(string, string)> Understood(IImportRow row)
    {
        var said = row switch
        {
            PeopleRow p => new (string Label, string? Value)[]
            {
                ("Reference", p.Reference), ("Name", $"{p.Given} {p.Family}"), ("Former name", p.Maiden), ("Also known as", string.Join("; ", p.Aliases)), ("Born", p.Born is { } b ? b + (p.Estimated ? ", estimated" : "") : null),
                ("Gender", p.Gender == People.Gender.Unknown ? null : p.Gender.ToString()), ("Ethnicity", p.Ethnicity), ("Language", p.Language), ("Needs", p.Needs), ("Telephone", string.Join("; ", p.Phones)),
                ("Address", string.Join("; ", p.Addresses)), ("Known since", Time(p.Since)),
            },
            IncidentRow i =>
            [
                ("Reference", i.Reference), ("Reported", Time(i.ReportedAt == default ? null : i.ReportedAt)), .. i.Fields.Select(f => (Incidents.ReportFields.Find(f.Key)!.Label, (string?)Short(f.Value))), ("Area", i.Area),
                .. i.People.Select(p => (p.Part.ToString(), (string?)string.Join(", ", new[] { p.Reference, $"{p.Given} {p.Family}".Trim(), p.Born?.ToString(), p.Phone, p.Address, p.Relationship }.Where(v => !string.IsNullOrEmpty(v))))),
                ("Status", i.Open ? "Open" : "Closed"), ("Closed", Time(i.ClosedAt)),
            ],
            _ => [],
        };
        return said.Where(s => !string.IsNullOrWhiteSpace(s.Value)).Select(s => (s.Label, s.Value!.Trim()));
    }

    private static string? Time(DateTime? utc) => utc is { } at ? Clocks.LocalTime.Text(at) : null;

    private static string Short(string text) => text.Length <= 120 ? text : text[..119] + "…";
}
