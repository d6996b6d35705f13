using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

[Requires(Permission.ManageAccounts)]
public sealed record AddArea(string? Code, string? Name) : ICommand<string>;

internal sealed class AddAreaValidator : AbstractValidator<AddArea>
{
    public AddAreaValidator()
    {
        RuleFor(c => c.Code).Must(StructureCode.IsValid).WithMessage((_, code) => StructureCode.Problem(code));
        RuleFor(c => c.Name).RequiredText("Enter the area's name", "The name", Lengths.Name);
    }
}

internal sealed class AddAreaHandler(CaseDbContext db, AuditTrail trail) : IRequestHandler<AddArea, string>
{
    public async Task<string> Handle(AddArea request, CancellationToken cancellationToken)
    {
        var (code, name) = (request.Code!, request.Name!.Trim());
        if (await db.Areas.AnyAsync(a => a.Code == code, cancellationToken))
        {
            throw new RefusedException("ACC-1", nameof(request.Code), "There is an area with this code already");
        }

        if (await db.Areas.AnyAsync(a => a.Name == name, cancellationToken))
        {
            throw new RefusedException("ACC-1", nameof(request.Name), "There is an area with this name already");
        }

        db.Areas.Add(new Area(code, name));
        trail.Record(AuditAct.Collection, "area.added", Subject.System("area " + code));
        return code;
    }
}
