using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Routing;

using MediatR;

namespace DaCaseManagement.Access;

[Requires(Permission.ManageAccounts)]
public sealed record EnableAccount(string UserName) : ICommand<bool>;

internal sealed class EnableAccountHandler(CaseDbContext db, AuditTrail trail, AbsentOwners absent) : IRequestHandler<EnableAccount, bool>
{
    public async Task<bool> Handle(EnableAccount request, CancellationToken cancellationToken)
    {
        var user = await db.Account(request.UserName, cancellationToken);
        user.DisabledAt = null;
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        await absent.Look(user.Id, cancellationToken);
        trail.Record(AuditAct.Alteration, "account.enabled", Subject.Account(user.UserName!));
        return true;
    }
}
