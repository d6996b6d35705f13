using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Imports;

/// <summary>How far one import has come.</summary>
[Requires(Permission.ImportRecords)]
[ReadsNoRecord("How a file went: counts, no person and no case.")]
public sealed record ViewImport(string Reference) : IQuery<ImportView>;

/// <param name="StoredAs">The file, while it is kept.</param>
/// <param name="SameAs">An import of the same bytes that was finished before.</param>
public sealed record ImportView(
    ImportLine Line, string? StoredAs, FileEncoding Encoding, char Delimiter, IReadOnlyList<string> Columns, long Bytes, long BytesDone, string? Fault, DateTime? StartedAt, bool LeaseRunsOut, long Problems, string? SameAs)
{
    /// <summary>Of the bytes; how many rows there are nobody knows before the end.</summary>
    public int Percent => Line.Status == ImportStatus.Done ? 100 : Bytes == 0 ? 0 : (int)Math.Min(99, BytesDone * 100 / Bytes);
}

public sealed class ViewImportHandler(CaseDbContext db, TimeProvider clock) : IRequestHandler<ViewImport, ImportView>
{
    public async Task<ImportView> Handle(ViewImport request, CancellationToken cancellationToken)
    {
        var f = await db.ImportFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Reference == request.Reference, cancellationToken) ?? throw new RecordNotFoundException("import", request.Reference);
        var same = await db.ImportFiles.Where(o => o.ContentHash == f.ContentHash && o.Source == f.Source && o.Kind == f.Kind && o.Status == ImportStatus.Done && o.Id < f.Id)
            .OrderByDescending(o => o.Id).Select(o => o.Reference).FirstOrDefaultAsync(cancellationToken);
        return new ImportView(
            new ImportLine(f.Reference, f.Kind, f.Source, f.Status, f.ByName, f.AddedAt, f.FinishedAt, f.RowsDone, f.Added, f.Changed, f.Unchanged, f.Refused, f.Flagged),
            f.StoredAs, f.Encoding, f.Delimiter[0], f.Columns.Split(','), f.Bytes, f.BytesDone, f.Fault, f.StartedAt,
            f.Status == ImportStatus.Running && (f.LeaseUntil is null || f.LeaseUntil < clock.GetUtcNow().UtcDateTime), f.Refused + f.Flagged, same);
    }
}
