using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

/// <param name="Area">The area's code.</param>
[Requires(Permission.ManageAccounts)]
public sealed record RenameArea(string? Area, string? NewName) : ICommand<string>;

internal sealed class RenameAreaValidator : AbstractValidator<RenameArea>
{
    public RenameAreaValidator()
    {
        RuleFor(c => c.Area).NotEmpty().WithMessage("Choose an area");
        RuleFor(c => c.NewName).RequiredText("Enter the area's new name", "The name", Lengths.Name);
    }
}

internal sealed class RenameAreaHandler(CaseDbContext db, AuditTrail trail) : IRequestHandler<RenameArea, string>
{
    public async Task<string> Handle(RenameArea request, CancellationToken cancellationToken)
    {
        var name = request.NewName!.Trim();
        var area = await db.Areas.SingleOrDefaultAsync(a => a.Code == request.Area, cancellationToken)
            ?? throw new RefusedException("ACC-1", nameof(request.Area), "Choose an area from the list");
        if (await db.Areas.AnyAsync(a => a.Name == name && a.Id != area.Id, cancellationToken))
        {
            throw new RefusedException("ACC-1", nameof(request.NewName), "There is an area with this name already");
        }

        area.Rename(name);
        trail.Record(AuditAct.Alteration, "area.renamed", Subject.System("area " + area.Code));
        return area.Code;
    }
}
