using System.Text.RegularExpressions;

using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Access;

/// <summary>What every change of an account keeps to.</summary>
internal static partial class AccountRules
{
    // Pages beside the accounts' own.
    private static readonly string[] AddressesInUse = ["new", "units", "areas"];

    public static void Checked<T>(this IRuleBuilder<T, string?> userName) => userName
        .Must(name => name is not null && UserName().IsMatch(name) && !AddressesInUse.Contains(name))
        .WithMessage((_, name) => string.IsNullOrWhiteSpace(name) ? "Enter a user name" : name is not null && AddressesInUse.Contains(name) ? "This user name is not to be had; choose another" : "The user name must be 3 to 40 small letters, digits, dots or hyphens, and begin with a letter");

    public static async Task<User> Account(this CaseDbContext db, string userName, CancellationToken cancel)
    {
        var normalised = userName.ToUpperInvariant();
        return await db.Users.SingleOrDefaultAsync(u => u.NormalizedUserName == normalised, cancel) ?? throw new RecordNotFoundException("Account", userName);
    }

    /// <summary>Refuses a unit that is closed or not there, and an area that is not there.</summary>
    public static async Task CheckPlace(this CaseDbContext db, long? unitId, long? areaId, CancellationToken cancel)
    {
        if (unitId is not null && !await db.Units.AnyAsync(u => u.Id == unitId && u.ClosedAt == null, cancel))
        {
            throw new RefusedException("ACC-1", "UnitId", "Choose a unit that is open");
        }

        if (areaId is not null && !await db.Areas.AnyAsync(a => a.Id == areaId, cancel))
        {
            throw new RefusedException("ACC-1", "AreaId", "Choose an area from the list");
        }
    }

    /// <summary>Two administrators who put each other out at the same moment would leave none: whoever asks first holds this row to the end of the transaction.</summary>
    public static async Task KeepAnAdministrator(this CaseDbContext db, User leaving, string field, CancellationToken cancel)
    {
        if (leaving.Role != Role.Administrator || leaving.DisabledAt is not null)
        {
            return;
        }

        await db.AuditHeads.Where(h => h.Id == 1).ExecuteUpdateAsync(s => s.SetProperty(h => h.Sequence, h => h.Sequence), cancel);
        if (!await db.Users.AnyAsync(u => u.Id != leaving.Id && u.Role == Role.Administrator && u.DisabledAt == null, cancel))
        {
            throw new RefusedException("ACC-1", field, "This is the last administrator; make another one first");
        }
    }

    /// <summary>Whoever is signed in with the account is out at their next click.</summary>
    public static Task<int> EndSessions(this CaseDbContext db, long userId, Guid? except, DateTime now, CancellationToken cancel)
    {
        DateTime? at = now;
        return db.Sessions.Where(s => s.UserId == userId && s.EndedAt == null && s.Id != except).ExecuteUpdateAsync(s => s.SetProperty(x => x.EndedAt, at), cancel);
    }

    [GeneratedRegex("^[a-z][a-z0-9.-]{2,39}$")]
    private static partial Regex UserName();
}
