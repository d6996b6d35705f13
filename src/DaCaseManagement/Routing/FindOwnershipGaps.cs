using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>Walks all cases, a step at a time, and says where a responsibility had no owner, or two (INV-1).</summary>
/// <param name="After">Where the step before ended.</param>
[Requires(Permission.ConsultOversight)]
public sealed record FindOwnershipGaps(long? After = null, int Most = 2_000) : IQuery<OwnershipGaps>;

/// <param name="Cases">How many were looked at.</param>
/// <param name="Next">Null at the end.</param>
public sealed record OwnershipGaps(IReadOnlyList<OwnershipGap> Gaps, int Cases, long? Next) : IConsultation
{
    public IEnumerable<Subject> Consulted => Gaps.Where(g => g.Case is not null).Select(g => Subject.Case(g.Case!));
}

/// <param name="Case">Null for a restricted case that the reader may not see: that it is owned by nobody must not be hidden with it.</param>
public sealed record OwnershipGap(string? Case, ResponsibilityKind Kind, OwnershipFault Fault, long Seconds);

public sealed class FindOwnershipGapsHandler(CaseDbContext db, CurrentUser user, TimeProvider clock) : IRequestHandler<FindOwnershipGaps, OwnershipGaps>
{
    public async Task<OwnershipGaps> Handle(FindOwnershipGaps request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var after = request.After ?? 0;
        var cases = await db.Cases.AsNoTracking().Where(c => c.Id > after).OrderBy(c => c.Id).Take(request.Most)
            .Select(c => new { c.Id, c.Reference, c.OpenedAt, c.ClosedAt, c.Restricted }).ToListAsync(cancellationToken);
        if (cases.Count == 0)
        {
            return new OwnershipGaps([], 0, null);
        }

        var last = cases[^1].Id;
        var closedUnits = (await db.Units.Where(u => u.ClosedAt != null).Select(u => u.Id).ToListAsync(cancellationToken)).ToHashSet();
        var owners = (await db.Responsibilities.AsNoTracking().Where(r => r.CaseId > after && r.CaseId <= last)
            .Select(r => new { r.CaseId, r.Kind, r.OwnerUnitId, r.IsCurrent, Span = new OwnedSpan(r.Id, r.AcceptedAt, r.EndedAt, r.Came, r.EndedWithCase) }).ToListAsync(cancellationToken)).ToLookup(r => (r.CaseId, r.Kind));
        var found = new List<OwnershipGap>();
        foreach (var @case in cases)
        {
            var shown = !@case.Restricted || user.May(Permission.SeeRestrictedCases) ? @case.Reference : null;
            foreach (var kind in Enum.GetValues<ResponsibilityKind>())
            {
                var rows = owners[(@case.Id, kind)].ToList();
                found.AddRange(OwnershipCheck.Of(@case.OpenedAt, @case.ClosedAt, rows.Select(r => r.Span), now).Select(f => new OwnershipGap(shown, kind, f.Fault, (long)Math.Ceiling(f.Lasted.TotalSeconds))));
                found.AddRange(rows.Where(r => r.IsCurrent && closedUnits.Contains(r.OwnerUnitId)).Select(r => new OwnershipGap(shown, kind, OwnershipFault.UnitClosed, (long)(now - r.Span.From).TotalSeconds)));
            }
        }

        return new OwnershipGaps(found, cases.Count, cases.Count < request.Most ? null : last);
    }
}
