using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Oversight;

/// <summary>Officers for whom the same gap has come back often enough to suggest training (RSK-14); those of the reader's own unit first.</summary>
[Requires(Permission.ConsultOversight)]
public sealed record ListHints : IQuery<HintList>;

/// <param name="Since">The policy's window.</param>
public sealed record HintList(DateTime Since, int Months, int After, IReadOnlyList<HintRow> Rows) : IConsultation
{
    public IEnumerable<Subject> Consulted => Rows.SelectMany(r => r.Cases).Select(Subject.Case).Distinct();
}

/// <param name="Incidents">Where, newest first, for those who may open them; <paramref name="Times"/> counts exactly these.</param>
public sealed record HintRow(string Officer, string? Unit, bool IsOwnUnit, Gap Gap, int Times, IReadOnlyList<(string Incident, string Case)> Incidents)
{
    public IEnumerable<string> Cases => Incidents.Select(i => i.Case);
}

public sealed class ListHintsHandler(CaseDbContext db, CurrentUser user, PolicyInForce inForce, TimeProvider clock) : IRequestHandler<ListHints, HintList>
{
    private const int MostOfficers = 50;

    public async Task<HintList> Handle(ListHints request, CancellationToken cancellationToken)
    {
        var policy = inForce.Policy.Supervision;
        var since = clock.GetUtcNow().UtcDateTime.AddMonths(-policy.HintMonths);
        var (sees, opens, least, mine) = (user.May(Permission.SeeRestrictedCases), user.May(Permission.ConsultCases), policy.HintAfter, user.UnitId);
        var gaps = db.AssessmentGaps.AsNoTracking().Where(g => g.At >= since && (sees || !g.Assessment.Case.Restricted));
        var often = await gaps.GroupBy(g => new { g.AssessorId, g.Gap }).Where(g => g.Count() >= least).Select(g => new { g.Key.AssessorId, g.Key.Gap, Times = g.Count() })
            .OrderByDescending(g => g.Times).ThenBy(g => g.AssessorId).Take(MostOfficers).ToListAsync(cancellationToken);
        var ids = often.Select(o => o.AssessorId).Distinct().ToList();
        var officers = await db.Users.Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, u.FullName, u.UnitId, Unit = u.Unit!.Name }).ToDictionaryAsync(u => u.Id, cancellationToken);
        var where = opens && ids.Count > 0 ? await gaps.Where(g => ids.Contains(g.AssessorId)).OrderByDescending(g => g.Id).Select(g => new { g.AssessorId, g.Gap, Incident = g.Assessment.Incident.Reference, Case = g.Assessment.Case.Reference }).ToListAsync(cancellationToken) : [];
        return new HintList(since, policy.HintMonths, least,
        [
            .. often.Select(o => new HintRow(
                officers[o.AssessorId].FullName, officers[o.AssessorId].Unit, officers[o.AssessorId].UnitId == mine && mine is not null, o.Gap, o.Times,
                [.. where.Where(w => w.AssessorId == o.AssessorId && w.Gap == o.Gap).Select(w => (w.Incident, w.Case))]))
                .OrderByDescending(h => h.IsOwnUnit).ThenByDescending(h => h.Times).ThenBy(h => h.Officer, StringComparer.Ordinal),
        ]);
    }
}
