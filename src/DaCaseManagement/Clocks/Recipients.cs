using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Clocks;

/// <summary>Who is told about a deadline. Read once for a batch: a few hundred people at most, by unit and by what their role may do.</summary>
internal sealed class Recipients
{
    private readonly Dictionary<long, Colleague> people;
    private readonly ILookup<long?, Colleague> managers;
    private readonly List<Colleague> duty, chiefs;
    private readonly Dictionary<UnitKind, UnitKind> cover;
    private readonly List<(long Id, UnitKind Kind, long? Area)> units;
    private readonly bool officesOpen;

    private Recipients(ForcePolicy policy, List<Colleague> all, List<(long, UnitKind, long?)> units, DateTime now)
    {
        people = all.ToDictionary(p => p.Id);
        managers = all.Where(p => p.May(Permission.ManageUnit)).ToLookup(p => p.UnitId);
        duty = all.FindAll(p => p.May(Permission.AnswerForForce));
        chiefs = all.FindAll(p => p.Role == Role.ChiefOfficer);
        cover = policy.Clocks.Cover.ToDictionary(c => c.Unit, c => c.CoveredBy);
        this.units = units;
        officesOpen = new WorkingCalendar(policy.Clocks).IsOpen(now);
    }

    public static async Task<Recipients> Read(CaseDbContext db, ForcePolicy policy, IReadOnlyCollection<long> owners, DateTime now, CancellationToken cancel)
    {
        var told = policy.Roles.Where(r => r.Value.Contains(Permission.ManageUnit) || r.Value.Contains(Permission.AnswerForForce) || r.Value.Contains(Permission.SeeRestrictedCases)).Select(r => r.Key).Append(Role.ChiefOfficer).ToList();
        var all = await db.Users.AsNoTracking().Where(u => u.DisabledAt == null && (told.Contains(u.Role) || owners.Contains(u.Id))).OrderBy(u => u.Id).Select(u => new { u.Id, u.UnitId, u.Role }).ToListAsync(cancel);
        var open = await db.Units.AsNoTracking().Where(u => u.ClosedAt == null).OrderBy(u => u.Id).Select(u => new { u.Id, u.Kind, u.AreaId }).ToListAsync(cancel);
        return new Recipients(policy, [.. all.Select(u => new Colleague(u.Id, u.UnitId, u.Role, [.. policy.Roles[u.Role]]))], [.. open.Select(u => (u.Id, u.Kind, u.AreaId))], now);
    }

    /// <summary>The owner; while nobody owns it by name, whoever manages the unit. Out of hours whoever covers as well (CLK-3).</summary>
    public IReadOnlyList<long> Owner(Deadline deadline, bool restricted) =>
        Seeing(restricted, [.. OwnerAlone(deadline), .. Cover(deadline)]);

    public IReadOnlyList<long> Of(Deadline deadline, IEnumerable<EscalateTo> steps, bool restricted) =>
        Seeing(restricted, [.. OwnerAlone(deadline), .. Cover(deadline), .. steps.SelectMany(s => s switch { EscalateTo.UnitManagers => ManagersOf(deadline.OwnerUnitId), EscalateTo.DutyManagers => duty, _ => chiefs })]);

    private IEnumerable<Colleague> OwnerAlone(Deadline deadline) =>
        deadline.OwnerUserId is { } id && people.TryGetValue(id, out var owner) ? [owner] : ManagersOf(deadline.OwnerUnitId);

    /// <summary>A unit without a manager is answered for by those who answer for the force: nobody is ever told nothing.</summary>
    private IEnumerable<Colleague> ManagersOf(long unit) => managers[unit].Any() ? managers[unit] : duty;

    private IEnumerable<Colleague> Cover(Deadline deadline)
    {
        if (officesOpen)
        {
            return [];
        }

        var unit = units.Find(u => u.Id == deadline.OwnerUnitId);
        return unit.Id != 0 && cover.TryGetValue(unit.Kind, out var by) ? units.Where(u => u.Kind == by && (u.Area == unit.Area || u.Area is null)).SelectMany(u => ManagersOf(u.Id)) : [];
    }

    /// <summary>INV-6: of a restricted case only those are told who may see it. When that is nobody of them, it is still somebody in the force.</summary>
    private List<long> Seeing(bool restricted, List<Colleague> told)
    {
        var may = restricted ? told.FindAll(p => p.May(Permission.SeeRestrictedCases)) : told;
        if (may.Count == 0)
        {
            may = [.. people.Values.Where(p => !restricted || p.May(Permission.SeeRestrictedCases))];
        }

        return [.. may.Select(p => p.Id).Distinct()];
    }

    private sealed record Colleague(long Id, long? UnitId, Role Role, HashSet<Permission> Permissions)
    {
        public bool May(Permission permission) => Permissions.Contains(permission);
    }
}
