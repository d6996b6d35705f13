using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

/// <summary>New recovery codes; the old ones stop working.</summary>
[Requires(Permission.UseSystem)]
public sealed record RenewRecoveryCodes(string? Password) : ICommand<IReadOnlyList<string>>;

internal sealed class RenewRecoveryCodesHandler(CaseDbContext db, IPasswordHasher<User> hasher, SecondFactor secondFactor, CurrentUser current, AuditTrail trail) : IRequestHandler<RenewRecoveryCodes, IReadOnlyList<string>>
{
    public async Task<IReadOnlyList<string>> Handle(RenewRecoveryCodes request, CancellationToken cancellationToken)
    {
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == current.Id, cancellationToken);
        hasher.Require(user, request.Password, nameof(request.Password));
        if (!user.TwoFactorEnabled)
        {
            throw new RefusedException("ACC-1", "", "The second step is off; there is nothing to recover from");
        }

        trail.Record(AuditAct.Access, "second-factor.codes-renewed", Subject.Account(current.UserName));
        return await secondFactor.NewRecoveryCodes(current.Id, cancellationToken);
    }
}
