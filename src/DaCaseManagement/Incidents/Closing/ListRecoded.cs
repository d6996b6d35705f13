using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents.Closing;

/// <summary>Incidents that are not recorded as domestic abuse, newest first, with who says so and why: for supervisors to look at some of them again (REC-11).</summary>
/// <param name="Before">Reference of the last row of the page before.</param>
[Requires(Permission.ApproveRecoding)]
public sealed record ListRecoded(string? Before = null) : IQuery<RecodedPage>;

public sealed record RecodedPage(IReadOnlyList<RecodedRow> Rows, string? Next) : IConsultation
{
    public IEnumerable<Subject> Consulted => Rows.Select(r => Subject.Incident(r.Reference));
}

/// <param name="By">The supervisor who decided; null: it was never recorded as domestic abuse.</param>
/// <param name="Asked">The reason that was given to the supervisor.</param>
public sealed record RecodedRow(string Reference, IncidentStatus Status, DateTime StartedAt, Coding Coding, string? Offence, string? By, DateTime? At, string? Words, string? AskedBy, string? Asked);

public sealed class ListRecodedHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ListRecoded, RecodedPage>
{
    public const int PageSize = 25;

    public async Task<RecodedPage> Handle(ListRecoded request, CancellationToken cancellationToken)
    {
        var query = db.Incidents.AsNoTracking().VisibleTo(user, db).Where(i => i.Coding != Coding.DomesticAbuse && i.FinishedAt != null);
        if (request.Before is { } before && await db.Incidents.Where(i => i.Reference == before).Select(i => new { i.StartedAt, i.Id }).SingleOrDefaultAsync(cancellationToken) is { } last)
        {
            query = query.Where(i => i.StartedAt < last.StartedAt || (i.StartedAt == last.StartedAt && i.Id < last.Id));
        }

        var rows = await query.OrderByDescending(i => i.StartedAt).ThenByDescending(i => i.Id).Take(PageSize + 1)
            .Select(i => new { i.Id, i.Reference, i.Status, i.StartedAt, i.Coding, i.Offence }).ToListAsync(cancellationToken);
        var ids = rows.Select(r => r.Id).ToList();
        var acts = (await db.ClosingActs.AsNoTracking().Where(a => ids.Contains(a.IncidentId) && (a.Kind == ClosingActKind.UncodingAsked || a.Kind == ClosingActKind.UncodingApproved))
            .OrderBy(a => a.Id).Select(a => new { a.IncidentId, a.Kind, a.Words, a.ByName, a.At }).ToListAsync(cancellationToken)).ToLookup(a => a.IncidentId);
        return new RecodedPage(
            [
                .. from r in rows.Take(PageSize)
                   let decided = acts[r.Id].LastOrDefault(a => a.Kind == ClosingActKind.UncodingApproved)
                   let asked = decided is null ? null : acts[r.Id].LastOrDefault(a => a.Kind == ClosingActKind.UncodingAsked)
                   select new RecodedRow(r.Reference, r.Status, r.StartedAt, r.Coding, Offences.Find(r.Offence)?.Name, decided?.ByName, decided?.At, decided?.Words, asked?.ByName, asked?.Words),
            ],
            rows.Count > PageSize ? rows[PageSize - 1].Reference : null);
    }
}
