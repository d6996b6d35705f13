using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents;

public enum IncidentList
{
    /// <summary>Reports somebody is still taking or has not finished.</summary>
    Unfinished,
    Open,
    Closed,
}

/// <summary>Incidents, newest first, a page at a time.</summary>
/// <param name="Before">Reference of the last row of the page before; null for the first page.</param>
[Requires(Permission.ConsultIncidents)]
public sealed record ListIncidents(IncidentList List, bool MineOnly = false, string? Before = null) : IQuery<IncidentPage>;

public sealed record IncidentPage(IReadOnlyList<IncidentRow> Rows, string? Next) : IConsultation
{
    public IEnumerable<Subject> Consulted => Rows.Select(r => Subject.Incident(r.Reference));
}

public sealed record IncidentRow(string Reference, IncidentStatus Status, DateTime StartedAt, ResponseGrade? Response, string? Place, string? Victim, string? Offence, Grade? Grade, bool Briefed, bool AssessmentDue);

public sealed class ListIncidentsHandler(CaseDbContext db, CurrentUser user, TimeProvider clock) : IRequestHandler<ListIncidents, IncidentPage>
{
    public const int PageSize = 25;

    public async Task<IncidentPage> Handle(ListIncidents request, CancellationToken cancellationToken)
    {
        var status = request.List switch { IncidentList.Unfinished => IncidentStatus.BeingTaken, IncidentList.Open => IncidentStatus.Open, _ => IncidentStatus.Closed };
        var query = db.Incidents.AsNoTracking().VisibleTo(user, db).Where(i => i.Status == status);
        if (request.MineOnly)
        {
            query = query.Where(i => i.TakenById == user.Id);
        }

        if (request.Before is { } before && await db.Incidents.Where(i => i.Reference == before).Select(i => (DateTime?)i.StartedAt).SingleOrDefaultAsync(cancellationToken) is { } at)
        {
            query = query.Where(i => i.StartedAt < at || (i.StartedAt == at && string.Compare(i.Reference, before) < 0));
        }

        var rows = await query.OrderByDescending(i => i.StartedAt).ThenByDescending(i => i.Reference).Take(PageSize + 1)
            .Select(i => new
            {
                i.Reference,
                i.Status,
                i.StartedAt,
                i.Response,
                i.Location,
                i.LocationKey,
                i.Postcode,
                i.Offence,
                Victim = i.People.Where(p => p.Part == Part.Victim).OrderBy(p => p.Slot).Select(p => (p.GivenNames ?? "") + " " + (p.FamilyName ?? "")).FirstOrDefault(),
                Grades = db.CaseIncidents.Where(c => c.IncidentId == i.Id).Select(c => c.Case.Grade).ToList(),
                Briefed = i.BriefedAt != null,
                Due = db.Deadlines.Any(d => d.IsOpen && d.Kind == "Assessment" && d.IncidentId == i.Id),
            })
            .ToListAsync(cancellationToken);

        // While it is open whoever is sent must find the place (CAS-8).
        var confidential = status == IncidentStatus.Closed && !user.May(Permission.SeeRestrictedCases) ? await db.ConfidentialAmong(rows.Select(r => r.LocationKey), clock.GetUtcNow().UtcDateTime, cancellationToken) : new ConfidentialPlaces([]);
        return new IncidentPage(
            [.. rows.Take(PageSize).Select(r => new IncidentRow(r.Reference, r.Status, r.StartedAt, r.Response, confidential.Hold(r.LocationKey, r.Postcode) ? "Confidential address" : r.Location, r.Victim?.Trim() is { Length: > 0 } v ? v : null, Offences.Find(r.Offence)?.Name, r.Grades.Max(), r.Briefed, r.Due))],
            rows.Count > PageSize ? rows[PageSize - 1].Reference : null);
    }
}
