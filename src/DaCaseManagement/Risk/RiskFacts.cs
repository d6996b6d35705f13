using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.People;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>Reads the history that grading and routing look at: a fixed number of indexed queries.</summary>
internal static class RiskFacts
{
    internal sealed record CaseReport(string? Offence, bool HonourBasedOrForcedMarriage, DateTime StartedAt);

    /// <param name="seesRestricted">Whether the reader may: the picture is shown to them (INV-6).</param>
    public static async Task<RiskHistory> History(CaseDbContext db, Case @case, ForcePolicy policy, DateTime now, bool seesRestricted, CancellationToken cancel)
    {
        var reports = await Reports(db, @case, seesRestricted, cancel);
        var trend = Escalation.Of([.. reports.Where(r => r.SamePair).Select(r => r.Event)], LocalTime.DayOf(now), policy);
        var since = now.AddMonths(-policy.Marac.RepeatMonths);
        var referred = await db.Referrals.AnyAsync(r => r.CaseId == @case.Id && r.ReferredAt >= since, cancel);
        return new RiskHistory(RepeatCounting.Within([.. reports.Select(r => r.At)], now, 12), trend.Recent, trend.Before, referred, @case.Grade, trend.Worse.Count == 0 ? null : string.Join("; ", trend.Worse), policy.Escalation.Days);
    }

    public static async Task<RoutingFacts> Routing(CaseDbContext db, Case @case, Grade grade, ForcePolicy policy, DateTime now, CancellationToken cancel)
    {
        // The facts stand in the reason that everybody reads who may see this case: they count what all of those may see.
        var reports = await Reports(db, @case, @case.Restricted, cancel);
        List<DateTime> dates = [.. reports.Select(r => r.At)], pair = [.. reports.Where(r => r.SamePair).Select(r => r.At)];
        var incidents = await db.CaseIncidents.Where(c => c.CaseId == @case.Id).OrderByDescending(c => c.IncidentId).Take(50).Select(c => new { c.Incident.Offence, c.Incident.HonourBasedOrForcedMarriage, c.Incident.StartedAt }).ToListAsync(cancel);
        return Routing(grade, [.. incidents.Select(i => new CaseReport(i.Offence, i.HonourBasedOrForcedMarriage, i.StartedAt))], dates, pair, @case.PerpetratorId is not null, policy, now);
    }

    /// <param name="incidents">The case's own.</param>
    /// <param name="dates">Of all her reports; <paramref name="pair"/>: of those with this suspect.</param>
    public static RoutingFacts Routing(Grade grade, IReadOnlyList<CaseReport> incidents, List<DateTime> dates, List<DateTime> pair, bool suspectKnown, ForcePolicy policy, DateTime now)
    {
        var recent = incidents.Where(i => i.StartedAt >= now.AddMonths(-12)).Select(i => Offences.Find(i.Offence)).ToList();
        return new RoutingFacts(
            grade,
            recent.Exists(o => o?.Serious == true),
            incidents.Any(i => i.HonourBasedOrForcedMarriage || i.Offence is "FORCED-MARRIAGE" or "FGM"),
            RepeatCounting.Met(policy.Repeats, RepeatUnit.Victim, dates, now).Count > 0,
            recent.Exists(o => o?.IsCrime == true),
            RepeatCounting.Within(dates, now, 12),
            RepeatCounting.Met(policy.Repeats, RepeatUnit.Pair, pair, now).Count > 0 && suspectKnown);
    }

    private static async Task<List<VictimReport>> Reports(CaseDbContext db, Case @case, bool seesRestricted, CancellationToken cancel)
    {
        var records = await db.RecordsOfSamePeople(@case.PerpetratorId is { } p ? [@case.VictimId, p] : [@case.VictimId], cancel);
        List<long> Of(long? person) => person is { } id ? [.. records.Where(r => r.Value == records[id]).Select(r => r.Key)] : [];
        return await VictimReports.Read(db, Of(@case.VictimId), Of(@case.PerpetratorId), seesRestricted, cancel);
    }
}
