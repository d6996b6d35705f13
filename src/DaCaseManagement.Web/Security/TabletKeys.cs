using System.Buffers.Binary;
using System.Security.Cryptography;

using DaCaseManagement.Access;
using DaCaseManagement.Policy;

using Microsoft.AspNetCore.DataProtection;

namespace DaCaseManagement.Web.Security;

/// <summary>The key that a tablet hides its unsent answers under. The page gets it and keeps it in memory; beside the answers the tablet keeps it only sealed, and only
/// this system opens the seal again: for the same officer, signed in, within one longest session.</summary>
public sealed class TabletKeys(IDataProtectionProvider protection, CurrentUser user, PolicyInForce policy, TimeProvider clock)
{
    private const int KeyBytes = 32;
    private readonly IDataProtector protector = protection.CreateProtector("tablet-answers", "1");

    /// <summary>A new key, plain for the page and sealed for the tablet; both base 64.</summary>
    public (string Key, string Sealed) Make()
    {
        Span<byte> held = stackalloc byte[16 + KeyBytes];
        BinaryPrimitives.WriteInt64BigEndian(held, user.Id);
        BinaryPrimitives.WriteInt64BigEndian(held[8..], clock.GetUtcNow().AddHours(policy.Policy.Security.AbsoluteHours).UtcTicks);
        RandomNumberGenerator.Fill(held[16..]);
        return (Convert.ToBase64String(held[16..]), Convert.ToBase64String(protector.Protect(held.ToArray())));
    }

    /// <summary>The key again; null when it is somebody else's, too old or not ours.</summary>
    public string? Open(string? sealedKey)
    {
        try
        {
            var held = protector.Unprotect(Convert.FromBase64String(sealedKey ?? ""));
            return held.Length == 16 + KeyBytes && BinaryPrimitives.ReadInt64BigEndian(held) == user.Id && BinaryPrimitives.ReadInt64BigEndian(held.AsSpan(8)) > clock.GetUtcNow().UtcTicks
                ? Convert.ToBase64String(held.AsSpan(16))
                : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
