using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

namespace DaCaseManagement.Imports;

/// <summary>Stops an import after the batch being written; what was taken over stays, and it can go on. One that never started is withdrawn.</summary>
[Requires(Permission.ImportRecords)]
public sealed record StopImport(string Reference, string Because = "Stopped by hand") : ICommand<StoppedImport>;

/// <param name="Remove">The stored file, which nobody needs any more.</param>
public sealed record StoppedImport(ImportStatus Status, string? Remove);

public sealed class StopImportHandler(CaseDbContext db, AuditTrail trail, TimeProvider clock) : IRequestHandler<StopImport, StoppedImport>
{
    public async Task<StoppedImport> Handle(StopImport request, CancellationToken cancellationToken)
    {
        var file = await db.ImportFile(request.Reference, cancellationToken);
        if (file.IsOver)
        {
            throw new RefusedException("ACC-5", "", "This import is over");
        }

        if (file.Status is ImportStatus.Waiting or ImportStatus.Running)
        {
            file.Stop(request.Because);
            trail.Record(AuditAct.Alteration, "import.stopped", Subject.System(file.Reference), $"after {file.RowsDone} rows");
            return new StoppedImport(file.Status, null);
        }

        var stored = file.StoredAs;
        file.Withdraw(clock.GetUtcNow().UtcDateTime);
        trail.Record(AuditAct.Alteration, "import.withdrawn", Subject.System(file.Reference), $"after {file.RowsDone} rows");
        return new StoppedImport(file.Status, stored);
    }
}
