using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Routing;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

/// <summary>Closes a unit to new work and new people, or opens it again. Refused while people work in it, and while it owns open work unless that is passed on with it (INV-1).</summary>
/// <param name="PassOn">Everything it holds, owes or is offered goes to the unit that routing names instead, in the same transaction.</param>
[Requires(Permission.ManageAccounts)]
public sealed record CloseUnit(string Code, bool Reopen = false, bool PassOn = false) : ICommand<UnitTurned>;

public sealed record UnitTurned(PassedOn? Passed);

internal sealed class CloseUnitHandler(CaseDbContext db, AuditTrail trail, TimeProvider clock, UnitWork work) : IRequestHandler<CloseUnit, UnitTurned>
{
    public async Task<UnitTurned> Handle(CloseUnit request, CancellationToken cancellationToken)
    {
        var unit = await db.Units.SingleOrDefaultAsync(u => u.Code == request.Code, cancellationToken) ?? throw new RecordNotFoundException("System", request.Code);
        if (request.Reopen)
        {
            unit.Reopen();
            trail.Record(AuditAct.Alteration, "unit.reopened", Subject.System("unit " + unit.Code));
            return new UnitTurned(null);
        }

        var people = await db.Users.CountAsync(u => u.UnitId == unit.Id && u.DisabledAt == null, cancellationToken);
        if (people > 0)
        {
            throw new RefusedException("INV-1", "", $"{unit.Name} cannot be closed: {people} people work in it. Move them first.");
        }

        var holds = await db.Responsibilities.AnyAsync(r => r.OwnerUnitId == unit.Id && r.IsCurrent, cancellationToken)
            || await db.HandoverOffers.AnyAsync(o => (o.ToUnitId == unit.Id || o.FromUnitId == unit.Id) && o.Status == OfferStatus.Open, cancellationToken)
            || await db.Deadlines.AnyAsync(d => d.OwnerUnitId == unit.Id && d.IsOpen, cancellationToken);
        if (holds && !request.PassOn)
        {
            throw new RefusedException("INV-1", "PassOn", $"{unit.Name} holds open work. Say that it is to be passed on, or move it first.");
        }

        if (holds && !await db.Units.AnyAsync(u => u.Id != unit.Id && u.ClosedAt == null, cancellationToken))
        {
            throw new RefusedException("INV-1", "", "This is the last open unit: nobody would own its work.");
        }

        unit.Close(clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellationToken);
        var passed = holds ? await work.PassOn(unit, cancellationToken) : null;
        trail.Record(AuditAct.Alteration, "unit.closed", Subject.System("unit " + unit.Code), passed is null ? null : $"passed on: responsibilities {passed.Responsibilities}, offers {passed.Offers}, deadlines {passed.Deadlines}");
        return new UnitTurned(passed);
    }
}
