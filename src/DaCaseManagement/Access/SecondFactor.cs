using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using DaCaseManagement.Data;

using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

/// <summary>A user's authenticator key (encrypted), the last time step it was used for, and recovery codes (hashed). Call inside a transaction.</summary>
public sealed class SecondFactor(CaseDbContext db, IDataProtectionProvider protection, TimeProvider clock)
{
    public const int RecoveryCodeCount = 10;

    private const string Provider = "DaCase";
    private const string Key = "AuthenticatorKey";
    private const string PendingKey = "PendingAuthenticatorKey";
    private const string LastStep = "LastAuthenticatorStep";
    private const string RecoveryCodes = "RecoveryCodes";

    private readonly IDataProtector protector = protection.CreateProtector("second-factor");

    /// <summary>Makes a key that does not count until a first code has shown that the authenticator holds it.</summary>
    public async Task Begin(long userId, CancellationToken cancel) => await Set(userId, PendingKey, protector.Protect(Totp.NewKey()), cancel);

    public async Task<string?> Pending(long userId, CancellationToken cancel) => await Unprotected(userId, PendingKey, cancel);

    /// <summary>Takes the pending key into use when the code fits. The caller sets <see cref="IdentityUser{TKey}.TwoFactorEnabled"/>.</summary>
    public async Task<bool> Confirm(long userId, string code, CancellationToken cancel)
    {
        if (await Unprotected(userId, PendingKey, cancel) is not { } key || Totp.StepOf(key, code, clock.GetUtcNow()) is not { } step)
        {
            return false;
        }

        await Set(userId, Key, protector.Protect(key), cancel);
        await Set(userId, LastStep, step.ToString(CultureInfo.InvariantCulture), cancel);
        await Remove(userId, [PendingKey], cancel);
        return true;
    }

    /// <summary>True once for each code: the same six digits are refused the second time (ASVS 6.5.1).</summary>
    public async Task<bool> Accepts(long userId, string code, CancellationToken cancel)
    {
        if (await Unprotected(userId, Key, cancel) is not { } key || Totp.StepOf(key, code, clock.GetUtcNow()) is not { } step)
        {
            return false;
        }

        var last = await Value(userId, LastStep, cancel) ?? "0";
        if (step <= long.Parse(last, CultureInfo.InvariantCulture))
        {
            return false;
        }

        var next = step.ToString(CultureInfo.InvariantCulture);
        return await db.UserTokens.Where(t => t.UserId == userId && t.LoginProvider == Provider && t.Name == LastStep && t.Value == last).ExecuteUpdateAsync(s => s.SetProperty(t => t.Value, next), cancel) == 1;
    }

    /// <summary>New codes; the old ones stop working. Only hashes are kept, so this is the one time they can be read.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodes(long userId, CancellationToken cancel)
    {
        var codes = Enumerable.Range(0, RecoveryCodeCount).Select(_ => OneTimePassword.New()).ToList();
        await Set(userId, RecoveryCodes, string.Join(';', codes.Select(Hash)), cancel);
        return codes;
    }

    public async Task<bool> SpendRecoveryCode(long userId, string code, CancellationToken cancel)
    {
        var kept = await Value(userId, RecoveryCodes, cancel) ?? "";
        var codes = kept.Split(';', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (!codes.Remove(Hash(code)))
        {
            return false;
        }

        var left = string.Join(';', codes);
        return await db.UserTokens.Where(t => t.UserId == userId && t.LoginProvider == Provider && t.Name == RecoveryCodes && t.Value == kept).ExecuteUpdateAsync(s => s.SetProperty(t => t.Value, left), cancel) == 1;
    }

    public async Task<int> RecoveryCodesLeft(long userId, CancellationToken cancel) =>
        (await Value(userId, RecoveryCodes, cancel) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Length;

    public Task Clear(long userId, CancellationToken cancel) => Remove(userId, [Key, PendingKey, LastStep, RecoveryCodes], cancel);

    // 80 random bits: a fast hash is enough, and half of it is plenty.
    private static string Hash(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(new string([.. code.Where(char.IsLetterOrDigit)]).ToLowerInvariant())).AsSpan(0, 16));

    private Task<string?> Value(long userId, string name, CancellationToken cancel) =>
        db.UserTokens.AsNoTracking().Where(t => t.UserId == userId && t.LoginProvider == Provider && t.Name == name).Select(t => t.Value).SingleOrDefaultAsync(cancel);

    private async Task<string?> Unprotected(long userId, string name, CancellationToken cancel)
    {
        try
        {
            return await Value(userId, name, cancel) is { } kept ? protector.Unprotect(kept) : null;
        }
        catch (CryptographicException)
        {
            // The key ring was lost. The code cannot be right; a recovery code or an administrator's reset still helps.
            return null;
        }
    }

    private async Task Set(long userId, string name, string value, CancellationToken cancel)
    {
        await Remove(userId, [name], cancel);
        db.UserTokens.Add(new IdentityUserToken<long> { UserId = userId, LoginProvider = Provider, Name = name, Value = value });
        await db.SaveChangesAsync(cancel);
    }

    private Task<int> Remove(long userId, string[] names, CancellationToken cancel) =>
        db.UserTokens.Where(t => t.UserId == userId && t.LoginProvider == Provider && names.Contains(t.Name)).ExecuteDeleteAsync(cancel);
}
