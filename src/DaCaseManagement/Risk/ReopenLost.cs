using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Routing;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>How much the watch has to do: assessments that nobody is asked for, and events whose time has come.</summary>
[Requires(Permission.ConsultOversight)]
[ReadsNoRecord("answers two numbers, and the watch shows them to nobody")]
public sealed record LookForLost : IQuery<LostWork>;

public sealed record LostWork(bool Lost, bool Come);

public sealed class LookForLostHandler(CaseDbContext db, TimeProvider clock) : IRequestHandler<LookForLost, LostWork>
{
    public async Task<LostWork> Handle(LookForLost request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return new LostWork(await ReopenLostHandler.Lost(db).AnyAsync(cancellationToken), await db.RiskChanges.AnyAsync(c => c.Ahead && c.OpensAt <= now, cancellationToken) || (await MarkerDeadlines.Lapsed(db, now, 1_000, cancellationToken)).Count > 0);
    }
}

/// <summary>INV-2: an incident without an assessment whose deadline was lost gets it again, due when it was due; an event that lay ahead and has come makes its task (RSK-12); the review of a marker that has run out is ended (PPL-8). A few at a time.</summary>
[Requires(Permission.ConsultOversight)]
public sealed record ReopenLost(int Most = 100) : ICommand<int>;

public sealed class ReopenLostHandler(CaseDbContext db, AuditTrail trail, TimeProvider clock, Deadlines deadlines, CaseStory story, CaseRouter router, RiskEvents events) : IRequestHandler<ReopenLost, int>
{
    public async Task<int> Handle(ReopenLost request, CancellationToken cancellationToken)
    {
        var (now, reopened) = (clock.GetUtcNow().UtcDateTime, 0);
        foreach (var link in await Lost(db).OrderBy(c => c.UnassessedSince).Take(request.Most).Select(c => new { c.CaseId, c.IncidentId, Since = c.UnassessedSince!.Value, Incident = c.Incident.Reference, Case = c.Case.Reference, c.Incident.AreaId }).ToListAsync(cancellationToken))
        {
            var unit = await router.UnitOf(UnitKind.Response, link.AreaId, cancellationToken);
            deadlines.Open("Assessment", $"{link.Incident} {link.Case}", link.CaseId, link.IncidentId, unit.Id, from: link.Since);
            story.Tell(link.CaseId, TimelineKind.Risk, $"Nobody was asked to assess {link.Incident}: {unit.Name} is asked now", "Found among incidents without an assessment and without a deadline for one.");
            trail.Record(AuditAct.Alteration, "deadline.reopened", Subject.Case(link.Case), link.Incident);
            reopened++;
        }

        foreach (var change in await db.RiskChanges.Include(c => c.Case).Where(c => c.Ahead && c.OpensAt <= now).OrderBy(c => c.OpensAt).Take(request.Most).ToListAsync(cancellationToken))
        {
            await events.Come(change, cancellationToken);
            trail.Record(AuditAct.Alteration, "case.change-came", Subject.Case(change.Case.Reference), change.Event.ToString());
            reopened++;
        }

        foreach (var lapsed in await MarkerDeadlines.Lapsed(db, now, 1_000, cancellationToken))
        {
            lapsed.Cancel("The marker has run out", now);
            trail.Record(AuditAct.Alteration, "deadline.marker-ran-out", Subject.System("markers"), lapsed.Subject);
            reopened++;
        }

        if (reopened == 0)
        {
            trail.Record(AuditAct.Alteration, "deadline.none-lost", Subject.System("unassessed"));
        }

        return reopened;
    }

    internal static IQueryable<Incidents.CaseIncident> Lost(CaseDbContext db) =>
        db.CaseIncidents.Where(c => c.UnassessedSince > Unassessed.Ever && !db.Deadlines.Any(d => d.CaseId == c.CaseId && d.IsOpen && d.Kind == "Assessment" && d.IncidentId == c.IncidentId));
}
