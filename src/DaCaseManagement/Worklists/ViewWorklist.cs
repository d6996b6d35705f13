using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Worklists;

/// <summary>Open deadlines, the latest first: mine, my unit's, and out of office hours what my unit covers for others (CLK-2, CLK-3).</summary>
/// <param name="After">Deadline id of the last row of the page before.</param>
[Requires(Permission.UseSystem)]
public sealed record ViewWorklist(WorkFilter? Filter = null, long? After = null) : IQuery<Worklist>;

/// <param name="Mine">How many are owned by this person by name; shown on the tab, capped.</param>
/// <param name="Covers">Names of the units that this person's unit covers at other times or now.</param>
/// <param name="CoverUntil">Until when; null while offices are open.</param>
/// <param name="Saved">The person's own filters.</param>
public sealed record Worklist(
    IReadOnlyList<WorkRow> Rows, long? Next, DateTime Now, int Mine, int UnitOpen, int UnitOverdue, int Covering, string? UnitName, IReadOnlyList<string> Covers, DateTime? CoverUntil, IReadOnlyList<KeptFilter> Saved) : IConsultation
{
    /// <summary>Counts stop here: past it the exact number helps nobody.</summary>
    public const int MostCounted = 1_000;

    public IEnumerable<Subject> Consulted => Rows.Where(r => r.Case is not null).Select(r => Subject.Case(r.Case!));
}

/// <param name="Words">What must have happened.</param>
/// <param name="CoveringFor">The unit whose it is, where this person's unit only covers.</param>
public sealed record WorkRow(
    long Id, string Kind, string Words, string Subject, string? Case, string? Incident, string? Victim, Grade? Grade, DateTime OpenedAt, DateTime DueAt, bool IsMine, string? Person, string? CoveringFor);

public sealed record KeptFilter(long Id, string Name, WorkFilter Filter, bool IsDefault);

public sealed class ViewWorklistHandler(CaseDbContext db, CurrentUser user, PolicyInForce inForce, TimeProvider clock) : IRequestHandler<ViewWorklist, Worklist>
{
    public const int PageSize = 25;

    public async Task<Worklist> Handle(ViewWorklist request, CancellationToken cancellationToken)
    {
        var (now, filter, clocks) = (clock.GetUtcNow().UtcDateTime, request.Filter ?? new WorkFilter(), inForce.Policy.Clocks);
        var units = await db.Units.AsNoTracking().Where(u => u.ClosedAt == null).Select(u => new CoverUnit(u.Id, u.Name, u.Kind, u.AreaId)).ToListAsync(cancellationToken);
        var own = units.Find(u => u.Id == user.UnitId);
        var (covered, until) = (own is null ? [] : Coverage.Of(own, units, clocks), Coverage.Until(clocks, now));
        var seen = db.Deadlines.AsNoTracking().Where(d => d.IsOpen).SeenBy(user, db);
        var unit = seen.Where(d => d.OwnerUnitId == user.UnitId);
        var mine = seen.Where(d => d.OwnerUserId == user.Id);
        var cover = covered.Count == 0 || until is null ? null : Covered(seen, covered, until.Value);
        IQueryable<Deadline>?[] sources = filter.Of switch { WorkOf.Mine => [mine], WorkOf.Cover => [cover], _ => [unit, cover] };

        // Each list by itself is read from an index in its order; the two together would have to be sorted.
        var due = request.After is { } after ? await db.Deadlines.Where(d => d.Id == after).Select(d => (DateTime?)d.DueAt).SingleOrDefaultAsync(cancellationToken) : null;
        var rows = new List<Row>();
        foreach (var source in sources.OfType<IQueryable<Deadline>>())
        {
            rows.AddRange(await Read(Filtered(source, filter, now), due, request.After ?? 0, cancellationToken));
        }

        rows = [.. rows.OrderBy(r => r.DueAt).ThenBy(r => r.Id).Take(PageSize + 1)];
        var words = await DeadlineWords.Of(db, rows.Select(r => (r.Kind, r.Subject)), cancellationToken);
        return new Worklist(
            [.. rows.Take(PageSize).Select(r => Shown(r, units, words.GetValueOrDefault((r.Kind, r.Subject))))], rows.Count > PageSize ? rows[PageSize - 1].Id : null, now,
            await mine.Take(Worklist.MostCounted).CountAsync(cancellationToken), await unit.Take(Worklist.MostCounted).CountAsync(cancellationToken),
            await unit.Where(d => d.DueAt < now).Take(Worklist.MostCounted).CountAsync(cancellationToken),
            cover is null ? 0 : await cover.Take(Worklist.MostCounted).CountAsync(cancellationToken),
            own?.Name, [.. covered.Select(u => u.Name).Order()], covered.Count == 0 ? null : until,
            await db.SavedFilters.AsNoTracking().Where(f => f.UserId == user.Id).OrderBy(f => f.Name).Select(f => new KeptFilter(f.Id, f.Name, new WorkFilter(f.Of, f.Group, f.Late, f.Grade), f.IsDefault)).ToListAsync(cancellationToken));
    }

