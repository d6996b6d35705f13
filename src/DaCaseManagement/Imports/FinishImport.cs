using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Imports;

/// <summary>The last row is behind us.</summary>
[Requires(Permission.ImportRecords)]
public sealed record FinishImport(long ImportFileId, Guid Lease) : ICommand<bool>;

public sealed class FinishImportHandler(CaseDbContext db, AuditTrail trail, TimeProvider clock) : IRequestHandler<FinishImport, bool>
{
    public async Task<bool> Handle(FinishImport request, CancellationToken cancellationToken)
    {
        var file = await db.ImportFiles.SingleOrDefaultAsync(f => f.Id == request.ImportFileId && f.LeaseBy == request.Lease && f.Status == ImportStatus.Running, cancellationToken) ?? throw new ImportInterruptedException();
        file.Finish(clock.GetUtcNow().UtcDateTime);
        trail.Record(AuditAct.Collection, "import.finished", Subject.System(file.Reference), $"{file.RowsDone} rows in {file.Batches} batches: {file.Added} added, {file.Changed} changed, {file.Unchanged} unchanged, {file.Refused} refused");
        return true;
    }
}
