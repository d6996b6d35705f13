using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents;

/// <summary>Reads the board for the current user in a fixed number of queries. Logs nothing: the request does, and the live feed does for everybody who watches.</summary>
public sealed class BoardReader(CaseDbContext db, CurrentUser user, TimeProvider clock)
{
    public const int MostShown = 100;

    /// <summary>Beyond it a number helps nobody.</summary>
    public const int MostCounted = 500;

    public async Task<Board> Read(CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var seen = db.Incidents.AsNoTracking().VisibleTo(user, db).Where(i => i.Coding == Coding.DomesticAbuse);
        var waiting = await Facts(seen.Where(i => i.UnattendedSince != null).OrderByDescending(i => i.UnattendedSince).ThenByDescending(i => i.Id).Take(MostCounted), cancel);
        var attended = await Facts(seen.Where(i => i.Status == IncidentStatus.Open && i.UnattendedSince == null).OrderByDescending(i => i.StartedAt).ThenByDescending(i => i.Reference).Take(MostShown), cancel);
        var open = attended.Count < MostShown ? attended.Count : await seen.Where(i => i.Status == IncidentStatus.Open && i.UnattendedSince == null).Take(MostCounted).CountAsync(cancel);
        var all = waiting.Concat(attended).ToList();
        var (grades, repeats) = (await Grades(all, cancel), await Repeats(all, now, cancel));
        var ranked = all.ConvertAll(f => (Facts: f, Rank: BoardRank.Of(new BoardFacts(f.ArrivedAt is not null || !f.Waits, f.Next, f.Response, grades.TryGetValue(f.Id, out var g) ? g.Grade : null, repeats.Contains(f.Id), f.SentAt is not null, f.StartedAt), now)));
        var shown = ranked.OrderBy(r => r.Rank).ThenBy(r => r.Facts.Id).Take(MostShown).ToList();
        var details = await Details([.. shown.Select(s => s.Facts.Id)], cancel);
        var crews = await Crews([.. shown.Select(s => s.Facts.Id)], cancel);
        var owners = await Owners([.. shown.Select(s => grades.TryGetValue(s.Facts.Id, out var g) ? g.CaseId : 0).Where(id => id != 0).Distinct()], cancel);
        var rows = shown.ConvertAll(s =>
        {
            var (f, d, there) = (s.Facts, details[s.Facts.Id], crews[s.Facts.Id]);
            var grade = grades.GetValueOrDefault(f.Id);
            return new BoardRow(
                d.Reference, d.Status, f.StartedAt, d.Location, d.Area, Offences.Find(d.Offence)?.Name ?? "Offence not decided", f.Response, grade?.Grade, repeats.Contains(f.Id),
                f.Next is null ? null : f.SendBy is not null ? "Send officers" : "Officers there", f.Waits ? f.Next : null, f.ArrivedAt,
                grade is null ? d.TakenBy : owners.GetValueOrDefault(grade.CaseId), there.Crews, there.Alone, s.Rank.Late, s.Rank.Because);
        });
        return new Board(rows, waiting.Count, waiting.Count + open - rows.Count, now, rows.Select(r => r.DueAt).Where(d => d > now).Min());
    }

    private async Task<List<Light>> Facts(IQueryable<Incident> some, CancellationToken cancel) =>
        await some.Select(i => new Light(
            i.Id, i.Response, i.StartedAt, i.SentAt, i.ArrivedAt, i.UnattendedSince != null,
            db.Deadlines.Where(d => d.Kind == DispatchClocks.Sending && d.Subject == i.Reference && d.IsOpen).Select(d => (DateTime?)d.DueAt).FirstOrDefault(),
            db.Deadlines.Where(d => d.Kind == DispatchClocks.Coming && d.Subject == i.Reference && d.IsOpen).Select(d => (DateTime?)d.DueAt).FirstOrDefault())).ToListAsync(cancel);

