using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Imports;

/// <summary>What could not be taken over from one file, in the order of its rows, a page at a time.</summary>
/// <param name="After">Id of the last line of the page before; null for the first page.</param>
[Requires(Permission.ImportRecords)]
public sealed record ListImportProblems(string Reference, long? After = null, int Most = 50) : IQuery<ImportProblems>;

public sealed record ImportProblems(string Reference, ImportKind Kind, string Source, IReadOnlyList<ProblemLine> Lines, long? Next) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.System(Reference)];
}

public sealed record ProblemLine(long Id, long Row, string Column, string AsTyped, string Why, bool Refused);

public sealed class ListImportProblemsHandler(CaseDbContext db) : IRequestHandler<ListImportProblems, ImportProblems>
{
    public async Task<ImportProblems> Handle(ListImportProblems request, CancellationToken cancellationToken)
    {
        var file = await db.ImportFiles.Where(f => f.Reference == request.Reference).Select(f => new { f.Id, f.Kind, f.Source }).SingleOrDefaultAsync(cancellationToken)
            ?? throw new RecordNotFoundException("import", request.Reference);
        var (most, after) = (Math.Clamp(request.Most, 1, 5_000), request.After ?? 0);
        var lines = await db.ImportProblems.AsNoTracking().Where(p => p.ImportFileId == file.Id && p.Id > after).OrderBy(p => p.Id).Take(most + 1)
            .Select(p => new ProblemLine(p.Id, p.Row, p.Column, p.AsTyped, p.Why, p.Refused)).ToListAsync(cancellationToken);
        return new ImportProblems(request.Reference, file.Kind, file.Source, [.. lines.Take(most)], lines.Count > most ? lines[most - 1].Id : null);
    }
}
