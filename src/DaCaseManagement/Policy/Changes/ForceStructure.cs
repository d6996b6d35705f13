using DaCaseManagement.Access;
using DaCaseManagement.Data;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Policy.Changes;

/// <summary>The areas and units a profile names. Those that are there are the force's own to rename or close; what is missing is added, nothing is taken away.</summary>
internal static class ForceStructure
{
    public static async Task<(int Areas, int Units)> AddMissing(CaseDbContext db, ForcePolicy policy, CancellationToken cancel)
    {
        var areas = await db.Areas.ToDictionaryAsync(a => a.Code, cancel);
        var missing = policy.Areas.Where(a => !areas.ContainsKey(a.Code)).Select(a => new Area(a.Code, a.Name)).ToList();
        db.Areas.AddRange(missing);
        await db.SaveChangesAsync(cancel);
        foreach (var area in missing)
        {
            areas[area.Code] = area;
        }

        var codes = await db.Units.Select(u => u.Code).ToListAsync(cancel);
        var units = policy.Units.Where(u => !codes.Contains(u.Code)).Select(u => new Unit(u.Code, u.Name, u.Kind, u.Area is { } code ? areas[code].Id : null)).ToList();
        db.Units.AddRange(units);
        await db.SaveChangesAsync(cancel);
        return (missing.Count, units.Count);
    }
}
