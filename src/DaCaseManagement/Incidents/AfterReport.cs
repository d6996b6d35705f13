using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents;

/// <summary>What a finished report tells beyond itself: that a risk known before may have changed (RSK-12), and that somebody may be vulnerable (RSK-15).</summary>
public sealed class AfterReport(CaseDbContext db, RiskEvents events, Deadlines deadlines, CaseRouter router, FollowUps followUps, TimeProvider clock)
{
    /// <param name="joined">Those of its cases that the incident is new to.</param>
    /// <param name="moved">Victims for whom an address was told that was not known before.</param>
    public async Task Finished(Incident incident, IReadOnlyList<Case> cases, IReadOnlyCollection<Case> joined, IReadOnlyCollection<long> moved, CancellationToken cancel)
    {
        await TellOfChanges(incident, cases, joined, cancel);
        foreach (var victim in moved)
        {
            var records = await db.RecordsOfSamePerson(victim, cancel);
            foreach (var @case in await db.Cases.Where(c => c.ClosedAt == null && c.Grade != null && records.Contains(c.VictimId)).ToListAsync(cancel))
            {
                await events.Happened(@case, RiskEvent.HouseMove, incident.Reference, cancel, words: "Another address than before was told in a report.");
            }
        }

        await AskWhetherVulnerable(incident, cases, cancel);
    }

    /// <summary>Of cases graded before: one that has not been waits for its first assessment anyway.</summary>
    private async Task TellOfChanges(Incident incident, IReadOnlyList<Case> cases, IReadOnlyCollection<Case> joined, CancellationToken cancel)
    {
        var separated = incident.Prompts.Any(p => p.Code == "separated" && p.Reply == PromptReply.Yes);
        foreach (var @case in cases.Where(c => c.Grade is not null).Distinct())
        {
            var isNew = joined.Contains(@case);
            if (isNew)
            {
                await events.Happened(@case, RiskEvent.NewIncident, incident.Reference, cancel, incident.StartedAt);
                await followUps.Plan(@case, cancel);
            }

            // Added to a report later, it is news only if it was said after the grade.
            var graded = @case.GradedAt;
            if (separated && (isNew || await db.IncidentChanges.AnyAsync(c => c.IncidentId == incident.Id && c.Field == "prompt.separated" && c.At > graded, cancel)))
            {
                await events.Happened(@case, RiskEvent.Separation, incident.Reference, cancel);
            }
        }
    }

    /// <summary>Once for each victim of a report that says they may be.</summary>
    private async Task AskWhetherVulnerable(Incident incident, IReadOnlyList<Case> cases, CancellationToken cancel)
    {
        var today = LocalTime.DayOf(clock.GetUtcNow().UtcDateTime);
        foreach (var victim in incident.People.Where(p => p.Part == Part.Victim && p.Person is not null))
        {
            var @case = cases.FirstOrDefault(c => c.VictimId == victim.PersonId) ?? (cases.Count > 0 ? cases[0] : null);
            if (@case is null || MayBeVulnerable.Because(incident, victim.Person!.Born, today).Count == 0)
            {
                continue;
            }

            var subject = MayBeVulnerable.Subject(incident.Reference, victim.Person.Reference);
            if (!await db.Deadlines.AnyAsync(d => d.Kind == MayBeVulnerable.DeadlineKind && d.Subject == subject, cancel))
            {
                var unit = await router.UnitOf(UnitKind.Response, incident.AreaId, cancel);
                deadlines.Open(MayBeVulnerable.DeadlineKind, subject, @case.Id, incident.Id, unit.Id);
            }
        }
    }
}
