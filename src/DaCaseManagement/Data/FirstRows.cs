using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Data;

/// <summary>What a migrated database needs before anything can be done in it: the start of the audit log, and the force's areas and units.</summary>
public static class FirstRows
{
    /// <summary>Adds what is missing and changes nothing that is there. The caller is the system (<see cref="CurrentUser.BecomeSystem"/>).</summary>
    /// <returns>How many areas and units were added, and whether the audit log was started.</returns>
    public static async Task<FirstRowsAdded> Add(CaseDbContext db, ForcePolicy policy, AuditTrail trail, Transactions transactions, CancellationToken cancel)
    {
        var logStarted = await StartLog(db, cancel);
        return await transactions.Run(async () => await AddForce(db, policy, trail, logStarted, cancel), cancel);
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

    private static async Task<FirstRowsAdded> AddForce(CaseDbContext db, ForcePolicy policy, AuditTrail trail, bool logStarted, CancellationToken cancel)
    {
        var (areas, units) = (0, 0);
        if (!await db.Areas.AnyAsync(cancel))
        {
            db.Areas.AddRange(policy.Areas.Select(a => new Area(a.Code, a.Name)));
            areas = await db.SaveChangesAsync(cancel);
        }

        if (!await db.Units.AnyAsync(cancel))
        {
            var areaIds = await db.Areas.ToDictionaryAsync(a => a.Code, a => a.Id, cancel);
            db.Units.AddRange(policy.Units.Select(u => new Unit(u.Code, u.Name, u.Kind, u.Area is { } code ? areaIds[code] : null)));
            units = await db.SaveChangesAsync(cancel);
        }

        if (areas + units > 0)
        {
            trail.Record(AuditAct.Collection, "force.prepared", Subject.System("force"), $"{areas} areas, {units} units, policy {policy.Version}");
        }

        return new FirstRowsAdded(logStarted, areas, units);
    }
}

public sealed record FirstRowsAdded(bool LogStarted, int Areas, int Units);
