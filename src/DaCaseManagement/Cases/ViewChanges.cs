using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Cases;

/// <summary>What has happened to a case that bears on the risk, newest first, and the task it has made (RSK-12).</summary>
[Requires(Permission.ConsultCases)]
public sealed record ViewChanges(string Case) : IQuery<CaseChanges>;

/// <param name="DueAt">When the open task is due; null when there is none.</param>
/// <param name="Unit">Whose task it is.</param>
/// <param name="LatestIncident">Where a new assessment hangs: it may be made without a new incident.</param>
public sealed record CaseChanges(string Case, bool Closed, DateTime? DueAt, string? Unit, string? Person, string? LatestIncident, IReadOnlyList<ChangeRow> Rows) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Case(Case)];

    /// <summary>What the open task is for.</summary>
    public IEnumerable<ChangeRow> Causes => Rows.Where(r => r.Open);
}

/// <param name="Asked">Whether the force asks for a new assessment after it.</param>
public sealed record ChangeRow(RiskEvent Event, DateTime HappensAt, string? Words, string By, DateTime RecordedAt, bool Asked, bool Ahead, DateTime? AnsweredAt)
{
    public bool Open => Asked && !Ahead && AnsweredAt is null;
}

public sealed class ViewChangesHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ViewChanges, CaseChanges>
{
    private const int Most = 30;

    public async Task<CaseChanges> Handle(ViewChanges request, CancellationToken cancellationToken)
    {
        var c = await db.Cases.AsNoTracking().VisibleTo(user).Where(x => x.Reference == request.Case).Select(x => new { x.Id, x.Reference, x.ClosedAt }).SingleOrDefaultAsync(cancellationToken)
            ?? throw new RecordNotFoundException("case", request.Case);
        var rows = await db.RiskChanges.AsNoTracking().Where(x => x.CaseId == c.Id).OrderBy(x => x.AnsweredAt != null).ThenByDescending(x => x.Id).Take(Most)
            .Select(x => new ChangeRow(x.Event, x.HappensAt, x.Words, x.ByName, x.RecordedAt, x.OpensAt != null, x.Ahead, x.AnsweredAt)).ToListAsync(cancellationToken);
        var task = await db.Deadlines.AsNoTracking().Where(d => d.CaseId == c.Id && d.IsOpen && d.Kind == RiskEvents.Kind)
            .Select(d => new { d.DueAt, Unit = d.OwnerUnit!.Name, Person = db.Users.Where(u => u.Id == d.OwnerUserId).Select(u => u.FullName).FirstOrDefault() }).FirstOrDefaultAsync(cancellationToken);
        var latest = await db.CaseIncidents.Where(i => i.CaseId == c.Id).OrderByDescending(i => i.Incident.StartedAt).ThenByDescending(i => i.IncidentId).Select(i => i.Incident.Reference).FirstOrDefaultAsync(cancellationToken);
        return new CaseChanges(c.Reference, c.ClosedAt is not null, task?.DueAt, task?.Unit, task?.Person, latest, rows);
    }
}
