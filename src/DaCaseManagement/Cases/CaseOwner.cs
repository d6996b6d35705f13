using DaCaseManagement.Data;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Cases;

/// <summary>Whose a duty of a case is: the unit and, where one person has it, that person.</summary>
internal readonly record struct Held(long Unit, long? User)
{
    /// <summary>Who keeps the victim safe; for a case that nobody holds any more, the unit that takes reports.</summary>
    public static async Task<Held> Safeguarding(CaseDbContext db, ForcePolicy policy, long caseId, CancellationToken cancel) =>
        await db.Responsibilities.Where(r => r.CaseId == caseId && r.IsCurrent && r.Kind == Routing.ResponsibilityKind.Safeguarding).Select(r => (Held?)new Held(r.OwnerUnitId, r.OwnerUserId)).SingleOrDefaultAsync(cancel)
        ?? await First(db, policy, cancel);

    /// <summary>Who keeps contact with the victim, likewise.</summary>
    public static async Task<Held> Contact(CaseDbContext db, ForcePolicy policy, long caseId, CancellationToken cancel) =>
        await db.Responsibilities.Where(r => r.CaseId == caseId && r.IsCurrent && r.Kind == Routing.ResponsibilityKind.VictimContact).Select(r => (Held?)new Held(r.OwnerUnitId, r.OwnerUserId)).SingleOrDefaultAsync(cancel)
        ?? await First(db, policy, cancel);

    private static async Task<Held> First(CaseDbContext db, ForcePolicy policy, CancellationToken cancel)
    {
        var first = policy.Routing.FirstOwner;
        return new Held(await db.Units.OrderBy(u => u.ClosedAt != null).ThenBy(u => u.Kind != first).ThenBy(u => u.Id).Select(u => u.Id).FirstAsync(cancel), null);
    }
}
