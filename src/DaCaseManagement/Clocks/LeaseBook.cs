using DaCaseManagement.Data;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Clocks;

/// <summary>Takes and keeps the lease. One statement each, so that the database decides between two nodes; no record of a person is touched, so nothing of it is logged.</summary>
internal static class LeaseBook
{
    /// <summary>What the lease says once this node has taken or kept it; null while another node acts.</summary>
    public static async Task<LeaseKept?> Keep(this CaseDbContext db, IDatabaseProvider provider, Guid node, DateTime now, CancellationToken cancel)
    {
        using var turn = await provider.EnterWriting(cancel);
        var before = await db.ClockLeases.AsNoTracking().Select(l => new { l.Holder, l.Until, l.LastRunAt, l.PolicyVersion }).SingleOrDefaultAsync(cancel);
        if (before is null)
        {
            await Begin(db, now, cancel);
            before = new { Holder = Guid.Empty, Until = now, LastRunAt = now, PolicyVersion = "" };
        }

        var until = now + ClockLease.Holds;
        var kept = await db.ClockLeases.Where(l => l.Holder == node || l.Until <= now)
            .ExecuteUpdateAsync(s => s.SetProperty(l => l.Holder, node).SetProperty(l => l.Until, until).SetProperty(l => l.LastRunAt, l => l.LastRunAt > now ? l.LastRunAt : now).SetProperty(l => l.Version, l => l.Version + 1), cancel);
        return kept == 1 ? new LeaseKept(before.LastRunAt, until, before.PolicyVersion) : null;
    }

    /// <summary>Still ours, inside the transaction that acts: from here to its end nobody else can take it.</summary>
    public static async Task Hold(this CaseDbContext db, Guid node, DateTime now, CancellationToken cancel)
    {
        var until = now + ClockLease.Holds;
        if (await db.ClockLeases.Where(l => l.Holder == node).ExecuteUpdateAsync(s => s.SetProperty(l => l.Until, until).SetProperty(l => l.Version, l => l.Version + 1), cancel) == 0)
        {
            throw new LeaseLostException();
        }
    }

    private static async Task Begin(CaseDbContext db, DateTime now, CancellationToken cancel)
    {
        try
        {
            db.ClockLeases.Add(new ClockLease(now));
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Another node was first.
            db.ChangeTracker.Clear();
        }
    }
}

/// <param name="LastRunAt">When any node was last known to act.</param>
/// <param name="Until">Ours until then.</param>
public sealed record LeaseKept(DateTime LastRunAt, DateTime Until, string PolicyVersion);

/// <summary>Another node acts now: what this one was about to do is not done.</summary>
public sealed class LeaseLostException() : Exception("Another node has taken the lease of the clocks.");
