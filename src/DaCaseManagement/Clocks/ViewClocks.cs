using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Clocks;

/// <summary>Whether the clocks run, what they have to look at, and when they stood still (CLK-1). Numbers alone.</summary>
[Requires(Permission.ConsultClocks)]
[ReadsNoRecord("numbers of the engine for the whole force; no record is named")]
public sealed record ViewClocks : IQuery<ClocksState>;

/// <param name="LastRunAt">When a node last acted; null before the first time.</param>
/// <param name="Waiting">Deadlines whose time to be looked at has passed.</param>
/// <param name="WaitingSince">The oldest of these.</param>
/// <param name="HolidaysUntil">The last year for which bank holidays are known.</param>
public sealed record ClocksState(DateTime? LastRunAt, bool Acting, int Waiting, DateTime? WaitingSince, IReadOnlyList<KindState> Kinds, IReadOnlyList<OutageRow> Outages, int HolidaysUntil)
{
    public int Open => Kinds.Sum(k => k.Open);

    public int Late => Kinds.Sum(k => k.Late);
}

public sealed record KindState(string Words, int Open, int Late, DateTime? Oldest);

public sealed record OutageRow(DateTime From, DateTime Until, DateTime? CaughtUpAt, int Late);

public sealed class ViewClocksHandler(CaseDbContext db, PolicyInForce inForce, TimeProvider clock) : IRequestHandler<ViewClocks, ClocksState>
{
    private const int MostOutages = 20;

    public async Task<ClocksState> Handle(ViewClocks request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var lease = await db.ClockLeases.AsNoTracking().Select(l => new { l.LastRunAt, l.Until }).SingleOrDefaultAsync(cancellationToken);
        var waiting = db.Deadlines.AsNoTracking().Where(d => d.IsOpen && d.NextAt <= now);
        var kinds = await db.Deadlines.AsNoTracking().Where(d => d.IsOpen).GroupBy(d => d.Kind)
            .Select(g => new { Kind = g.Key, Open = g.Count(), Late = g.Count(d => d.DueAt < now), Oldest = g.Min(d => (DateTime?)d.DueAt) }).ToListAsync(cancellationToken);
        return new ClocksState(
            lease?.LastRunAt, lease?.Until > now,
            await waiting.CountAsync(cancellationToken), await waiting.MinAsync(d => d.NextAt, cancellationToken),
            [.. kinds.Select(k => new KindState(inForce.Policy.Deadlines.TryGetValue(k.Kind, out var d) ? d.Words : k.Kind, k.Open, k.Late, k.Oldest)).OrderByDescending(k => k.Late).ThenBy(k => k.Words, StringComparer.Ordinal)],
            await db.ClockOutages.AsNoTracking().OrderByDescending(o => o.Id).Take(MostOutages).Select(o => new OutageRow(o.From, o.Until, o.CaughtUpAt, o.Late)).ToListAsync(cancellationToken),
            BankHolidays.Until);
    }
}
