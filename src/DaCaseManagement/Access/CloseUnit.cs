using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

/// <summary>Closes a unit to new work and new people, or opens it again. Refused while it owns open work: that must be handed over first (INV-1).</summary>
[Requires(Permission.ManageAccounts)]
public sealed record CloseUnit(string Code, bool Reopen = false) : ICommand<bool>;

internal sealed class CloseUnitHandler(CaseDbContext db, AuditTrail trail, TimeProvider clock) : IRequestHandler<CloseUnit, bool>
{
    public async Task<bool> Handle(CloseUnit request, CancellationToken cancellationToken)
    {
        var unit = await db.Units.SingleOrDefaultAsync(u => u.Code == request.Code, cancellationToken) ?? throw new RecordNotFoundException("System", request.Code);
        if (request.Reopen)
        {
            unit.Reopen();
            trail.Record(AuditAct.Alteration, "unit.reopened", Subject.System("unit " + unit.Code));
            return true;
        }

        var people = await db.Users.CountAsync(u => u.UnitId == unit.Id && u.DisabledAt == null, cancellationToken);
        var owned = await db.Responsibilities.CountAsync(r => r.OwnerUnitId == unit.Id && r.IsCurrent && r.Case!.ClosedAt == null, cancellationToken);
        var due = await db.Deadlines.CountAsync(d => d.OwnerUnitId == unit.Id && d.IsOpen, cancellationToken);
        if (people + owned + due > 0)
        {
            throw new RefusedException("INV-1", "", $"{unit.Name} cannot be closed: it has {people} people, {owned} open responsibilities and {due} open deadlines. Move them first.");
        }

        unit.Close(clock.GetUtcNow().UtcDateTime);
        trail.Record(AuditAct.Alteration, "unit.closed", Subject.System("unit " + unit.Code));
        return true;
    }
}
