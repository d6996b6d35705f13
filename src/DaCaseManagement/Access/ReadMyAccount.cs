using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

[Requires(Permission.UseSystem)]
[ReadsNoRecord("One's own account.")]
public sealed record ReadMyAccount : IQuery<MyAccount>;

public sealed record MyAccount(string UserName, string FullName, Role Role, string? Unit, string? Area, bool TwoFactor, int RecoveryCodesLeft, IReadOnlyList<MySession> Sessions, string? Mail, bool WantsMail);

public sealed record MySession(Guid Id, DateTime StartedAt, DateTime LastSeenAt, bool IsThis);

internal sealed class ReadMyAccountHandler(CaseDbContext db, CurrentUser current, SecondFactor secondFactor) : IRequestHandler<ReadMyAccount, MyAccount>
{
    public async Task<MyAccount> Handle(ReadMyAccount request, CancellationToken cancellationToken)
    {
        var (id, session) = (current.Id, current.SessionId);
        var sessions = await db.Sessions.AsNoTracking().Where(s => s.UserId == id && s.EndedAt == null).OrderByDescending(s => s.LastSeenAt).Take(50)
            .Select(s => new MySession(s.Id, s.StartedAt, s.LastSeenAt, s.Id == session)).ToListAsync(cancellationToken);
        var codes = await secondFactor.RecoveryCodesLeft(id, cancellationToken);
        return await db.Users.AsNoTracking().Where(u => u.Id == id)
            .Select(u => new MyAccount(u.UserName!, u.FullName, u.Role, u.Unit!.Name, u.Area!.Name, u.TwoFactorEnabled, codes, sessions, u.Email, u.WantsMail))
            .SingleAsync(cancellationToken);
    }
}
