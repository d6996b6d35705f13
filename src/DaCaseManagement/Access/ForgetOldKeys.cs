using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

/// <summary>Forgets the keys of forms that were posted long ago, and sessions that ended long ago: means of the system, no record of anybody. What was done in a session stays in the log.</summary>
[Requires(Permission.ManageAccounts)]
public sealed record ForgetOldKeys : ICommand<int>;

public sealed class ForgetOldKeysHandler(CaseDbContext db, AuditTrail trail, TimeProvider clock) : IRequestHandler<ForgetOldKeys, int>
{
    /// <summary>A form is not sent again after its session has ended, and none lasts longer than a day.</summary>
    public static readonly TimeSpan Keys = TimeSpan.FromDays(7), Sessions = TimeSpan.FromDays(90);

    public async Task<int> Handle(ForgetOldKeys request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (keysBefore, sessionsBefore) = (now - Keys, now - Sessions);
        var keys = await db.OnceKeys.Where(k => k.At < keysBefore).ExecuteDeleteAsync(cancellationToken);
        var sessions = await db.Sessions.Where(s => s.EndedAt != null && s.EndedAt < sessionsBefore).ExecuteDeleteAsync(cancellationToken);
        trail.Record(AuditAct.Erasure, "keys.forgotten", Subject.System("clocks"), $"form keys {keys}; ended sessions {sessions}");
        return keys + sessions;
    }
}
