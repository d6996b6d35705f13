using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents;

/// <summary>Who was sent to an incident, who is there, and everything recorded of it.</summary>
[Requires(Permission.ConsultIncidents)]
public sealed record ViewOfficers(string Reference) : IQuery<OfficersOf>;

public sealed record OfficersOf(string Reference, IncidentStatus Status, ResponseGrade? Response, string? Place, DateTime? SendBy, DateTime? ComeBy, Attendance Now, IReadOnlyList<OfficerStep> Steps) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Incident(Reference)];
}

public sealed record OfficerStep(DispatchStep Step, string CallSign, int Officers, string By, DateTime At);

public sealed class ViewOfficersHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ViewOfficers, OfficersOf>
{
    public async Task<OfficersOf> Handle(ViewOfficers request, CancellationToken cancellationToken)
    {
        var incident = await db.Incidents.AsNoTracking().VisibleTo(user, db).Where(i => i.Reference == request.Reference).Select(i => new { i.Id, i.Reference, i.Status, i.Response, i.Location }).SingleOrDefaultAsync(cancellationToken)
            ?? throw new RecordNotFoundException("incident", request.Reference);
        var steps = await db.Dispatches.AsNoTracking().Where(d => d.IncidentId == incident.Id).OrderBy(d => d.Id).ToListAsync(cancellationToken);
        var due = await db.Deadlines.AsNoTracking().Where(d => d.IsOpen && (d.Kind == DispatchClocks.Sending || d.Kind == DispatchClocks.Coming) && d.Subject == incident.Reference).Select(d => new { d.Kind, d.DueAt }).ToListAsync(cancellationToken);

        // The place only while somebody must find it (CAS-8).
        return new OfficersOf(
            incident.Reference, incident.Status, incident.Response, incident.Status == IncidentStatus.Closed ? null : incident.Location,
            due.Find(d => d.Kind == DispatchClocks.Sending)?.DueAt, due.Find(d => d.Kind == DispatchClocks.Coming)?.DueAt, Attendance.Of(steps),
            [.. steps.Select(s => new OfficerStep(s.Step, s.CallSign, s.Officers, s.ByName, s.At))]);
    }
}
