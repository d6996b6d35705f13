using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

/// <summary>One account, for the administrator's page.</summary>
[Requires(Permission.ManageAccounts)]
[ReadsNoRecord("An account of staff, not a record of a person the force deals with.")]
public sealed record FindAccount(string UserName) : IQuery<AccountView>;

/// <param name="Version">To be handed back with a change (<see cref="ChangeAccount.Seen"/>).</param>
public sealed record AccountView(
    string UserName, string FullName, Role Role, long? UnitId, long? AreaId, DateTime? DisabledAt, DateTimeOffset? LockedUntil, bool TwoFactor, bool IsDemonstration, string? Version, int OpenSessions, DateTime? LastSeenAt, IReadOnlyList<Skill> Skills);

internal sealed class FindAccountHandler(CaseDbContext db) : IRequestHandler<FindAccount, AccountView>
{
    public async Task<AccountView> Handle(FindAccount request, CancellationToken cancellationToken)
    {
        var normalised = request.UserName.ToUpperInvariant();
        return await db.Users.AsNoTracking().Where(u => u.NormalizedUserName == normalised)
            .Select(u => new AccountView(u.UserName!, u.FullName, u.Role, u.UnitId, u.AreaId, u.DisabledAt, u.LockoutEnd, u.TwoFactorEnabled, u.IsDemonstration, u.ConcurrencyStamp,
                db.Sessions.Count(s => s.UserId == u.Id && s.EndedAt == null), db.Sessions.Where(s => s.UserId == u.Id).Max(s => (DateTime?)s.LastSeenAt), db.UserSkills.Where(s => s.UserId == u.Id).Select(s => s.Skill).ToList()))
            .SingleOrDefaultAsync(cancellationToken) ?? throw new RecordNotFoundException("Account", request.UserName);
    }
}
