using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

public enum SignInStep
{
    Refused,

    /// <summary>The password was right; a code is needed too.</summary>
    SecondStep,
    SignedIn,
}

/// <param name="Session">The session that was started, when signed in.</param>
public sealed record SignInOutcome(SignInStep Step, long UserId = 0, Guid? Session = null)
{
    public static readonly SignInOutcome Refused = new(SignInStep.Refused);
}

/// <summary>Signing in and out. Not requests: nobody is signed in yet, so there is nobody to permit.</summary>
public sealed class SignIns(
    CaseDbContext db, IPasswordHasher<User> hasher, ILookupNormalizer normaliser, PolicyInForce policy, AuditTrail trail, Transactions transactions, SecondFactor secondFactor, TimeProvider clock)
{
    private const int LongestPassword = 1_000;

    // Somebody who does not exist costs as much time as somebody who does. Made once, with the same number of rounds.
    private static string? nobodysHash;

    private SecurityPolicy Rules => policy.Policy.Security;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Makes ready what the first attempt would otherwise wait for.</summary>
    public void Warm() => nobodysHash ??= hasher.HashPassword(new User { FullName = "" }, Guid.NewGuid().ToString());

    public async Task<SignInOutcome> TryPassword(string userName, string password, CancellationToken cancel)
    {
        var normalised = normaliser.NormalizeName(userName.Trim());
        var found = userName.Length > Lengths.Name ? null
            : await db.Users.AsNoTracking().Where(u => u.NormalizedUserName == normalised).Select(u => new { u.Id, u.UserName }).SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            Warm();
            _ = hasher.VerifyHashedPassword(new User { FullName = "" }, nobodysHash!, Cut(password));

            // Not what was typed: people type their password into the wrong box.
            await Log(0, "unknown", "sign-in.unknown", cancel);
            return SignInOutcome.Refused;
        }

        var (user, locked) = await CountAttempt(found.Id, cancel);
        var verdict = user.PasswordHash is null ? PasswordVerificationResult.Failed : hasher.VerifyHashedPassword(user, user.PasswordHash, Cut(password));
        if (locked)
        {
            await Log(user.Id, user.UserName!, "sign-in.refused-locked", cancel);
            return SignInOutcome.Refused;
        }

        if (verdict == PasswordVerificationResult.Failed || password.Length > LongestPassword)
        {
            return await Wrong(user.Id, user.UserName!, "sign-in.wrong-password", cancel);
        }

        if (user.DisabledAt is not null || await OneTimePassword.HasRunOut(db, user.Id, Now, cancel))
        {
            await Log(user.Id, user.UserName!, user.DisabledAt is not null ? "sign-in.refused-disabled" : "sign-in.one-time-password-ran-out", cancel);
            return SignInOutcome.Refused;
        }

        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
        {
            var better = hasher.HashPassword(user, password);
            await transactions.Run(() => db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.PasswordHash, better), cancel), cancel);
        }

        if (user.TwoFactorEnabled)
        {
            // Guesses at the code count on from here: a right password does not set the count back.
            await GiveBackAttempt(user.Id, cancel);
            await Log(user.Id, user.UserName!, "sign-in.password-right", cancel);
            return new SignInOutcome(SignInStep.SecondStep, user.Id);
        }

        return await Start(user.Id, user.UserName!, null, cancel);
    }

    /// <summary>The second step: six digits from the authenticator, or one of the recovery codes.</summary>
    public async Task<SignInOutcome> TryCode(long userId, string code, bool recovery, CancellationToken cancel)
    {
        if (!await db.Users.AnyAsync(u => u.Id == userId && u.TwoFactorEnabled && u.DisabledAt == null, cancel))
        {
            return SignInOutcome.Refused;
        }

        var (user, locked) = await CountAttempt(userId, cancel);
        if (locked)
        {
            await Log(user.Id, user.UserName!, "sign-in.refused-locked", cancel);
            return SignInOutcome.Refused;
        }

        var right = await transactions.Run(() => recovery ? secondFactor.SpendRecoveryCode(userId, code, cancel) : secondFactor.Accepts(userId, code, cancel), cancel);
        return right
            ? await Start(userId, user.UserName!, recovery ? "recovery code" : "authenticator", cancel)
            : await Wrong(userId, user.UserName!, recovery ? "sign-in.wrong-recovery-code" : "sign-in.wrong-code", cancel);
    }

    public Task SignOut(Guid session, CancellationToken cancel) => transactions.Run(
        async () =>
        {
            var open = await db.Sessions.Include(s => s.User).SingleOrDefaultAsync(s => s.Id == session && s.EndedAt == null, cancel);
            if (open is not null)
            {
                open.End(Now);
                trail.RecordFor(open.UserId, open.User!.UserName!, "signed-out");
            }

            return true;
        },
        cancel);

    private static string Cut(string password) => password.Length > LongestPassword ? password[..LongestPassword] : password;

    /// <summary>Counts the attempt before it is judged, so that guesses sent at the same instant cannot pass the limit together.</summary>
    private async Task<(User User, bool Locked)> CountAttempt(long userId, CancellationToken cancel)
    {
        var most = Rules.LockoutAttempts;
        return await transactions.Run(
            async () =>
            {
                var counted = await db.Users.Where(u => u.Id == userId && u.AccessFailedCount < most).ExecuteUpdateAsync(s => s.SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount + 1), cancel);
                var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == userId, cancel);
                if (user.LockoutEnd > clock.GetUtcNow())
                {
                    // Knocking on a locked door does not keep it locked for longer.
                    await db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(s => s.SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount - counted), cancel);
                    return (user, true);
                }

                if (counted == 0)
                {
                    // The count is full but nobody locked the door (guesses sent together, or a process that ended in between): lock it now, so that it opens again.
                    DateTimeOffset? until = clock.GetUtcNow().AddMinutes(Rules.LockoutMinutes);
                    await db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(s => s.SetProperty(u => u.LockoutEnd, until).SetProperty(u => u.AccessFailedCount, 0), cancel);
                    RecordLock(userId, user.UserName!);
                }

                return (user, counted == 0);
            },
            cancel);
    }

    private async Task GiveBackAttempt(long userId, CancellationToken cancel) =>
        await transactions.Run(() => db.Users.Where(u => u.Id == userId && u.AccessFailedCount > 0).ExecuteUpdateAsync(s => s.SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount - 1), cancel), cancel);

    private Task<SignInOutcome> Wrong(long userId, string userName, string code, CancellationToken cancel) => transactions.Run(
        async () =>
        {
            trail.RecordFor(userId, userName, code);
            DateTimeOffset? until = clock.GetUtcNow().AddMinutes(Rules.LockoutMinutes);
            var locked = await db.Users.Where(u => u.Id == userId && u.AccessFailedCount >= Rules.LockoutAttempts)
                .ExecuteUpdateAsync(s => s.SetProperty(u => u.LockoutEnd, until).SetProperty(u => u.AccessFailedCount, 0), cancel);
            if (locked > 0)
            {
                RecordLock(userId, userName);
            }

            return SignInOutcome.Refused;
        },
        cancel);

    private void RecordLock(long userId, string userName) => trail.RecordFor(userId, userName, "account.locked", $"{Rules.LockoutAttempts} wrong attempts; {Rules.LockoutMinutes} minutes");

    private Task<SignInOutcome> Start(long userId, string userName, string? second, CancellationToken cancel) => transactions.Run(
        async () =>
        {
            var session = new SignInSession(Guid.NewGuid(), userId, Now);
            db.Sessions.Add(session);
            await db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(s => s.SetProperty(u => u.AccessFailedCount, 0).SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null), cancel);
            trail.RecordFor(userId, userName, "signed-in", second is null ? null : $"second step: {second}");
            return new SignInOutcome(SignInStep.SignedIn, userId, session.Id);
        },
        cancel);

    private Task<bool> Log(long userId, string userName, string code, CancellationToken cancel) => transactions.Run(
        () =>
        {
            trail.RecordFor(userId, userName, code);
            return Task.FromResult(true);
        },
        cancel);
}
