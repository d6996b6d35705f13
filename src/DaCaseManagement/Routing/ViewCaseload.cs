using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>What my unit holds, since when, who has it, what came and went, and what is due (RTE-5). For unit managers alone: nobody who grades sees how full anybody is (RSK-9).</summary>
[Requires(Permission.ManageUnit)]
[ReadsNoRecord("Numbers, staff and posts; no case is named, and restricted cases are counted only for those who may see them.")]
public sealed record ViewCaseload : IQuery<Caseload>;

/// <param name="Cases">Open cases in which the unit holds anything.</param>
/// <param name="Kinds">By responsibility, because the three come and go apart.</param>
/// <param name="Weeks">Oldest first; the last is the week so far.</param>
/// <param name="Backlog">The unit's open deadlines by kind, most overdue first.</param>
public sealed record Caseload(string? Unit, int Cases, IReadOnlyList<KindLoad> Kinds, IReadOnlyList<PersonLoad> People, IReadOnlyList<SkillLoad> Skills, IReadOnlyList<WeekLoad> Weeks, IReadOnlyList<BacklogRow> Backlog, PostLoad? Posts);

/// <param name="Ages">How many of the open ones are of cases opened so long ago: under 7 days, under 28, under 91, longer.</param>
public sealed record KindLoad(ResponsibilityKind Kind, int Open, int New7, int New28, int Closed28, int PassedOn28, IReadOnlyList<int> Ages);

/// <param name="UserName">Null: held by the unit, by nobody's name.</param>
/// <param name="State">Why they cannot work on it now; empty when they can.</param>
public sealed record PersonLoad(long? Id, string? UserName, string Name, int Investigation, int Safeguarding, int VictimContact, int High, DateTime? Oldest, int Due, int Overdue, string State)
{
    public int Held => Investigation + Safeguarding + VictimContact;
}

/// <param name="Needed">Open investigations whose grade asks for it.</param>
/// <param name="WithSkill">Of those, held by somebody who has it.</param>
/// <param name="People">Who have it and are here.</param>
public sealed record SkillLoad(Skill Skill, int Needed, int WithSkill, int People, int? Posts);

public sealed record WeekLoad(DateOnly From, int Came, int Closed, int PassedOn, int OpenAtEnd);

public sealed record BacklogRow(string Kind, string Words, int Open, int Overdue, DateTime OldestDue);

public sealed record PostLoad(int Posts, int People)
{
    public int Vacancies => Math.Max(0, Posts - People);
}

public sealed class ViewCaseloadHandler(CaseDbContext db, CurrentUser user, TimeProvider clock, PolicyInForce inForce) : IRequestHandler<ViewCaseload, Caseload>
{
    public const int Weeks = 12;
    private static readonly int[] AgeDays = [7, 28, 91];

    public async Task<Caseload> Handle(ViewCaseload request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var sees = user.May(Permission.SeeRestrictedCases);
        var unit = user.UnitId;
        var rows = db.Responsibilities.AsNoTracking().Where(r => r.OwnerUnitId == unit && (sees || !r.Case.Restricted));
        var open = rows.Where(r => r.IsCurrent);
        var (week, month, quarter) = (now.AddDays(-AgeDays[0]), now.AddDays(-AgeDays[1]), now.AddDays(-AgeDays[2]));
        var ages = await open.GroupBy(r => r.Kind)
            .Select(g => new { g.Key, Open = g.Count(), Week = g.Count(r => r.Case.OpenedAt > week), Month = g.Count(r => r.Case.OpenedAt > month), Quarter = g.Count(r => r.Case.OpenedAt > quarter) }).ToListAsync(cancellationToken);
        var moved = await Moved(rows, now, cancellationToken);
        var kinds = Enum.GetValues<ResponsibilityKind>().Select(k =>
        {
            var a = ages.Find(x => x.Key == k);
            int Count(Moves what, DateTime since) => moved.Where(m => m.Kind == k && m.What == what && m.Day >= LocalTime.DayOf(since)).Sum(m => m.Count);
            return new KindLoad(k, a?.Open ?? 0, Count(Moves.Came, week), Count(Moves.Came, month), Count(Moves.Closed, month), Count(Moves.PassedOn, month), a is null ? [0, 0, 0, 0] : [a.Week, a.Month - a.Week, a.Quarter - a.Month, a.Open - a.Quarter]);
        }).ToList();
        var backlog = await db.Deadlines.AsNoTracking().Where(d => d.IsOpen && d.OwnerUnitId == unit && (sees || !db.Cases.Any(c => c.Id == d.CaseId && c.Restricted)))
            .GroupBy(d => d.Kind).Select(g => new { g.Key, Open = g.Count(), Overdue = g.Count(d => d.DueAt < now), Oldest = g.Min(d => d.DueAt) }).ToListAsync(cancellationToken);
        var posts = await db.UnitPosts.AsNoTracking().Where(p => p.UnitId == unit).ToListAsync(cancellationToken);
        var staff = await Staff(unit, now, cancellationToken);
        return new Caseload(
            await db.Units.Where(u => u.Id == unit).Select(u => u.Name).SingleOrDefaultAsync(cancellationToken),
            await open.Select(r => r.CaseId).Distinct().CountAsync(cancellationToken),
            kinds,
            await People(open, staff, sees, now, cancellationToken),
            await Skills(open, staff, posts, cancellationToken),
            WeeksOf(moved, kinds.Sum(k => k.Open), now),
            [.. backlog.Select(b => new BacklogRow(b.Key, inForce.Policy.Deadlines.TryGetValue(b.Key, out var own) ? own.Words : b.Key, b.Open, b.Overdue, b.Oldest)).OrderByDescending(b => b.Overdue).ThenBy(b => b.OldestDue)],
            posts.Find(p => p.Skill is null) is { } all ? new PostLoad(all.Posts, staff.Count(s => s.Here)) : null);
    }

