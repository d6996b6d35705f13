using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

namespace DaCaseManagement.Access;

/// <summary>Ends an account's access at once. What the person did stays under their name.</summary>
[Requires(Permission.ManageAccounts)]
public sealed record DisableAccount(string UserName) : ICommand<bool>;

internal sealed class DisableAccountHandler(CaseDbContext db, CurrentUser current, AuditTrail trail, TimeProvider clock) : IRequestHandler<DisableAccount, bool>
{
    public async Task<bool> Handle(DisableAccount request, CancellationToken cancellationToken)
    {
        var user = await db.Account(request.UserName, cancellationToken);
        if (user.Id == current.Id)
        {
            throw new RefusedException("ACC-1", "", "You cannot disable your own account; another administrator can");
        }

        await db.KeepAnAdministrator(user, "", cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        user.DisabledAt ??= now;
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        var ended = await db.EndSessions(user.Id, null, now, cancellationToken);
        trail.Record(AuditAct.Alteration, "account.disabled", Subject.Account(user.UserName!), $"sessions ended {ended}");
        return true;
    }
}
