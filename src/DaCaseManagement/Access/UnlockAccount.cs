using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

namespace DaCaseManagement.Access;

/// <summary>Lets somebody try again before the lock ends by itself.</summary>
[Requires(Permission.ManageAccounts)]
public sealed record UnlockAccount(string UserName) : ICommand<bool>;

internal sealed class UnlockAccountHandler(CaseDbContext db, AuditTrail trail) : IRequestHandler<UnlockAccount, bool>
{
    public async Task<bool> Handle(UnlockAccount request, CancellationToken cancellationToken)
    {
        var user = await db.Account(request.UserName, cancellationToken);
        (user.LockoutEnd, user.AccessFailedCount) = (null, 0);
        trail.Record(AuditAct.Alteration, "account.unlocked", Subject.Account(user.UserName!));
        return true;
    }
}