    /// <summary>The highest standing grade of the cases an incident belongs to, and the case it is of.</summary>
    private async Task<Dictionary<long, Graded>> Grades(List<Light> some, CancellationToken cancel)
    {
        var ids = some.ConvertAll(f => f.Id);
        var rows = await db.CaseIncidents.AsNoTracking().Where(c => ids.Contains(c.IncidentId)).Select(c => new { c.IncidentId, c.CaseId, c.Case.Grade }).ToListAsync(cancel);
        return rows.GroupBy(r => r.IncidentId).ToDictionary(g => g.Key, g => g.OrderByDescending(r => r.Grade).ThenBy(r => r.CaseId).Select(r => new Graded(r.CaseId, r.Grade)).First());
    }

    /// <summary>Incidents whose victim stands on the force's list of repeat victims today.</summary>
    private async Task<HashSet<long>> Repeats(List<Light> some, DateTime now, CancellationToken cancel)
    {
        var ids = some.ConvertAll(f => f.Id);
        var victims = await db.InvolvedPeople.AsNoTracking().Where(p => ids.Contains(p.IncidentId) && p.Part == Part.Victim && p.PersonId != null)
            .Select(p => new { p.IncidentId, Person = p.Person!.SameAsId ?? p.Person.Id }).ToListAsync(cancel);
        var people = victims.Select(v => v.Person).Distinct().ToList();
        var today = Clocks.LocalTime.DayOf(now);
        var standing = (await db.Standings.AsNoTracking().VisibleTo(user).On(today).Where(s => people.Contains(s.SubjectId) && s.Pattern == PatternKind.RepeatVictim).Select(s => s.SubjectId).ToListAsync(cancel)).ToHashSet();
        return [.. victims.Where(v => standing.Contains(v.Person)).Select(v => v.IncidentId)];
    }

    // Open incidents show where they are, confidential or not: whoever is sent must find the place (CAS-8).
    private async Task<Dictionary<long, Detail>> Details(List<long> ids, CancellationToken cancel) =>
        await db.Incidents.AsNoTracking().Where(i => ids.Contains(i.Id))
            .Select(i => new Detail(i.Id, i.Reference, i.Status, i.Location, i.Area!.Name, i.Offence, db.Users.Where(u => u.Id == i.TakenById).Select(u => u.FullName).FirstOrDefault())).ToDictionaryAsync(d => d.Id, cancel);

    private async Task<Dictionary<long, Attendance>> Crews(List<long> ids, CancellationToken cancel)
    {
        var steps = (await db.Dispatches.AsNoTracking().Where(d => ids.Contains(d.IncidentId)).OrderBy(d => d.Id).ToListAsync(cancel)).ToLookup(d => d.IncidentId);
        return ids.ToDictionary(id => id, id => Attendance.Of(steps[id]));
    }

    private async Task<Dictionary<long, string?>> Owners(List<long> cases, CancellationToken cancel) =>
        await db.Responsibilities.AsNoTracking().Where(r => r.IsCurrent && r.Kind == ResponsibilityKind.Investigation && cases.Contains(r.CaseId))
            .Select(r => new { r.CaseId, Name = r.OwnerUser == null ? r.OwnerUnit!.Name : r.OwnerUser.FullName }).ToDictionaryAsync(r => r.CaseId, r => (string?)r.Name, cancel);

    private sealed record Light(long Id, ResponseGrade? Response, DateTime StartedAt, DateTime? SentAt, DateTime? ArrivedAt, bool Waits, DateTime? SendBy, DateTime? ComeBy)
    {
        public DateTime? Next => SendBy is null ? ComeBy : ComeBy is null || SendBy < ComeBy ? SendBy : ComeBy;
    }

    private sealed record Graded(long CaseId, Grade? Grade);

    private sealed record Detail(long Id, string Reference, IncidentStatus Status, string? Location, string? Area, string? Offence, string? TakenBy);
}
