namespace DaCaseManagement.Access;

/// <summary>What a unit is for; routing rules name kinds, and the case's area picks the unit.</summary>
public enum UnitKind
{
    ControlRoom,
    Response,
    SpecialistDa,
    Safeguarding,
    Neighbourhood,
    MaracOffice,
    PartnerAgency,
    Headquarters,

    /// <summary>Grades, reviews and passes on what others assessed (MASH, MARU).</summary>
    ReferralUnit,

    /// <summary>Detectives who are not domestic abuse specialists.</summary>
    Detectives,

    /// <summary>Deals with whoever was arrested.</summary>
    InterviewTeam,
}

/// <summary>A team that can own work.</summary>
public sealed class Unit
{
    private Unit() { }

    public Unit(string code, string name, UnitKind kind, long? areaId) => (Code, Name, Kind, AreaId) = (code, name, kind, areaId);

    public long Id { get; private set; }

    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public UnitKind Kind { get; private set; }

    /// <summary>Null: the unit serves the whole force.</summary>
    public long? AreaId { get; private set; }

    public Area? Area { get; private set; }

    public DateTime? ClosedAt { get; private set; }

    public void Change(string name, UnitKind kind, long? areaId) => (Name, Kind, AreaId) = (name, kind, areaId);

    public void Close(DateTime at) => ClosedAt ??= at;

    public void Reopen() => ClosedAt = null;
}
