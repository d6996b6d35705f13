using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Policy.Changes;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Data;

/// <summary>What a migrated database needs before anything can be done in it: the start of the audit log, and the force's areas and units.</summary>
public static class FirstRows
{
    /// <summary>Adds what is missing and changes nothing that is there; without a policy, no more than the log. The caller is the system (<see cref="CurrentUser.BecomeSystem"/>).</summary>
    /// <returns>How many areas and units were added, and whether the audit log was started.</returns>
    public static async Task<FirstRowsAdded> Add(CaseDbContext db, ForcePolicy? policy, AuditTrail trail, Transactions transactions, TimeProvider clock, CancellationToken cancel)
    {
        var logStarted = await StartLog(db, cancel);
        return policy is null ? new FirstRowsAdded(logStarted, 0, 0) : await transactions.Run(async () => await AddForce(db, policy, trail, clock, logStarted, cancel), cancel);
    }

    private static async Task<bool> StartLog(CaseDbContext db, CancellationToken cancel)
    {
        if (await db.AuditHeads.AnyAsync(cancel))
        {
            return false;
        }

        if (await db.AuditEvents.AnyAsync(cancel))
        {
            // A new start would hide that the old one was removed.
            throw new InvalidOperationException("The audit log has rows but its head is missing. Verify the log; do not start a new one.");
        }

        db.AuditHeads.Add(new AuditHead { LogId = Guid.NewGuid(), Sequence = 0, Hash = AuditChain.Start });
        await db.SaveChangesAsync(cancel);
        return true;
    }

    private static async Task<FirstRowsAdded> AddForce(CaseDbContext db, ForcePolicy policy, AuditTrail trail, TimeProvider clock, bool logStarted, CancellationToken cancel)
    {
        // The force's own structure, once there is one, is kept by people and by approved policy.
        var first = await PolicyStore.AddFirst(db, policy, trail, clock.GetUtcNow().UtcDateTime, cancel);
        var (areas, units) = first && !await db.Units.AnyAsync(cancel) ? await ForceStructure.AddMissing(db, policy, cancel) : (0, 0);
        if (areas + units > 0)
        {
            trail.Record(AuditAct.Collection, "force.prepared", Subject.System("force"), $"{areas} areas, {units} units, policy {policy.Version}");
        }

        return new FirstRowsAdded(logStarted, areas, units);
    }
}

public sealed record FirstRowsAdded(bool LogStarted, int Areas, int Units);
