using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.AspNetCore.Identity;

namespace DaCaseManagement.Access;

/// <summary>Answers a one-time password for somebody who has forgotten theirs; ends their sessions and opens a locked account.</summary>
[Requires(Permission.ManageAccounts)]
public sealed record ResetPassword(string UserName) : ICommand<string>;

internal sealed class ResetPasswordHandler(CaseDbContext db, IPasswordHasher<User> hasher, CurrentUser current, AuditTrail trail, TimeProvider clock) : IRequestHandler<ResetPassword, string>
{
    public async Task<string> Handle(ResetPassword request, CancellationToken cancellationToken)
    {
        var user = await db.Account(request.UserName, cancellationToken);
        if (user.Id == current.Id)
        {
            throw new RefusedException("ACC-1", "", "Change your own password on the page 'My account'");
        }

        var password = OneTimePassword.New();
        var now = clock.GetUtcNow().UtcDateTime;
        user.PasswordHash = hasher.HashPassword(user, password);
        (user.LockoutEnd, user.AccessFailedCount) = (null, 0);
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        await OneTimePassword.Clear(db, user.Id, cancellationToken);
        OneTimePassword.Mark(db, user.Id, now);
        await db.EndSessions(user.Id, null, now, cancellationToken);
        trail.Record(AuditAct.Alteration, "account.password-reset", Subject.Account(user.UserName!));
        return password;
    }
}
