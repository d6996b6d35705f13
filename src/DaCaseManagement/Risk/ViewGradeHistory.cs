using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>The latest grade decisions of a case, newest first (RSK-7); the timeline has them all.</summary>
[Requires(Permission.ConsultCases)]
public sealed record ViewGradeHistory(string Case) : IQuery<GradeHistory>;

public sealed record GradeHistory(string Case, IReadOnlyList<GradeHistoryRow> Rows) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Case(Case)];
}

public sealed record GradeHistoryRow(DecisionStage Stage, Grade Grade, string Reason, string By, DateTime At, string Incident, bool Stands, string PolicyVersion);

public sealed class ViewGradeHistoryHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ViewGradeHistory, GradeHistory>
{
    public async Task<GradeHistory> Handle(ViewGradeHistory request, CancellationToken cancellationToken)
    {
        var rows = await db.GradeDecisions.AsNoTracking()
            .Where(d => db.Cases.VisibleTo(user).Any(c => c.Id == d.CaseId && c.Reference == request.Case))
            .OrderByDescending(d => d.Id).Take(8)
            .Select(d => new { d.Stage, d.Grade, d.Reason, By = d.By.FullName, d.At, Incident = d.Assessment.Incident.Reference, d.PolicyVersion })
            .ToListAsync(cancellationToken);
        return new GradeHistory(request.Case, [.. rows.Select(r => new GradeHistoryRow(r.Stage, r.Grade, r.Reason, r.By, r.At, r.Incident, r.Stage is not (DecisionStage.LoweringProposed or DecisionStage.LoweringRefused), r.PolicyVersion))]);
    }
}
