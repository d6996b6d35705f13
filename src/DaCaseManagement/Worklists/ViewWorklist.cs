using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Worklists;

/// <summary>My open deadlines, or my unit's, first due first (CLK-2).</summary>
/// <param name="After">Deadline id of the last row of the page before.</param>
[Requires(Permission.UseSystem)]
public sealed record ViewWorklist(bool Unit = false, long? After = null) : IQuery<Worklist>;

/// <param name="Mine">How many are owned by this person by name; shown on the tab, capped.</param>
public sealed record Worklist(IReadOnlyList<WorkRow> Rows, long? Next, int Mine, int UnitOpen, int UnitOverdue, string? UnitName) : IConsultation
{
    /// <summary>Counts stop here: past it the exact number helps nobody.</summary>
    public const int MostCounted = 1_000;

    public IEnumerable<Subject> Consulted => Rows.Where(r => r.Case is not null).Select(r => Subject.Case(r.Case!));
}

/// <param name="Words">What must have happened.</param>
public sealed record WorkRow(string Kind, string Words, string Subject, string? Case, string? Incident, string? Victim, Grade? Grade, DateTime OpenedAt, DateTime DueAt, bool IsMine, string? Person);

public sealed class ViewWorklistHandler(CaseDbContext db, CurrentUser user, PolicyInForce inForce, TimeProvider clock) : IRequestHandler<ViewWorklist, Worklist>
{
    public const int PageSize = 25;

    public async Task<Worklist> Handle(ViewWorklist request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var seesRestricted = user.May(Permission.SeeRestrictedCases);
        var seen = db.Deadlines.AsNoTracking().Where(d => d.IsOpen && (seesRestricted || !db.Cases.Any(c => c.Id == d.CaseId && c.Restricted)));
        var unit = seen.Where(d => d.OwnerUnitId == user.UnitId);
        var mine = seen.Where(d => d.OwnerUserId == user.Id);
        var query = request.Unit ? unit : mine;
        if (request.After is { } after && await db.Deadlines.Where(d => d.Id == after).Select(d => (DateTime?)d.DueAt).SingleOrDefaultAsync(cancellationToken) is { } due)
        {
            query = query.Where(d => d.DueAt > due || (d.DueAt == due && d.Id > after));
        }

        var rows = await query.OrderBy(d => d.DueAt).ThenBy(d => d.Id).Take(PageSize + 1)
            .Select(d => new
            {
                d.Id,
                d.Kind,
                d.Subject,
                d.OpenedAt,
                d.DueAt,
                d.OwnerUserId,

                // One value each: three at once would be numbered over every case there is.
                Case = db.Cases.Where(c => c.Id == d.CaseId).Select(c => c.Reference).FirstOrDefault(),
                Grade = db.Cases.Where(c => c.Id == d.CaseId).Select(c => c.Grade).FirstOrDefault(),
                Victim = db.Cases.Where(c => c.Id == d.CaseId).Select(c => c.Victim.GivenNames + " " + c.Victim.FamilyName).FirstOrDefault(),
                Incident = db.Incidents.Where(i => i.Id == d.IncidentId).Select(i => i.Reference).FirstOrDefault(),
                Person = db.Users.Where(u => u.Id == d.OwnerUserId).Select(u => u.FullName).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var unitName = await db.Units.Where(u => u.Id == user.UnitId).Select(u => u.Name).SingleOrDefaultAsync(cancellationToken);
        return new Worklist(
            [
                .. rows.Take(PageSize).Select(r => new WorkRow(
                    r.Kind, inForce.Policy.Deadlines.TryGetValue(r.Kind, out var d) ? d.Words : r.Kind, r.Subject,
                    r.Case, r.Incident, r.Case is null ? null : Person.Display(r.Victim), r.Grade, r.OpenedAt, r.DueAt, r.OwnerUserId == user.Id, r.Person)),
            ],
            rows.Count > PageSize ? rows[PageSize - 1].Id : null,
            await mine.Take(Worklist.MostCounted).CountAsync(cancellationToken),
            await unit.Take(Worklist.MostCounted).CountAsync(cancellationToken),
            await unit.Where(d => d.DueAt < now).Take(Worklist.MostCounted).CountAsync(cancellationToken),
            unitName);
    }
}