    /// <summary>What falls due before the office of its unit opens again, and what is late already.</summary>
    private static IQueryable<Deadline> Covered(IQueryable<Deadline> seen, IReadOnlyList<CoverUnit> covered, DateTime until)
    {
        List<long> ids = [.. covered.Select(u => u.Id)];
        return seen.Where(d => d.DueAt < until && ids.Contains(d.OwnerUnitId));
    }

    private IQueryable<Deadline> Filtered(IQueryable<Deadline> query, WorkFilter filter, DateTime now)
    {
        if (filter.Group is { } group)
        {
            var kinds = WorkGroups.KindsOf(group);
            query = query.Where(d => kinds.Contains(d.Kind));
        }

        query = filter.Late ? query.Where(d => d.DueAt < now) : query;
        return filter.Grade is { } grade ? query.Where(d => db.Cases.Any(c => c.Id == d.CaseId && c.Grade == grade)) : query;
    }

    private async Task<List<Row>> Read(IQueryable<Deadline> query, DateTime? due, long after, CancellationToken cancel)
    {
        query = due is { } at ? query.Where(d => d.DueAt >= at && (d.DueAt > at || d.Id > after)) : query;

        // One value each: three at once would be numbered over every case there is.
        return await query.OrderBy(d => d.DueAt).ThenBy(d => d.Id).Take(PageSize + 1)
            .Select(d => new Row(
                d.Id, d.Kind, d.Subject, d.OpenedAt, d.DueAt, d.OwnerUnitId, d.OwnerUserId,
                db.Cases.Where(c => c.Id == d.CaseId).Select(c => c.Reference).FirstOrDefault(),
                db.Cases.Where(c => c.Id == d.CaseId).Select(c => c.Grade).FirstOrDefault(),
                db.Cases.Where(c => c.Id == d.CaseId).Select(c => c.Victim.GivenNames + " " + c.Victim.FamilyName).FirstOrDefault(),
                db.Incidents.Where(i => i.Id == d.IncidentId).Select(i => i.Reference).FirstOrDefault(),
                db.Users.Where(u => u.Id == d.OwnerUserId).Select(u => u.FullName).FirstOrDefault()))
            .ToListAsync(cancel);
    }

    private WorkRow Shown(Row r, List<CoverUnit> units, string? words) => new(
        r.Id, r.Kind, words ?? (inForce.Policy.Deadlines.TryGetValue(r.Kind, out var d) ? d.Words : r.Kind), r.Subject, r.Case, r.Incident, r.Case is null ? null : Person.Display(r.Victim), r.Grade,
        r.OpenedAt, r.DueAt, r.OwnerUserId == user.Id, r.Person, r.OwnerUnitId == user.UnitId || r.OwnerUserId == user.Id ? null : units.Find(u => u.Id == r.OwnerUnitId)?.Name ?? "a unit that has closed");

    private sealed record Row(
        long Id, string Kind, string Subject, DateTime OpenedAt, DateTime DueAt, long OwnerUnitId, long? OwnerUserId, string? Case, Grade? Grade, string? Victim, string? Incident, string? Person);
}
