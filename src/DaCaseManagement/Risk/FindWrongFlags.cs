using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>Walks all incidents of all cases and compares the kept mark with the records (RSK-5). For the watch.</summary>
/// <param name="After">Where the step before ended.</param>
[Requires(Permission.ConsultOversight)]
[ReadsNoRecord("answers keys that only the watch mends; shows nothing")]
public sealed record FindWrongFlags(FlagKey? After = null, int Most = 2_000) : IQuery<WrongFlags>;

public sealed record FlagKey(long Case, long Incident);

/// <param name="Next">Null at the end.</param>
public sealed record WrongFlags(IReadOnlyList<FlagKey> Wrong, FlagKey? Next);

public sealed class FindWrongFlagsHandler(CaseDbContext db) : IRequestHandler<FindWrongFlags, WrongFlags>
{
    public async Task<WrongFlags> Handle(FindWrongFlags request, CancellationToken cancellationToken)
    {
        var (@case, incident) = (request.After?.Case ?? 0, request.After?.Incident ?? 0);
        var keys = await db.CaseIncidents.Where(c => c.CaseId >= @case && (c.CaseId > @case || c.IncidentId > incident)).OrderBy(c => c.CaseId).ThenBy(c => c.IncidentId).Take(request.Most)
            .Select(c => new FlagKey(c.CaseId, c.IncidentId)).ToListAsync(cancellationToken);
        if (keys.Count == 0)
        {
            return new WrongFlags([], null);
        }

        var (first, last) = (keys[0].Case, keys[^1].Case);
        var step = db.CaseIncidents.Where(c => c.CaseId >= first && c.CaseId <= last);
        var wrong = await step.Where(c => c.UnassessedSince != null).Where(Not(Unassessed.Waits(db))).Concat(step.Where(c => c.UnassessedSince == null).Where(Unassessed.Waits(db)))
            .Select(c => new FlagKey(c.CaseId, c.IncidentId)).ToListAsync(cancellationToken);
        return new WrongFlags(wrong, keys.Count < request.Most ? null : keys[^1]);
    }

    private static System.Linq.Expressions.Expression<Func<CaseIncident, bool>> Not(System.Linq.Expressions.Expression<Func<CaseIncident, bool>> of) =>
        System.Linq.Expressions.Expression.Lambda<Func<CaseIncident, bool>>(System.Linq.Expressions.Expression.Not(of.Body), of.Parameters);
}

/// <summary>Sets the mark of these as their records say.</summary>
[Requires(Permission.ConsultOversight)]
public sealed record MendFlags(IReadOnlyList<FlagKey> Keys) : ICommand<int>;

public sealed class MendFlagsHandler(CaseDbContext db, AuditTrail trail) : IRequestHandler<MendFlags, int>
{
    public async Task<int> Handle(MendFlags request, CancellationToken cancellationToken)
    {
        var mended = 0;
        foreach (var key in request.Keys)
        {
            var link = await db.CaseIncidents.Include(c => c.Incident).SingleAsync(c => c.CaseId == key.Case && c.IncidentId == key.Incident, cancellationToken);
            var waits = await db.CaseIncidents.Where(c => c.CaseId == key.Case && c.IncidentId == key.Incident).AnyAsync(Unassessed.Waits(db), cancellationToken);
            if (waits != link.UnassessedSince is not null)
            {
                mended++;
                if (waits)
                {
                    link.Wait(link.Incident.StartedAt);
                }
                else
                {
                    link.Settle();
                }
            }
        }

        trail.Record(AuditAct.Alteration, "unassessed.mended", Subject.System("unassessed"), $"{mended} marks");
        return mended;
    }
}
