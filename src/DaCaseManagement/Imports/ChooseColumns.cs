using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Imports;

/// <summary>Somebody says what each column holds, in the order of the columns; empty for one that is not used.</summary>
[Requires(Permission.ImportRecords)]
public sealed record ChooseColumns(string Reference, IReadOnlyList<string?> Fields) : ICommand<bool>;

public sealed class ChooseColumnsHandler(CaseDbContext db, AuditTrail trail) : IRequestHandler<ChooseColumns, bool>
{
    public async Task<bool> Handle(ChooseColumns request, CancellationToken cancellationToken)
    {
        var file = await db.ImportFile(request.Reference, cancellationToken);
        if (file.Status != ImportStatus.Preparing)
        {
            throw new RefusedException("ACC-5", "", "The import has started; its columns stay as they are");
        }

        if (request.Fields.Count != file.Columns.Split(',').Length || request.Fields.Any(f => !string.IsNullOrEmpty(f) && ImportNames.Find(file.Kind, f) is null))
        {
            throw new RefusedException("ACC-5", "", "Choose from the list for each column");
        }

        file.Choose(string.Join(',', request.Fields));
        trail.Record(AuditAct.Alteration, "import.columns", Subject.System(file.Reference), $"{request.Fields.Count(f => !string.IsNullOrEmpty(f))} of {request.Fields.Count} columns used");
        return true;
    }
}

internal static class FindImport
{
    public static async Task<ImportFile> ImportFile(this CaseDbContext db, string reference, CancellationToken cancel) =>
        await db.ImportFiles.SingleOrDefaultAsync(f => f.Reference == reference, cancel) ?? throw new RecordNotFoundException("import", reference);
}
