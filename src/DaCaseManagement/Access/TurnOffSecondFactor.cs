using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

[Requires(Permission.UseSystem)]
public sealed record TurnOffSecondFactor(string? Password) : ICommand<bool>;

internal sealed class TurnOffSecondFactorHandler(CaseDbContext db, IPasswordHasher<User> hasher, SecondFactor secondFactor, CurrentUser current, AuditTrail trail) : IRequestHandler<TurnOffSecondFactor, bool>
{
    public async Task<bool> Handle(TurnOffSecondFactor request, CancellationToken cancellationToken)
    {
        var user = await db.Users.SingleAsync(u => u.Id == current.Id, cancellationToken);
        hasher.Require(user, request.Password, nameof(request.Password));
        user.TwoFactorEnabled = false;
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        await secondFactor.Clear(user.Id, cancellationToken);
        trail.Record(AuditAct.Access, "second-factor.off", Subject.Account(current.UserName));
        return true;
    }
}
