using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>Whether a shift has lapsed, or an absence began or ended with work in somebody's name: asked every minute, so that nothing is written when there is nothing to do.</summary>
[Requires(Permission.ConsultClocks)]
[ReadsNoRecord("answers two facts about staff")]
public sealed record LookAtDuty : IQuery<DutyLook>;

public sealed record DutyLook(bool Lapsed, bool Absent);

public sealed class LookAtDutyHandler(CaseDbContext db, TimeProvider clock, AbsentOwners absent) : IRequestHandler<LookAtDuty, DutyLook>
{
    public async Task<DutyLook> Handle(LookAtDuty request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var holders = await absent.Holders(null).Select(u => u.UserName!).ToListAsync(cancellationToken);
        var open = await db.Deadlines.Where(d => d.IsOpen && d.Kind == AbsentOwners.Kind).Select(d => d.Subject).ToListAsync(cancellationToken);
        return new DutyLook(await db.DutyPeriods.AnyAsync(d => d.EndedAt == null && d.LapsedAt == null && d.Until <= now, cancellationToken), holders.Except(open).Any() || open.Except(holders).Any());
    }
}

/// <summary>Asks the managers of units for what absent people hold, and settles what has moved or whose owner is back (RTE-2). For the engine; again does nothing.</summary>
[Requires(Permission.ConsultClocks)]
public sealed record FindAbsentOwners : ICommand<AbsentFound>;

public sealed record AbsentFound(int Opened, int Settled);

public sealed class FindAbsentOwnersHandler(AuditTrail trail, AbsentOwners absent) : IRequestHandler<FindAbsentOwners, AbsentFound>
{
    public async Task<AbsentFound> Handle(FindAbsentOwners request, CancellationToken cancellationToken)
    {
        var (opened, settled) = await absent.Look(null, cancellationToken);
        trail.Record(AuditAct.Alteration, "absent.found", Subject.System("duty"), $"opened {opened}; settled {settled}");
        return new AbsentFound(opened, settled);
    }
}

/// <summary>A shift whose end has passed without a word: what its owner has open is offered to the unit as if they had ended it (CLK-3). For the engine; again does nothing.</summary>
[Requires(Permission.ConsultClocks)]
public sealed record FindLapsedShifts : ICommand<LapsedFound>;

public sealed record LapsedFound(int Lapsed, int Offered);

public sealed class FindLapsedShiftsHandler(CaseDbContext db, AuditTrail trail, TimeProvider clock, ShiftBook book) : IRequestHandler<FindLapsedShifts, LapsedFound>
{
    private const int AtOnce = 200;

    public async Task<LapsedFound> Handle(FindLapsedShifts request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var lapsed = await db.DutyPeriods.Where(d => d.EndedAt == null && d.LapsedAt == null && d.Until <= now).OrderBy(d => d.Until).Take(AtOnce).ToListAsync(cancellationToken);
        var offered = 0;
        foreach (var duty in lapsed)
        {
            duty.Lapse(now);
            var unit = await db.Users.Where(u => u.Id == duty.UserId).Select(u => u.UnitId).SingleAsync(cancellationToken);
            var back = DutyTime.BackAt(now, duty.StartedAt);
            if (unit is { } owner && await book.Open(duty.UserId, owner, back, cancellationToken) is { Count: > 0 } items)
            {
                await book.TakeBack(duty.UserId, "Handed over again", cancellationToken);
                await book.Offer(duty.UserId, owner, null, back, "The shift's end passed and nobody said that it had ended.", items, cancellationToken);
                offered++;
            }
        }

        trail.Record(AuditAct.Alteration, "duty.lapsed", Subject.System("duty"), $"shifts {lapsed.Count}; offered {offered}");
        return new LapsedFound(lapsed.Count, offered);
    }
}
