using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

/// <summary>Who is behind a session, for the page's header and the current user.</summary>
public sealed record SignedIn(Guid Session, long UserId, string UserName, string FullName, Role Role, long? UnitId, string? UnitName, long? AreaId, bool MustChangePassword);

/// <summary>Finds out, once a request and in one query, whether a session still holds and for whom.</summary>
public sealed class Sessions(CaseDbContext db, CurrentUser current, PolicyInForce policy, AuditTrail trail, Transactions transactions, TimeProvider clock)
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    /// <summary>Makes the session's user the current user, or answers null: ended, idle too long, too old, or the account is disabled.
    /// A locked account keeps its sessions: otherwise anybody could put a call handler out by guessing at their password.</summary>
    /// <param name="counts">False for what the browser sends by itself, which must not keep an empty chair signed in.</param>
    public async Task<SignedIn?> Resume(Guid id, bool counts, CancellationToken cancel)
    {
        var found = await db.Sessions.Where(s => s.Id == id && s.EndedAt == null)
            .Select(s => new
            {
                s.StartedAt,
                s.LastSeenAt,
                s.User!.DisabledAt,
                Who = new SignedIn(s.Id, s.UserId, s.User.UserName!, s.User.FullName, s.User.Role, s.User.UnitId, s.User.Unit!.Name, s.User.AreaId,
                    db.UserTokens.Any(t => t.UserId == s.UserId && t.LoginProvider == OneTimePassword.Provider && t.Name == OneTimePassword.Name)),
            })
            .SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return null;
        }

        var (now, who) = (clock.GetUtcNow().UtcDateTime, found.Who);
        if (found.DisabledAt is not null || now - found.LastSeenAt >= IdleTime(who.Role) || now - found.StartedAt >= TimeSpan.FromHours(policy.Policy.Security.AbsoluteHours))
        {
            await Expire(who, now, cancel);
            return null;
        }

        if (counts && now - found.LastSeenAt >= SeenEvery)
        {
            await transactions.Run(() => db.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now), cancel), cancel);
        }

        var may = policy.Policy.Roles.TryGetValue(who.Role, out var permissions) ? permissions : [];
        current.Become(who.UserId, who.UserName, who.FullName, who.Role, who.UnitId, who.AreaId, who.Session, may);
        return who;
    }

    /// <summary>Shorter for roles whose screens stand where the public can see them.</summary>
    public TimeSpan IdleTime(Role role) => TimeSpan.FromMinutes(policy.Policy.Security.PublicAreaRoles.Contains(role) ? policy.Policy.Security.PublicAreaIdleMinutes : policy.Policy.Security.IdleMinutes);

    private Task<bool> Expire(SignedIn who, DateTime now, CancellationToken cancel) => transactions.Run(
        async () =>
        {
            DateTime? at = now;
            if (await db.Sessions.Where(s => s.Id == who.Session && s.EndedAt == null).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, at), cancel) > 0)
            {
                trail.RecordFor(who.UserId, who.UserName, "session.expired");
            }

            return true;
        },
        cancel);
}
