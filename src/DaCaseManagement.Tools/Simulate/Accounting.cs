using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Tools.Simulate;

/// <summary>INV-1, INV-10: reads what the year left behind, with no knowledge of how it was made.</summary>
/// <param name="Accounted">Satisfied, cancelled with a reason, late and told to somebody, or not due yet.</param>
/// <param name="Double">Something done twice about one deadline, or two open for one thing.</param>
/// <param name="OwnershipGapSeconds">Seconds in which a responsibility of a case had no owner or two.</param>
internal sealed record Accounting(int Deadlines, int Accounted, int Double, double OwnershipGapSeconds, IReadOnlyList<KindCount> Kinds, IReadOnlyList<string> Faults)
{
    public static async Task<Accounting> Of(CaseDbContext db, DateTime now, CancellationToken cancel)
    {
        var faults = new List<string>();
        var told = (await db.DeadlineEvents.AsNoTracking().Where(e => e.What != DeadlineHappening.Moved).Select(e => new { e.DeadlineId, e.What, e.DueAt, e.Words, e.Told }).ToListAsync(cancel)).ToLookup(e => e.DeadlineId);
        var all = await db.Deadlines.AsNoTracking().Select(d => new { d.Id, d.Kind, d.Subject, d.IsOpen, d.DueAt, d.SatisfiedAt, d.CancelledAt, d.CancelledBecause, d.BreachedAt }).ToListAsync(cancel);
        var (accounted, twice) = (0, 0);
        foreach (var d in all)
        {
            var late = told[d.Id].Any(e => e.What == DeadlineHappening.Breached && e.Told > 0);
            var good = d switch
            {
                { SatisfiedAt: { } at } => at < d.DueAt || late || d.BreachedAt is null,
                { CancelledAt: not null } => !string.IsNullOrWhiteSpace(d.CancelledBecause),
                _ => d.IsOpen && (d.DueAt > now || late),
            };
            accounted += good ? 1 : 0;
            if (!good)
            {
                faults.Add($"deadline {d.Id} {d.Kind} is not accounted for");
            }

            // A deadline that was moved may be late again, at another time.
            foreach (var again in told[d.Id].GroupBy(e => (e.What, e.DueAt, e.Words)).Where(g => g.Count() > 1))
            {
                twice++;
                faults.Add($"deadline {d.Id} {d.Kind}: {again.Key.What} {again.Count()} times");
            }
        }

        foreach (var two in all.Where(d => d.IsOpen).GroupBy(d => (d.Kind, d.Subject)).Where(g => g.Count() > 1))
        {
            twice++;
            faults.Add($"{two.Key.Kind} is open {two.Count()} times for one thing");
        }

        var gaps = await Gaps(db, now, faults, cancel);
        return new Accounting(all.Count, accounted, twice, gaps,
            [.. all.GroupBy(d => d.Kind).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new KindCount(g.Key, g.Count(), g.Count(d => d.SatisfiedAt <= d.DueAt), g.Count(d => d.SatisfiedAt > d.DueAt), g.Count(d => d.CancelledAt is not null), g.Count(d => d.IsOpen), g.Count(d => told[d.Id].Any(e => e.What == DeadlineHappening.Breached))))],
            faults);
    }

    private static async Task<double> Gaps(CaseDbContext db, DateTime now, List<string> faults, CancellationToken cancel)
    {
        var owned = (await db.Responsibilities.AsNoTracking().Select(r => new { r.CaseId, r.Kind, r.AcceptedAt, r.EndedAt }).ToListAsync(cancel)).ToLookup(r => (r.CaseId, r.Kind));
        var seconds = 0.0;
        foreach (var c in await db.Cases.AsNoTracking().Select(c => new { c.Id, c.Reference, c.OpenedAt, c.ClosedAt }).ToListAsync(cancel))
        {
            foreach (var kind in Enum.GetValues<Routing.ResponsibilityKind>())
            {
                var at = c.OpenedAt;
                foreach (var row in owned[(c.Id, kind)].OrderBy(r => r.AcceptedAt).ThenBy(r => r.EndedAt ?? DateTime.MaxValue))
                {
                    seconds += Math.Abs((row.AcceptedAt - at).TotalSeconds);
                    at = row.EndedAt ?? (c.ClosedAt ?? now);
                }

                seconds += Math.Abs(((c.ClosedAt ?? now) - at).TotalSeconds);
                if (owned[(c.Id, kind)].Count(r => r.EndedAt is null) != (c.ClosedAt is null ? 1 : 0))
                {
                    faults.Add($"{c.Reference}: {PolicyWords.Of(kind)} has not exactly one owner now");
                }
            }
        }

        return seconds;
    }
}

internal sealed record KindCount(string Kind, int Opened, int InTime, int DoneLate, int Cancelled, int Open, int ToldLate);
