using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents;

/// <summary>What sending, arriving and standing down have in common: the incident as this person may see it, the step added, its clocks, and the cases' stories.</summary>
public sealed class DispatchBook(CaseDbContext db, CurrentUser user, TimeProvider clock, DispatchClocks clocks, CaseStory story)
{
    /// <exception cref="RefusedException">REC-9: closed.</exception>
    public async Task<(Incident Incident, List<Dispatch> Steps, Attendance Now)> Open(string reference, CancellationToken cancel)
    {
        var incident = await db.Incidents.VisibleTo(user, db).Include(i => i.Prompts).SingleOrDefaultAsync(i => i.Reference == reference, cancel)
            ?? throw new RecordNotFoundException("incident", reference);
        if (incident.Status == IncidentStatus.Closed)
        {
            throw new RefusedException("REC-9", "", "This incident is closed.");
        }

        var steps = await db.Dispatches.AsNoTracking().Where(d => d.IncidentId == incident.Id).OrderBy(d => d.Id).ToListAsync(cancel);
        return (incident, steps, Attendance.Of(steps));
    }

    public async Task<Attendance> Add(Incident incident, List<Dispatch> steps, DispatchStep step, string callSign, int officers, CancellationToken cancel)
    {
        var made = new Dispatch(incident.Id, step, callSign, officers, user.Id, user.FullName, clock.GetUtcNow().UtcDateTime);
        db.Dispatches.Add(made);
        var now = Attendance.Of(steps.Append(made));
        incident.Attended(now.SentAt, now.ArrivedAt);
        await clocks.Follow(incident, incident.Response, cancel);
        var headline = step switch
        {
            DispatchStep.Sent => $"Officers sent to {incident.Reference}",
            DispatchStep.Arrived => $"Officers arrived at {incident.Reference}",
            _ => $"Officers stood down from {incident.Reference}",
        };
        foreach (var caseId in await db.CaseIncidents.Where(c => c.IncidentId == incident.Id).Select(c => c.CaseId).ToListAsync(cancel))
        {
            story.Tell(caseId, TimelineKind.Incident, headline, now.Alone ? "One officer alone: the parties cannot be seen apart." : null, $"/incidents/{incident.Reference}");
        }

        return now;
    }
}
