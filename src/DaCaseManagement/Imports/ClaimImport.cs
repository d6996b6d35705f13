using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Imports;

/// <summary>A process takes an import on, alone: no other import runs while its lease lasts, and a lease that was left behind by a process that died runs out.</summary>
[Requires(Permission.ImportRecords)]
public sealed record ClaimImport(long ImportFileId, Guid Lease) : ICommand<bool>;

public sealed class ClaimImportHandler(CaseDbContext db, AuditTrail trail, TimeProvider clock) : IRequestHandler<ClaimImport, bool>
{
    public async Task<bool> Handle(ClaimImport request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;

        // Two nodes that claim at one instant take turns on this row.
        await db.AuditHeads.Where(h => h.Id == 1).ExecuteUpdateAsync(s => s.SetProperty(h => h.Sequence, h => h.Sequence), cancellationToken);
        if (await db.ImportFiles.AnyAsync(f => f.Status == ImportStatus.Running && f.LeaseUntil > now, cancellationToken))
        {
            throw new ImportInterruptedException();
        }

        var file = await db.ImportFiles.SingleAsync(f => f.Id == request.ImportFileId, cancellationToken);
        if (file.Status is not (ImportStatus.Waiting or ImportStatus.Running))
        {
            throw new ImportInterruptedException();
        }

        file.Take(request.Lease, now + ImportLease.Length);
        trail.Record(AuditAct.Collection, "import.taken", Subject.System(file.Reference), $"after {file.RowsDone} rows");
        return true;
    }
}

public static class ImportLease
{
    /// <summary>Longer than any batch takes.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(2);
}