    /// <summary>What came to the unit and what left it, by local day: counted by the hour in the database, because a day of summer begins at 23:00 UTC. A change of hands within the unit is neither.</summary>
    private async Task<List<DayMoves>> Moved(IQueryable<Responsibility> rows, DateTime now, CancellationToken cancel)
    {
        var since = LocalTime.ToUtc(FirstWeek(now).ToDateTime(TimeOnly.MinValue));
        var came = await rows.Where(r => r.AcceptedAt >= since && !db.Responsibilities.Any(p => p.CaseId == r.CaseId && p.Kind == r.Kind && p.OwnerUnitId == r.OwnerUnitId && p.EndedAt == r.AcceptedAt && p.Id < r.Id))
            .GroupBy(r => new { r.Kind, r.AcceptedAt.Date, r.AcceptedAt.Hour }).Select(g => new { g.Key.Kind, g.Key.Date, g.Key.Hour, Count = g.Count() }).ToListAsync(cancel);
        var went = await rows.Where(r => r.EndedAt >= since && !db.Responsibilities.Any(n => n.CaseId == r.CaseId && n.Kind == r.Kind && n.OwnerUnitId == r.OwnerUnitId && n.AcceptedAt == r.EndedAt && n.Id > r.Id))
            .GroupBy(r => new { r.Kind, r.EndedAt!.Value.Date, r.EndedAt!.Value.Hour, r.EndedWithCase }).Select(g => new { g.Key.Kind, g.Key.Date, g.Key.Hour, g.Key.EndedWithCase, Count = g.Count() }).ToListAsync(cancel);
        return [.. came.Select(c => new DayMoves(c.Kind, LocalTime.DayOf(c.Date.AddHours(c.Hour)), Moves.Came, c.Count)), .. went.Select(w => new DayMoves(w.Kind, LocalTime.DayOf(w.Date.AddHours(w.Hour)), w.EndedWithCase ? Moves.Closed : Moves.PassedOn, w.Count))];
    }

    private static List<WeekLoad> WeeksOf(List<DayMoves> moved, int open, DateTime now)
    {
        var weeks = new List<WeekLoad>();
        for (var from = FirstWeek(now).AddDays(7 * (Weeks - 1)); weeks.Count < Weeks; from = from.AddDays(-7))
        {
            int Count(Moves what) => moved.Where(m => m.What == what && m.Day >= from && m.Day < from.AddDays(7)).Sum(m => m.Count);
            var row = new WeekLoad(from, Count(Moves.Came), Count(Moves.Closed), Count(Moves.PassedOn), open);
            weeks.Add(row);

            // Backwards: what was open before the week is what is open after it, without what came and with what went.
            open += row.Closed + row.PassedOn - row.Came;
        }

        weeks.Reverse();
        return weeks;
    }

    private static DateOnly FirstWeek(DateTime now)
    {
        var today = LocalTime.DayOf(now);
        return today.AddDays(-(((int)today.DayOfWeek + 6) % 7) - (7 * (Weeks - 1)));
    }

