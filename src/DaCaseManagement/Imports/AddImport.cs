using System.Text.RegularExpressions;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

namespace DaCaseManagement.Imports;

/// <summary>A file is there to be imported; its columns are guessed for a person to look at. Nothing is read into the records yet.</summary>
/// <param name="StoredAs">Its name in <see cref="ImportStore"/>; null from the command line.</param>
[Requires(Permission.ImportRecords)]
public sealed record AddImport(ImportKind? Kind, string? Source, string? StoredAs, FileLooks? Looks, IReadOnlyList<string> Headings) : ICommand<AddedImport>;

public sealed record AddedImport(string Reference, long Id);

public sealed partial class AddImportValidator : AbstractValidator<AddImport>
{
    public AddImportValidator()
    {
        RuleFor(c => c.Kind).NotNull().WithMessage("Choose what is in the file");
        RuleFor(c => c.Source).Must(s => s is not null && SourceName().IsMatch(s)).WithMessage($"Enter the system it comes from: up to {ImportNames.MostSource} letters, digits or hyphens, such as NIS");
        RuleFor(c => c.Looks).NotNull().OverridePropertyName("Upload").WithMessage("Choose a file");
        RuleFor(c => c.Looks).Must(l => l?.Problem is null).OverridePropertyName("Upload").WithMessage(c => c.Looks?.Problem ?? "");
    }

    [GeneratedRegex(@"^[A-Za-z0-9-]{1,20}\z")]
    private static partial Regex SourceName();
}

public sealed class AddImportHandler(CaseDbContext db, AuditTrail trail, CurrentUser user, TimeProvider clock) : IRequestHandler<AddImport, AddedImport>
{
    public async Task<AddedImport> Handle(AddImport request, CancellationToken cancellationToken)
    {
        var (now, kind) = (clock.GetUtcNow().UtcDateTime, request.Kind!.Value);
        if (kind == ImportKind.Incidents && user.Id == 0)
        {
            throw new RefusedException("ACC-5", "", "Incidents are taken over in somebody's name: say whose with --as and an account");
        }

        var reference = await db.NextReference(References.Series("IM", now), cancellationToken);
        var file = new ImportFile(reference, kind, request.Source!.ToUpperInvariant(), request.Looks!, request.StoredAs, user.Id == 0 ? null : user.Id, user.FullName, now);
        file.Choose(string.Join(',', ColumnMap.Guess(kind, request.Headings).Fields));
        db.ImportFiles.Add(file);
        await db.SaveChangesAsync(cancellationToken);
        trail.Record(AuditAct.Collection, "import.added", Subject.System(reference), $"{kind} of {file.Source}, {file.Bytes} bytes, {file.Encoding}, SHA-256 {file.ContentHash}");
        return new AddedImport(reference, file.Id);
    }
}
