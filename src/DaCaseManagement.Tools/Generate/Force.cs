using DaCaseManagement.Access;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk.Instruments;

namespace DaCaseManagement.Tools.Generate;

/// <summary>What the database has already: areas, units, accounts.</summary>
internal sealed class Force(ForcePolicy policy, List<Area> areas, List<Unit> units, Dictionary<string, User> users)
{
    public ForcePolicy Policy { get; } = policy;

    public IReadOnlyList<Area> Areas { get; } = areas;

    public Instrument Instrument { get; } = InstrumentLibrary.Get(policy.Assessment.Instrument);

    public User User(string name) => users[name];

    /// <summary>As the application picks it: the area's unit, else the whole force's.</summary>
    public Unit Unit(UnitKind kind, long areaId) =>
        units.Find(u => u.Kind == kind && u.AreaId == areaId) ?? units.Find(u => u.Kind == kind && u.AreaId is null) ?? units.Find(u => u.Kind == kind) ?? units[0];

    /// <summary>An account of the unit, if it has one.</summary>
    public long? SomebodyOf(Unit unit) => users.Values.FirstOrDefault(u => u.UnitId == unit.Id)?.Id;

    public int Minutes(string deadline) => Policy.MinutesOf(deadline);
}
