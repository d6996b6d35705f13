using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.People;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>Reads the history that grading and routing look at: a fixed number of indexed queries.</summary>
internal static class RiskFacts
{
    public static async Task<RiskHistory> History(CaseDbContext db, Case @case, ForcePolicy policy, DateTime now, CancellationToken cancel)
    {
        var dates = await VictimIncidents(db, @case, now.AddMonths(-12), cancel);
        var since = now.AddMonths(-policy.Marac.RepeatMonths);
        var referred = await db.Referrals.AnyAsync(r => r.CaseId == @case.Id && r.ReferredAt >= since, cancel);
        return new RiskHistory(dates.Count, dates.Count(d => d > now.AddDays(-90)), dates.Count(d => d <= now.AddDays(-90) && d > now.AddDays(-180)), referred, @case.Grade);
    }

    public static async Task<RoutingFacts> Routing(CaseDbContext db, Case @case, Grade grade, ForcePolicy policy, DateTime now, CancellationToken cancel)
    {
        var dates = await VictimIncidents(db, @case, now.AddMonths(-120), cancel);
        var incidents = await db.CaseIncidents.Where(c => c.CaseId == @case.Id).OrderByDescending(c => c.IncidentId).Take(50).Select(c => new { c.Incident.Offence, c.Incident.HonourBasedOrForcedMarriage, c.Incident.StartedAt }).ToListAsync(cancel);
        var recent = incidents.Where(i => i.StartedAt >= now.AddMonths(-12)).Select(i => Offences.Find(i.Offence)).ToList();
        return new RoutingFacts(
            grade,
            recent.Exists(o => o?.Serious == true),
            incidents.Exists(i => i.HonourBasedOrForcedMarriage || i.Offence is "FORCED-MARRIAGE" or "FGM"),
            RepeatCounting.Met(policy.Repeats, RepeatUnit.Victim, dates, now).Count > 0,
            recent.Exists(o => o?.IsCrime == true),
            RepeatCounting.Within(dates, now, 12));
    }

    private static async Task<List<DateTime>> VictimIncidents(CaseDbContext db, Case @case, DateTime since, CancellationToken cancel)
    {
        var records = await db.RecordsOfSamePerson(@case.VictimId, cancel);
        return await db.InvolvedPeople
            .Where(p => p.PersonId != null && records.Contains(p.PersonId.Value) && p.Part == Part.Victim)
            .Join(db.Incidents, p => p.IncidentId, i => i.Id, (p, i) => i.StartedAt)
            .Where(at => at >= since)
            .ToListAsync(cancel);
    }
}
