using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

namespace DaCaseManagement.Imports;

/// <summary>The columns are right: go. Or, after a stop, go on from the last batch that was written.</summary>
/// <param name="Headings">As the file has them, for what is said about columns.</param>
[Requires(Permission.ImportRecords)]
public sealed record StartImport(string Reference, IReadOnlyList<string> Headings) : ICommand<bool>;

public sealed class StartImportHandler(CaseDbContext db, AuditTrail trail, TimeProvider clock) : IRequestHandler<StartImport, bool>
{
    public async Task<bool> Handle(StartImport request, CancellationToken cancellationToken)
    {
        var file = await db.ImportFile(request.Reference, cancellationToken);
        if (file.Status is not (ImportStatus.Preparing or ImportStatus.Stopped))
        {
            throw new RefusedException("ACC-5", "", file.IsOver ? "This import is over" : "The import is under way");
        }

        if (new ColumnMap(file.Kind, request.Headings, file.Columns.Split(',')).Problems().FirstOrDefault() is { } problem)
        {
            throw new RefusedException("ACC-5", "Fields", problem);
        }

        trail.Record(AuditAct.Collection, file.Status == ImportStatus.Stopped ? "import.continued" : "import.started", Subject.System(file.Reference), $"after {file.RowsDone} rows");
        file.Start(clock.GetUtcNow().UtcDateTime);
        return true;
    }
}
