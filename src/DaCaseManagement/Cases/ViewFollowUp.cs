using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Cases;

/// <summary>The follow-up of a case, newest incident first: each step, when it is due, and what became of it (CAS-10).</summary>
[Requires(Permission.ConsultCases)]
public sealed record ViewFollowUp(string Case) : IQuery<FollowUpView>;

/// <param name="TouchDueAt">When the plan must have been looked at again.</param>
/// <param name="ReviewDueAt">When a supervisor must have reviewed the case.</param>
public sealed record FollowUpView(string Case, bool Closed, Grade? Grade, DateTime Now, DateTime? TouchDueAt, DateTime? ReviewDueAt, IReadOnlyList<FollowUpPlan> Plans) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Case(Case)];
}

public sealed record FollowUpPlan(string Incident, string PolicyVersion, IReadOnlyList<StepRow> Steps);

public sealed record StepRow(
    long Id, int Place, string Words, DateTime DueAt, FollowUpEvidence? DoneBy, bool IsOpen, DateTime? DoneAt, string? By, string? Note, string? NotDoneBecause, string? CancelledBecause);

public sealed class ViewFollowUpHandler(CaseDbContext db, CurrentUser user, TimeProvider clock) : IRequestHandler<ViewFollowUp, FollowUpView>
{
    private const int MostSteps = 200;

    public async Task<FollowUpView> Handle(ViewFollowUp request, CancellationToken cancellationToken)
    {
        var c = await db.Cases.AsNoTracking().VisibleTo(user).Where(x => x.Reference == request.Case).Select(x => new { x.Id, x.ClosedAt, x.Grade }).SingleOrDefaultAsync(cancellationToken)
            ?? throw new RecordNotFoundException("case", request.Case);
        var steps = await db.FollowUpTasks.AsNoTracking().Where(t => t.CaseId == c.Id).OrderByDescending(t => t.IncidentId).ThenBy(t => t.Place).Take(MostSteps)
            .Select(t => new
            {
                t.PolicyVersion,
                Incident = db.Incidents.Where(i => i.Id == t.IncidentId).Select(i => i.Reference).First(),
                Row = new StepRow(t.Id, t.Place, t.Words, t.DueAt, t.DoneBy, t.IsOpen, t.DoneAt, t.DoneByName, t.Note, t.NotDoneBecause, t.CancelledBecause),
            })
            .ToListAsync(cancellationToken);
        var due = await db.Deadlines.AsNoTracking().Where(d => d.CaseId == c.Id && d.IsOpen && (d.Kind == FollowUps.TouchKind || d.Kind == ReviewCase.Kind)).Select(d => new { d.Kind, d.DueAt }).ToListAsync(cancellationToken);
        return new FollowUpView(
            request.Case, c.ClosedAt is not null, c.Grade, clock.GetUtcNow().UtcDateTime, due.Find(d => d.Kind == FollowUps.TouchKind)?.DueAt, due.Find(d => d.Kind == ReviewCase.Kind)?.DueAt,
            [.. steps.GroupBy(s => s.Incident).Select(g => new FollowUpPlan(g.Key, g.First().PolicyVersion, [.. g.Select(s => s.Row)]))]);
    }
}
