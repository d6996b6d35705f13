using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

namespace DaCaseManagement.Clocks;

/// <summary>No node has acted since then: kept, so that what was late because of it is known, and said when it is caught up.</summary>
[Requires(Permission.ConsultClocks)]
public sealed record NoteOutage(Guid Node, DateTime From) : ICommand<bool>;

public sealed class NoteOutageHandler(CaseDbContext db, AuditTrail trail, TimeProvider clock) : IRequestHandler<NoteOutage, bool>
{
    public async Task<bool> Handle(NoteOutage request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await db.Hold(request.Node, now, cancellationToken);
        db.ClockOutages.Add(new ClockOutage(request.From, now));
        trail.Record(AuditAct.Alteration, "clocks.stood-still", Subject.System("clocks"), $"from {request.From:yyyy-MM-dd HH:mm:ss} until {now:yyyy-MM-dd HH:mm:ss}");
        return true;
    }
}
