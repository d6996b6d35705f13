using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>What stands against closing a case, and how it was closed before (CAS-15).</summary>
[Requires(Permission.ConsultCases)]
public sealed record ViewCaseClosing(string Reference) : IQuery<CaseClosingView>;

/// <param name="OpenIncidents">Of those that stand against it.</param>
public sealed record CaseClosingView(string Case, DateTime? ClosedAt, SafeContact SafeContact, IReadOnlyList<string> Standing, IReadOnlyList<string> OpenIncidents, IReadOnlyList<CaseClosingLine> Earlier) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Case(Case)];
}

public sealed record CaseClosingLine(bool Reopened, string Words, string? PlanWith, DateTime? ToldAt, string? ToldHow, string? NotToldBecause, string By, DateTime At, string PolicyVersion);

public sealed class ViewCaseClosingHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ViewCaseClosing, CaseClosingView>
{
    public async Task<CaseClosingView> Handle(ViewCaseClosing request, CancellationToken cancellationToken)
    {
        var c = await db.Cases.AsNoTracking().VisibleTo(user).SingleOrDefaultAsync(x => x.Reference == request.Reference, cancellationToken)
            ?? throw new RecordNotFoundException("case", request.Reference);
        var open = await db.CaseIncidents.AsNoTracking().Where(x => x.CaseId == c.Id && x.Incident.Status != IncidentStatus.Closed).OrderBy(x => x.IncidentId).Select(x => x.Incident.Reference).ToListAsync(cancellationToken);
        var kinds = await db.Deadlines.AsNoTracking().Where(d => d.CaseId == c.Id && d.IsOpen).Select(d => d.Kind).Distinct().ToListAsync(cancellationToken);
        var earlier = await db.CaseClosings.AsNoTracking().Where(x => x.CaseId == c.Id).OrderByDescending(x => x.Id).Take(20)
            .Select(x => new CaseClosingLine(x.Reopened, x.Words, x.PlanWith, x.ToldAt, x.ToldHow, x.NotToldBecause, x.ByName, x.At, x.PolicyVersion)).ToListAsync(cancellationToken);
        return new CaseClosingView(c.Reference, c.ClosedAt, c.SafeContact, CaseGate.Of(c.Reference, [], kinds).Standing, open, earlier);
    }
}
