using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Routing;

using MediatR;

namespace DaCaseManagement.Access;

/// <summary>Ends an account's access at once. What the person did stays under their name, and what they hold too until it is moved.</summary>
[Requires(Permission.ManageAccounts)]
public sealed record DisableAccount(string UserName) : ICommand<bool>;

internal sealed class DisableAccountHandler(CaseDbContext db, CurrentUser current, AuditTrail trail, TimeProvider clock, AbsentOwners absent) : IRequestHandler<DisableAccount, bool>
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

        // RTE-2: nothing moves by itself; the managers of whoever owns it are asked to move it.
        var (asked, _) = await absent.Look(user.Id, cancellationToken);
        trail.Record(AuditAct.Alteration, "account.disabled", Subject.Account(user.UserName!), $"sessions ended {ended}{(asked > 0 ? "; holds work" : "")}");
        return true;
    }
}
