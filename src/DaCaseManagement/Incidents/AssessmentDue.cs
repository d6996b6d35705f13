using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents;

/// <summary>Whether an incident needs an assessment, from the facts as they stand, and the deadline for it.</summary>
public static class AssessmentDue
{
    /// <summary>Kept with an incident that the policy of its day left to the officer.</summary>
    public const string AtDiscretion = "Left to discretion by the policy";

    /// <summary>Opens the deadline where one is needed and none was ever opened: also when an offence decided later makes it so.</summary>
    public static async Task<AssessmentNeed> Open(CaseDbContext db, Deadlines deadlines, CaseRouter router, ForcePolicy policy, Incident incident, Case @case, CancellationToken cancel)
    {
        // Every incident counts here, whoever may see it: the victim's need does not hang on who took the call.
        var need = await Need(db, db.Incidents, policy, incident, @case.VictimId, @case.PerpetratorId, cancel);
        var subject = $"{incident.Reference} {@case.Reference}";
        if (need.IsNeeded && !await db.Deadlines.AnyAsync(d => d.Kind == "Assessment" && d.Subject == subject, cancel)
            && !await db.Assessments.AnyAsync(a => a.IncidentId == incident.Id && a.CaseId == @case.Id && a.SubmittedAt != null && !a.Provisional, cancel))
        {
            if (await db.CaseIncidents.SingleOrDefaultAsync(c => c.IncidentId == incident.Id && c.CaseId == @case.Id && c.NotAskedBecause == AtDiscretion, cancel) is { } left)
            {
                left.Ask(incident.StartedAt);
            }

            var unit = await router.UnitOf(UnitKind.Response, incident.AreaId, cancel);
            deadlines.Open("Assessment", subject, @case.Id, incident.Id, unit.Id);
        }

        return need;
    }

    /// <param name="among">The incidents that may count: all of them to decide, those the reader may see to explain (INV-6).</param>
    public static async Task<AssessmentNeed> Need(CaseDbContext db, IQueryable<Incident> among, ForcePolicy policy, Incident incident, long victimId, long? suspectId, CancellationToken cancel)
    {
        var rules = policy.Assessment.Required;
        var crime = Offences.Find(incident.Offence)?.IsCrime ?? true;
        var need = AssessmentNeed.Of(rules, crime, incident.StartedAt, null);
        if (need.IsNeeded || rules.All(r => r.EitherPartyWithinMonths is null))
        {
            return need;
        }

        var records = (await db.RecordsOfSamePeople(suspectId is { } s ? [victimId, s] : [victimId], cancel)).Keys.ToList();
        var other = await db.InvolvedPeople
            .Where(p => p.PersonId != null && records.Contains(p.PersonId.Value) && (p.Part == Part.Victim || p.Part == Part.Suspect) && p.IncidentId != incident.Id)
            .Join(among.Where(i => i.FinishedAt != null && i.Coding == Coding.DomesticAbuse && i.StartedAt <= incident.StartedAt), p => p.IncidentId, i => i.Id, (_, i) => (DateTime?)i.StartedAt).MaxAsync(cancel);
        return AssessmentNeed.Of(rules, crime, incident.StartedAt, other);
    }
}
