using System.Globalization;

using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents;

/// <summary>Puts a report of domestic abuse into the cases of its pairs, opening those that there are not, and asks for the assessments it needs.</summary>
public sealed class CasesOfReport(CaseDbContext db, AuditTrail trail, PolicyInForce inForce, Deadlines deadlines, CaseStory story, CaseRouter router)
{
    /// <summary>All cases of the incident, and those of them that it is new to.</summary>
    public async Task<(IReadOnlyList<Case> Cases, IReadOnlyList<Case> Joined)> FindOrOpen(Incident incident, DateTime now, CancellationToken cancel)
    {
        var already = await db.CaseIncidents.Where(c => c.IncidentId == incident.Id).Select(c => c.CaseId).ToListAsync(cancel);
        var victims = incident.People.Where(p => p.Part == Part.Victim && p.PersonId is not null).ToList();
        var suspects = incident.People.Where(p => p.Part == Part.Suspect && p.PersonId is not null).ToList();
        var (cases, joined) = (new List<Case>(), new List<Case>());
        foreach (var victim in victims)
        {
            foreach (var suspect in suspects.Count == 0 ? [null] : suspects.Cast<InvolvedPerson?>().Where(s => s!.PersonId != victim.PersonId))
            {
                var suspectId = suspect?.PersonId;
                var @case = await OpenCaseOf(victim.PersonId!.Value, suspectId, cancel)
                    ?? await Open(incident, victim.PersonId!.Value, suspectId, now, cancel);
                cases.Add(@case);
                if (already.Contains(@case.Id))
                {
                    await AssessmentDue.Open(db, deadlines, router, inForce.Policy, incident, @case, cancel);
                    continue;
                }

                joined.Add(@case);
                @case.SawIncident(now);
                var need = await AssessmentDue.Need(db, db.Incidents, inForce.Policy, incident, @case.VictimId, @case.PerpetratorId, cancel);
                db.CaseIncidents.Add(new CaseIncident(@case, incident, need.IsNeeded ? null : AssessmentDue.AtDiscretion));
                story.Tell(@case.Id, TimelineKind.Incident, $"Incident {incident.Reference} reported", Headline(incident), $"/incidents/{incident.Reference}");
                await AssessmentDue.Open(db, deadlines, router, inForce.Policy, incident, @case, cancel);
                await db.SaveChangesAsync(cancel);
            }
        }

        return (cases, joined);
    }

    /// <summary>The pair's open case under any record of either; should a join have brought two together, the one with the latest incident.</summary>
    private async Task<Case?> OpenCaseOf(long victim, long? suspect, CancellationToken cancel)
    {
        var records = await db.RecordsOfSamePeople(suspect is null ? [victim] : [victim, suspect.Value], cancel);
        var victims = records.Where(r => r.Value == records[victim]).Select(r => r.Key).ToList();
        var suspects = suspect is null ? [] : records.Where(r => r.Value == records[suspect.Value]).Select(r => r.Key).ToList();
        return await db.Cases
            .Where(c => c.ClosedAt == null && victims.Contains(c.VictimId) && (suspect == null ? c.PerpetratorId == null : c.PerpetratorId != null && suspects.Contains(c.PerpetratorId.Value)))
            .OrderByDescending(c => c.LastIncidentAt).ThenByDescending(c => c.Id).FirstOrDefaultAsync(cancel);
    }

    private async Task<Case> Open(Incident incident, long victimId, long? suspectId, DateTime now, CancellationToken cancel)
    {
        var victim = await db.People.SingleAsync(p => p.Id == victimId, cancel);
        var suspect = suspectId is null ? null : await db.People.SingleAsync(p => p.Id == suspectId, cancel);
        var @case = new Case(await db.NextReference(References.Series("CS", now), cancel), victim, suspect, incident.AreaId, now);
        db.Cases.Add(@case);
        await db.SaveChangesAsync(cancel);

        // RTE-1: owned from the first instant, by the unit that took the report.
        await router.Own(@case, now, cancel);
        deadlines.Open(ReviewCase.Kind, @case.Reference, @case.Id, null, (await router.UnitOf(router.FirstOwner, @case.AreaId, cancel)).Id);
        story.Tell(@case.Id, TimelineKind.Ownership, $"Case {@case.Reference} opened", "Investigation, safeguarding and victim contact are held by the first owner until a unit accepts them.");
        trail.Record(AuditAct.Collection, "case.opened", Subject.Case(@case.Reference), $"from {incident.Reference}");
        await db.SaveChangesAsync(cancel);
        return @case;
    }

    private static string Headline(Incident incident) => string.Create(CultureInfo.InvariantCulture, $"{Offences.Find(incident.Offence)?.Name ?? "Offence not decided"}. Response: {incident.Response}.");
}
