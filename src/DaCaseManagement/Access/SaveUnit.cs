using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

/// <summary>Adds a unit, or changes the one with this code when <paramref name="IsNew"/> is false. A code never changes: policies and exports know it.</summary>
[Requires(Permission.ManageAccounts)]
public sealed record SaveUnit(string? Code, string? Name, UnitKind? Kind, long? AreaId, bool IsNew) : ICommand<string>;

internal sealed class SaveUnitValidator : AbstractValidator<SaveUnit>
{
    public SaveUnitValidator()
    {
        RuleFor(c => c.Code).Must(StructureCode.IsValid).WithMessage((_, code) => StructureCode.Problem(code));
        RuleFor(c => c.Name).RequiredText("Enter the unit's name", "The name", Lengths.Name);
        RuleFor(c => c.Kind).NotNull().WithMessage("Choose what the unit does");
    }
}

internal sealed class SaveUnitHandler(CaseDbContext db, AuditTrail trail) : IRequestHandler<SaveUnit, string>
{
    public async Task<string> Handle(SaveUnit request, CancellationToken cancellationToken)
    {
        var (code, name) = (request.Code!, request.Name!.Trim());
        if (await db.Units.AnyAsync(u => u.Name == name && u.Code != code && u.ClosedAt == null, cancellationToken))
        {
            throw new RefusedException("ACC-1", nameof(request.Name), "There is an open unit with this name already");
        }

        if (request.AreaId is { } area && !await db.Areas.AnyAsync(a => a.Id == area, cancellationToken))
        {
            throw new RefusedException("ACC-1", nameof(request.AreaId), "Choose an area from the list");
        }

        var unit = await db.Units.SingleOrDefaultAsync(u => u.Code == code, cancellationToken);
        if (request.IsNew)
        {
            if (unit is not null)
            {
                throw new RefusedException("ACC-1", nameof(request.Code), "There is a unit with this code already");
            }

            db.Units.Add(new Unit(code, name, request.Kind!.Value, request.AreaId));
            trail.Record(AuditAct.Collection, "unit.added", Subject.System("unit " + code), $"{request.Kind}, area {request.AreaId?.ToString() ?? "none"}");
            return code;
        }

        if (unit is null)
        {
            throw new RecordNotFoundException("System", code);
        }

        unit.Change(name, request.Kind!.Value, request.AreaId);
        trail.Record(AuditAct.Alteration, "unit.changed", Subject.System("unit " + code), $"{request.Kind}, area {request.AreaId?.ToString() ?? "none"}");
        return code;
    }
}

/// <summary>Codes of units and areas.</summary>
internal static class StructureCode
{
    public static bool IsValid(string? code) => code is { Length: >= 2 and <= 20 } && code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-');

    public static string Problem(string? code) => string.IsNullOrWhiteSpace(code) ? "Enter a code" : "The code must be 2 to 20 capital letters, digits or hyphens";
}
