using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Risk;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Policy.Changes;

/// <summary>What a change of policy does to open work that the reader may see.</summary>
/// <param name="LookedAt">Open graded cases that were looked at, the latest first; <paramref name="ThereAreMore"/> when not all were.</param>
/// <param name="Rerouted">Cases that would go elsewhere when they are next routed, at most fifty of <paramref name="ReroutedCount"/>.</param>
public sealed record WorkInHand(int LookedAt, bool ThereAreMore, int ReroutedCount, IReadOnlyList<ReroutedCase> Rerouted, IReadOnlyList<DeadlineMoved> Deadlines, IReadOnlyList<RepeatMoved> Repeats)
{
}

public sealed record ReroutedCase(string Case, Grade Grade, RoutingDecision Now, RoutingDecision Then);

/// <param name="Open">How many run now; they keep their time.</param>
/// <param name="Late">Of those that run now, how many would be late at once.</param>
public sealed record DeadlineMoved(string Words, int Before, int After, int Open, int Late);

/// <param name="Before">Victims of the cases looked at who meet the rule now.</param>
public sealed record RepeatMoved(string Rule, int Before, int After);

/// <summary>Bounded: so many cases and no more, in a fixed number of queries.</summary>
internal static class WorkInHandReading
{
    private const int MostCases = 300;
    private const int MostDeadlines = 5_000;
    private const int Chunk = 100;
    private const int MostListed = 50;

    public static async Task<WorkInHand> Of(CaseDbContext db, CurrentUser user, ForcePolicy before, ForcePolicy after, DateTime now, CancellationToken cancel)
    {
        var visible = db.Cases.VisibleTo(user);
        var cases = await visible.AsNoTracking().Where(c => c.ClosedAt == null && c.Grade != null).OrderByDescending(c => c.Id).Take(MostCases + 1)
            .Select(c => new OpenCase(c.Id, c.Reference, c.VictimId, c.PerpetratorId, c.Grade!.Value, c.Restricted)).ToListAsync(cancel);
        var looked = cases.Take(MostCases).ToList();
        var facts = new List<(OpenCase Case, RoutingFacts Now, RoutingFacts Then, IReadOnlyList<string> Met, IReadOnlyList<string> WouldMeet)>();
        foreach (var chunk in looked.Chunk(Chunk))
        {
            facts.AddRange(await Facts(db, chunk, before, after, now, cancel));
        }

        var moved = facts.Select(f => new ReroutedCase(f.Case.Reference, f.Case.Grade, RoutingRules.Decide(f.Now, before), RoutingRules.Decide(f.Then, after)))
            .Where(c => Enum.GetValues<ResponsibilityKind>().Any(k => c.Now.UnitFor(k) != c.Then.UnitFor(k)) || c.Now.Closes != c.Then.Closes).ToList();
        return new WorkInHand(looked.Count, cases.Count > MostCases, moved.Count, [.. moved.Take(MostListed)], await Deadlines(db, visible, before, after, now, cancel), Repeats(facts.Select(f => (f.Case.VictimId, f.Met, f.WouldMeet)).DistinctBy(f => f.VictimId).ToList(), before, after));
    }

    private static async Task<IEnumerable<(OpenCase, RoutingFacts, RoutingFacts, IReadOnlyList<string>, IReadOnlyList<string>)>> Facts(CaseDbContext db, OpenCase[] cases, ForcePolicy before, ForcePolicy after, DateTime now, CancellationToken cancel)
    {
        var ids = cases.Select(c => c.Id).ToList();
        var records = await db.RecordsOfSamePeople([.. cases.SelectMany(c => c.PerpetratorId is { } p ? [c.VictimId, p] : new[] { c.VictimId }).Distinct()], cancel);
        List<long> Of(long? person) => person is { } id ? [.. records.Where(r => r.Value == records[id]).Select(r => r.Key)] : [];

        // As routing itself counts: what all who may see the case may see.
        var open = await VictimReports.Rows(db, [.. cases.Where(c => !c.Restricted).SelectMany(c => Of(c.VictimId)).Distinct()], false, cancel);
        var closed = cases.Any(c => c.Restricted) ? await VictimReports.Rows(db, [.. cases.Where(c => c.Restricted).SelectMany(c => Of(c.VictimId)).Distinct()], true, cancel) : [];
        var incidents = (await db.CaseIncidents.Where(c => ids.Contains(c.CaseId)).Select(c => new { c.CaseId, c.Incident.Offence, c.Incident.HonourBasedOrForcedMarriage, c.Incident.StartedAt }).ToListAsync(cancel)).ToLookup(c => c.CaseId);
        return cases.Select(c =>
        {
            var reports = VictimReports.Of(c.Restricted ? closed : open, Of(c.VictimId), Of(c.PerpetratorId));
            List<DateTime> dates = [.. reports.Select(r => r.At)], pair = [.. reports.Where(r => r.SamePair).Select(r => r.At)];
            var own = incidents[c.Id].Select(i => new RiskFacts.CaseReport(i.Offence, i.HonourBasedOrForcedMarriage, i.StartedAt)).ToList();
            RoutingFacts Under(ForcePolicy policy) => RiskFacts.Routing(c.Grade, own, dates, pair, c.PerpetratorId is not null, policy, now);
            IReadOnlyList<string> Met(ForcePolicy policy) => [.. RepeatCounting.Met(policy.Repeats, RepeatUnit.Victim, dates, now).Select(r => r.Name)];
            return (c, Under(before), Under(after), Met(before), Met(after));
        });
    }

    private static async Task<IReadOnlyList<DeadlineMoved>> Deadlines(CaseDbContext db, IQueryable<Case> visible, ForcePolicy before, ForcePolicy after, DateTime now, CancellationToken cancel)
    {
        var changed = before.Deadlines.Where(d => d.Value.Minutes is not null && after.Deadlines[d.Key].Minutes != d.Value.Minutes).Select(d => d.Key).ToList();
        if (changed.Count == 0)
        {
            return [];
        }

        // As the engine will count them (RecountDeadlines): those still at their policy's time, from the same event.
        var running = await db.Deadlines.Where(d => d.IsOpen && changed.Contains(d.Kind) && visible.Any(c => c.Id == d.CaseId)).OrderByDescending(d => d.Id).Take(MostDeadlines).Select(d => new { d.Kind, d.CountedFrom, d.DueAt }).ToListAsync(cancel);
        return
        [
            .. changed.Select(k => (Kind: k, Running: running.Where(d => d.Kind == k).ToList())).Select(k => new DeadlineMoved(
                before.Deadlines[k.Kind].Words, before.MinutesOf(k.Kind), after.MinutesOf(k.Kind), k.Running.Count,
                k.Running.Count(d => d.DueAt > now && d.DueAt == DueTime.Of(before, k.Kind, d.CountedFrom).DueAt && DueTime.Of(after, k.Kind, d.CountedFrom).DueAt <= now))),
        ];
    }

    private static IReadOnlyList<RepeatMoved> Repeats(List<(long Victim, IReadOnlyList<string> Met, IReadOnlyList<string> WouldMeet)> victims, ForcePolicy before, ForcePolicy after) =>
    [
        .. before.Repeats.Concat(after.Repeats).Where(r => r.Unit == RepeatUnit.Victim).Select(r => r.Name).Distinct()
            .Select(name => new RepeatMoved(name, victims.Count(v => v.Met.Contains(name)), victims.Count(v => v.WouldMeet.Contains(name)))).Where(r => r.Before != r.After),
    ];

    private sealed record OpenCase(long Id, string Reference, long VictimId, long? PerpetratorId, Grade Grade, bool Restricted);
}
