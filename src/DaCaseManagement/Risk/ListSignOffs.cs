using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>What waits for a supervisor's words, first due first: assessments to agree or amend and lower grades to decide.</summary>
/// <param name="EveryUnit">All units', not only the supervisor's own.</param>
/// <param name="After">Deadline id of the last row of the page before.</param>
[Requires(Permission.ReviewAssessments)]
public sealed record ListSignOffs(bool EveryUnit = false, long? After = null) : IQuery<SignOffPage>;

public sealed record SignOffPage(IReadOnlyList<SignOffRow> Rows, long? Next) : IConsultation
{
    public IEnumerable<Subject> Consulted => Rows.Select(r => Subject.Case(r.Case));
}

public sealed record SignOffRow(string Kind, string Incident, string Case, string Victim, Grade? OfficersGrade, string? Assessor, DateTime OpenedAt, DateTime DueAt, string Unit, bool IsOwn);

public sealed class ListSignOffsHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ListSignOffs, SignOffPage>
{
    public const int PageSize = 25;

    public async Task<SignOffPage> Handle(ListSignOffs request, CancellationToken cancellationToken)
    {
        var query = db.Deadlines.AsNoTracking().Where(d => d.IsOpen && (d.Kind == "SupervisorSignOff" || d.Kind == "LoweringDecision"));
        if (!request.EveryUnit)
        {
            query = query.Where(d => d.OwnerUnitId == user.UnitId);
        }

        if (request.After is { } after && await db.Deadlines.Where(d => d.Id == after).Select(d => (DateTime?)d.DueAt).SingleOrDefaultAsync(cancellationToken) is { } due)
        {
            query = query.Where(d => d.DueAt > due || (d.DueAt == due && d.Id > after));
        }

        var rows = await query
            .Join(db.Cases.VisibleTo(user), d => d.CaseId, c => c.Id, (d, c) => new { d, c })
            .Join(db.Incidents, x => x.d.IncidentId, i => i.Id, (x, i) => new { x.d, x.c, i })
            .OrderBy(x => x.d.DueAt).ThenBy(x => x.d.Id)
            .Take(PageSize + 1)
            .Select(x => new
            {
                x.d.Id,
                x.d.Kind,
                Incident = x.i.Reference,
                Case = x.c.Reference,
                Victim = x.c.Victim.GivenNames + " " + x.c.Victim.FamilyName,

                // One value: several at once would be numbered over every decision there is.
                OfficersDecision = db.GradeDecisions.Where(g => g.CaseId == x.c.Id && g.Assessment.IncidentId == x.i.Id && g.Stage == DecisionStage.Officer).Max(g => (long?)g.Id),
                x.d.OpenedAt,
                x.d.DueAt,
                Unit = x.d.OwnerUnit!.Name,
            })
            .ToListAsync(cancellationToken);
        var ids = rows.Select(r => r.OfficersDecision).OfType<long>().ToList();
        var decisions = await db.GradeDecisions.AsNoTracking().Where(g => ids.Contains(g.Id)).Select(g => new { g.Id, g.Grade, g.By.FullName, g.ById }).ToDictionaryAsync(g => g.Id, cancellationToken);
        return new SignOffPage(
            [
                .. from r in rows.Take(PageSize)
                   let officer = decisions.GetValueOrDefault(r.OfficersDecision ?? 0)
                   select new SignOffRow(r.Kind, r.Incident, r.Case, Person.Display(r.Victim), officer?.Grade, officer?.FullName, r.OpenedAt, r.DueAt, r.Unit, officer?.ById == user.Id),
            ],
            rows.Count > PageSize ? rows[PageSize - 1].Id : null);
    }
}
