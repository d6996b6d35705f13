using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Seeding;

/// <summary>The rows without which nothing works: the start of the audit chain, and the areas and units of the profile. Does nothing where they exist.</summary>
public static class Foundation
{
    public static async Task Lay(CaseDbContext db, ForcePolicy policy, IDatabaseProvider provider, CancellationToken cancel)
    {
        try
        {
            await Add(db, policy, cancel);
        }
        catch (DbUpdateException e) when (provider.IsUniqueViolation(e))
        {
            // Another node laid it at the same moment.
            db.ChangeTracker.Clear();
        }
    }

    private static async Task Add(CaseDbContext db, ForcePolicy policy, CancellationToken cancel)
    {
        if (!await db.AuditHeads.AnyAsync(cancel))
        {
            db.AuditHeads.Add(new AuditHead { LogId = Guid.NewGuid(), Sequence = 0, Hash = AuditChain.Start });
        }

        if (!await db.Areas.AnyAsync(cancel))
        {
            db.Areas.AddRange(policy.Areas.Select(a => new Area(a.Code, a.Name)));
        }

        await db.SaveChangesAsync(cancel);
        if (!await db.Units.AnyAsync(cancel))
        {
            var areas = await db.Areas.ToDictionaryAsync(a => a.Code, a => a.Id, cancel);
            db.Units.AddRange(policy.Units.Select(u => new Unit(u.Code, u.Name, u.Kind, u.Area is null ? null : areas[u.Area])));
            await db.SaveChangesAsync(cancel);
        }
    }
}
