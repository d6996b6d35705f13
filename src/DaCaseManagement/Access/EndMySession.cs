using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

/// <summary>Ends a session of one's own in another browser.</summary>
[Requires(Permission.UseSystem)]
public sealed record EndMySession(Guid Session) : ICommand<bool>;

internal sealed class EndMySessionHandler(CaseDbContext db, CurrentUser current, AuditTrail trail, TimeProvider clock) : IRequestHandler<EndMySession, bool>
{
    public async Task<bool> Handle(EndMySession request, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.SingleOrDefaultAsync(s => s.Id == request.Session && s.UserId == current.Id, cancellationToken) ?? throw new RecordNotFoundException("System", "session");
        session.End(clock.GetUtcNow().UtcDateTime);
        trail.Record(AuditAct.Access, "session.ended", Subject.Account(current.UserName));
        return true;
    }
}
