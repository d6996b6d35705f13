using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

namespace DaCaseManagement.Access;

/// <summary>For somebody who has lost their authenticator and their recovery codes. They sign in with the password alone until they set it up again.</summary>
[Requires(Permission.ManageAccounts)]
public sealed record ResetSecondFactor(string UserName) : ICommand<bool>;

internal sealed class ResetSecondFactorHandler(CaseDbContext db, SecondFactor secondFactor, AuditTrail trail, TimeProvider clock) : IRequestHandler<ResetSecondFactor, bool>
{
    public async Task<bool> Handle(ResetSecondFactor request, CancellationToken cancellationToken)
    {
        var user = await db.Account(request.UserName, cancellationToken);
        user.TwoFactorEnabled = false;
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        await secondFactor.Clear(user.Id, cancellationToken);
        await db.EndSessions(user.Id, null, clock.GetUtcNow().UtcDateTime, cancellationToken);
        trail.Record(AuditAct.Alteration, "account.second-factor-reset", Subject.Account(user.UserName!));
        return true;
    }
}
