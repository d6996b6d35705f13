using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Imports;

/// <summary>Imports, newest first, a page at a time.</summary>
/// <param name="Before">Reference of the last row of the page before; null for the first page.</param>
[Requires(Permission.ImportRecords)]
[ReadsNoRecord("How files went: counts, no person and no case.")]
public sealed record ListImports(string? Before = null) : IQuery<ImportList>;

public sealed record ImportList(IReadOnlyList<ImportLine> Rows, string? Next);

public sealed record ImportLine(
    string Reference, ImportKind Kind, string Source, ImportStatus Status, string ByName, DateTime AddedAt, DateTime? FinishedAt, long RowsDone, long Added, long Changed, long Unchanged, long Refused, long Flagged);

public sealed class ListImportsHandler(CaseDbContext db) : IRequestHandler<ListImports, ImportList>
{
    public const int PageSize = 25;

    public async Task<ImportList> Handle(ListImports request, CancellationToken cancellationToken)
    {
        var query = db.ImportFiles.AsNoTracking();
        if (request.Before is { } before && await db.ImportFiles.Where(f => f.Reference == before).Select(f => (long?)f.Id).SingleOrDefaultAsync(cancellationToken) is { } id)
        {
            query = query.Where(f => f.Id < id);
        }

        var rows = await query.OrderByDescending(f => f.Id).Take(PageSize + 1)
            .Select(f => new ImportLine(f.Reference, f.Kind, f.Source, f.Status, f.ByName, f.AddedAt, f.FinishedAt, f.RowsDone, f.Added, f.Changed, f.Unchanged, f.Refused, f.Flagged))
            .ToListAsync(cancellationToken);
        return new ImportList([.. rows.Take(PageSize)], rows.Count > PageSize ? rows[PageSize - 1].Reference : null);
    }
}
