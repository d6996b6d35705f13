using System.Globalization;
using System.Security.Cryptography;

using DaCaseManagement.Data;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

/// <summary>A password somebody else has seen: good for three days, and for nothing but choosing one's own.</summary>
public static class OneTimePassword
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(3);

    internal const string Provider = "DaCase";
    internal const string Name = "OneTimePassword";

    // Without letters and digits that look alike when read out or written down.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Sixteen characters, such as <c>k7mq-2htx-...</c>: about 80 random bits.</summary>
    public static string New() => string.Join('-', RandomNumberGenerator.GetItems<char>(Alphabet, 16).Chunk(4).Select(c => new string(c)));

    public static async Task<bool> HasRunOut(CaseDbContext db, long userId, DateTime now, CancellationToken cancel)
    {
        var issued = await db.UserTokens.Where(t => t.UserId == userId && t.LoginProvider == Provider && t.Name == Name).Select(t => t.Value).SingleOrDefaultAsync(cancel);
        return issued is not null && now - DateTime.Parse(issued, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind) > Life;
    }

    internal static void Mark(CaseDbContext db, long userId, DateTime now) =>
        db.UserTokens.Add(new IdentityUserToken<long> { UserId = userId, LoginProvider = Provider, Name = Name, Value = now.ToString("O", CultureInfo.InvariantCulture) });

    internal static Task Clear(CaseDbContext db, long userId, CancellationToken cancel) =>
        db.UserTokens.Where(t => t.UserId == userId && t.LoginProvider == Provider && t.Name == Name).ExecuteDeleteAsync(cancel);
}
