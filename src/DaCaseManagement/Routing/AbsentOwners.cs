using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>Work in the name of somebody who is away, has left or has moved to another unit: it stays theirs, and the unit's managers are asked by when it must have moved (RTE-2).</summary>
public sealed class AbsentOwners(CaseDbContext db, TimeProvider clock, Deadlines deadlines)
{
    public const string Kind = "AbsentOwner";

    /// <summary>Opens what is missing and satisfies what is settled. Does nothing the second time.</summary>
    /// <param name="only">One person, inside the command that made them absent; null for everybody.</param>
    public async Task<(int Opened, int Settled)> Look(long? only, CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        var holders = (await Holders(only).Select(u => new { u.Id, UserName = u.UserName!, u.UnitId }).ToListAsync(cancel)).ToDictionary(u => u.UserName);
        var subjects = only is null ? null : await db.Users.Where(u => u.Id == only).Select(u => u.UserName!).ToListAsync(cancel);
        var open = await db.Deadlines.Where(d => d.IsOpen && d.Kind == Kind && (subjects == null || subjects.Contains(d.Subject))).ToListAsync(cancel);
        var (opened, settled) = (0, 0);
        foreach (var deadline in open.Where(d => !holders.ContainsKey(d.Subject)))
        {
            deadline.Satisfy(clock.GetUtcNow().UtcDateTime);
            settled++;
        }

        foreach (var holder in holders.Values.Where(h => open.TrueForAll(d => d.Subject != h.UserName)))
        {
            // The managers who can move it are those of the unit that owns it, wherever the person is now.
            var unit = await db.Responsibilities.Where(r => r.IsCurrent && r.OwnerUserId == holder.Id).GroupBy(r => r.OwnerUnitId).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => (long?)g.Key).FirstOrDefaultAsync(cancel)
                ?? await db.Deadlines.Where(d => d.IsOpen && d.OwnerUserId == holder.Id).OrderBy(d => d.DueAt).Select(d => (long?)d.OwnerUnitId).FirstOrDefaultAsync(cancel);
            if ((unit ?? holder.UnitId) is { } owner)
            {
                deadlines.Open(Kind, holder.UserName, null, null, owner);
                opened++;
            }
        }

        return (opened, settled);
    }

    /// <summary>People who are away, disabled or elsewhere, and hold something.</summary>
    public IQueryable<User> Holders(long? only)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return db.Users.Where(u => (only == null || u.Id == only)
            && (((u.DisabledAt != null || db.Absences.At(now).Any(a => a.UserId == u.Id))
                    && (db.Responsibilities.Any(r => r.IsCurrent && r.OwnerUserId == u.Id) || db.Deadlines.Any(d => d.IsOpen && d.OwnerUserId == u.Id)))
                || db.Responsibilities.Any(r => r.IsCurrent && r.OwnerUserId == u.Id && r.OwnerUnitId != u.UnitId)
                || db.Deadlines.Any(d => d.IsOpen && d.OwnerUserId == u.Id && d.OwnerUnitId != u.UnitId)));
    }
}
