using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

/// <summary>Makes a key for an authenticator app. It counts for nothing until <see cref="ConfirmSecondFactor"/>.</summary>
[Requires(Permission.UseSystem)]
public sealed record BeginSecondFactor : ICommand<bool>;

internal sealed class BeginSecondFactorHandler(CaseDbContext db, SecondFactor secondFactor, CurrentUser current, AuditTrail trail) : IRequestHandler<BeginSecondFactor, bool>
{
    public async Task<bool> Handle(BeginSecondFactor request, CancellationToken cancellationToken)
    {
        if (await db.Users.AnyAsync(u => u.Id == current.Id && u.TwoFactorEnabled, cancellationToken))
        {
            // Turning it off asks for the password, so that nobody can swap the authenticator of an unattended screen.
            throw new RefusedException("ACC-1", "", "The second step is on already; turn it off first to use another authenticator");
        }

        await secondFactor.Begin(current.Id, cancellationToken);
        trail.Record(AuditAct.Access, "second-factor.begun", Subject.Account(current.UserName));
        return true;
    }
}