    private async Task<List<Member>> Staff(long? unit, DateTime now, CancellationToken cancel) =>
        await db.Users.AsNoTracking()
            .Where(u => u.UnitId == unit && unit != null && u.DisabledAt == null || db.Responsibilities.Any(r => r.IsCurrent && r.OwnerUserId == u.Id && r.OwnerUnitId == unit)).OrderBy(u => u.FullName).Take(500)
            .Select(u => new Member(u.Id, u.UserName!, u.FullName, u.UnitId == unit && u.DisabledAt == null, u.DisabledAt != null, db.Absences.At(now).Any(a => a.UserId == u.Id), db.DutyPeriods.At(now).Any(d => d.UserId == u.Id), db.UserSkills.Where(s => s.UserId == u.Id).Select(s => s.Skill).ToList())).ToListAsync(cancel);

    private async Task<IReadOnlyList<PersonLoad>> People(IQueryable<Responsibility> open, List<Member> staff, bool sees, DateTime now, CancellationToken cancel)
    {
        var held = await open.GroupBy(r => new { r.OwnerUserId, r.Kind }).Select(g => new { g.Key.OwnerUserId, g.Key.Kind, Count = g.Count(), High = g.Count(r => r.Case.Grade == Grade.High), Oldest = g.Min(r => r.AcceptedAt) }).ToListAsync(cancel);
        var due = await db.Deadlines.AsNoTracking().Where(d => d.IsOpen && d.OwnerUnitId == user.UnitId && (sees || !db.Cases.Any(c => c.Id == d.CaseId && c.Restricted)))
            .GroupBy(d => d.OwnerUserId).Select(g => new { g.Key, Count = g.Count(), Overdue = g.Count(d => d.DueAt < now) }).ToListAsync(cancel);
        return
        [
            Load(null, "Nobody by name", ""),
            .. staff.Where(s => s.Here || held.Exists(h => h.OwnerUserId == s.Id)).Select(s => Load(s, s.Name, s.Disabled ? "Account disabled" : !s.Here ? "In another unit" : s.Absent ? "Away" : s.OnDuty ? "On duty" : "")),
        ];

        PersonLoad Load(Member? member, string name, string state)
        {
            var mine = held.Where(h => h.OwnerUserId == member?.Id).ToList();
            int Of(ResponsibilityKind kind) => mine.Where(h => h.Kind == kind).Sum(h => h.Count);
            var mineDue = due.Find(d => d.Key == member?.Id);
            return new PersonLoad(member?.Id, member?.UserName, name, Of(ResponsibilityKind.Investigation), Of(ResponsibilityKind.Safeguarding), Of(ResponsibilityKind.VictimContact), mine.Sum(h => h.High), mine.Count == 0 ? null : mine.Min(h => h.Oldest), mineDue?.Count ?? 0, mineDue?.Overdue ?? 0, state);
        }
    }

    private async Task<IReadOnlyList<SkillLoad>> Skills(IQueryable<Responsibility> open, List<Member> staff, List<UnitPost> posts, CancellationToken cancel)
    {
        var investigated = await open.Where(r => r.Kind == ResponsibilityKind.Investigation && r.Case.Grade != null).GroupBy(r => new { Grade = r.Case.Grade!.Value, r.OwnerUserId }).Select(g => new { g.Key.Grade, g.Key.OwnerUserId, Count = g.Count() }).ToListAsync(cancel);
        return [.. Enum.GetValues<Skill>().Select(Row).Where(s => s.Needed + s.People > 0 || s.Posts is not null)];

        SkillLoad Row(Skill skill)
        {
            var needing = investigated.Where(i => inForce.Policy.Allocation.Any(a => a.Needs == skill && a.Grades.Contains(i.Grade))).ToList();
            return new SkillLoad(
                skill, needing.Sum(n => n.Count), needing.Where(n => staff.Exists(s => s.Id == n.OwnerUserId && s.Skills.Contains(skill))).Sum(n => n.Count), staff.Count(s => s.Here && s.Skills.Contains(skill)), posts.Find(p => p.Skill == skill)?.Posts);
        }
    }

    private enum Moves
    {
        Came,
        Closed,
        PassedOn,
    }

    private sealed record DayMoves(ResponsibilityKind Kind, DateOnly Day, Moves What, int Count);

    private sealed record Member(long Id, string UserName, string Name, bool Here, bool Disabled, bool Absent, bool OnDuty, IReadOnlyList<Skill> Skills);
}
