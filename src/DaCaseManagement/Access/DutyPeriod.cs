using DaCaseManagement.Data;

namespace DaCaseManagement.Access;

/// <summary>Somebody on duty from when, and until when they said. Saying another time ends one row and begins the next, so that what was known at any instant stays (CLK-3).</summary>
public sealed class DutyPeriod : IVersioned
{
    private DutyPeriod() { }

    public DutyPeriod(long userId, DateTime at, DateTime until, long saidById) => (UserId, StartedAt, Until, SaidById) = (userId, at, until, saidById);

    public long Id { get; private set; }

    public long UserId { get; private set; }

    public User? User { get; private set; }

    public DateTime StartedAt { get; private set; }

    /// <summary>When they meant to go off duty.</summary>
    public DateTime Until { get; private set; }

    /// <summary>When they did. Null while nobody has said so.</summary>
    public DateTime? EndedAt { get; private set; }

    public long SaidById { get; private set; }

    /// <summary>When the system noticed that the time had passed and nobody had said so.</summary>
    public DateTime? LapsedAt { get; private set; }

    public int Version { get; private set; }

    public void End(DateTime at) => EndedAt ??= at;

    internal void Lapse(DateTime at) => LapsedAt ??= at;
}

public enum AbsenceKind
{
    AnnualLeave,
    Sickness,
    Training,
    FamilyLeave,
    Secondment,
    Other,
}

/// <summary>Somebody away for days (RTE-2). Ended early or entered wrongly, it stays and says so.</summary>
public sealed class Absence : IVersioned
{
    private Absence() { }

    public Absence(long userId, AbsenceKind kind, DateTime from, DateTime? until, long enteredById, DateTime at) =>
        (UserId, Kind, From, Until, EnteredById, EnteredAt) = (userId, kind, from, until, enteredById, at);

    public long Id { get; private set; }

    public long UserId { get; private set; }

    public User? User { get; private set; }

    public AbsenceKind Kind { get; private set; }

    public DateTime From { get; private set; }

    /// <summary>The first instant at which they are back; null while nobody knows.</summary>
    public DateTime? Until { get; private set; }

    public long EnteredById { get; private set; }

    public DateTime EnteredAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    public long? EndedById { get; private set; }

    public int Version { get; private set; }

    public void End(long byId, DateTime at) => (EndedAt, EndedById) = (at, byId);
}

/// <summary>How many posts a unit has, of any kind or with one skill (RTE-5). Kept by its manager.</summary>
public sealed class UnitPost
{
    private UnitPost() { }

    public UnitPost(long unitId, Policy.Skill? skill, int posts) => (UnitId, Skill, Posts) = (unitId, skill, posts);

    public long Id { get; private set; }

    public long UnitId { get; private set; }

    public Unit? Unit { get; private set; }

    /// <summary>Null: all posts together.</summary>
    public Policy.Skill? Skill { get; private set; }

    public int Posts { get; private set; }

    public void Change(int posts) => Posts = posts;
}

/// <summary>Who is away. One definition for everybody who asks.</summary>
public static class Presence
{
    public static IQueryable<Absence> At(this IQueryable<Absence> absences, DateTime now) =>
        absences.Where(a => a.EndedAt == null && a.From <= now && (a.Until == null || a.Until > now));

    /// <summary>On duty: said so, and the time they said has not passed.</summary>
    public static IQueryable<DutyPeriod> At(this IQueryable<DutyPeriod> periods, DateTime now) =>
        periods.Where(d => d.EndedAt == null && d.StartedAt <= now && d.Until > now);
}
