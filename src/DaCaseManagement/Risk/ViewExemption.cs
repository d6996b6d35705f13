using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>Whether an assessment is missing for one victim at one incident, and what was asked and decided about going without (RSK-5).</summary>
[Requires(Permission.ConsultCases)]
public sealed record ViewExemption(string Incident, string Case) : IQuery<ExemptionView>;

/// <param name="Open">The request that waits for a decision.</param>
public sealed record ExemptionView(string Incident, string Case, string Victim, SafeContact SafeContact, DateTime? UnassessedSince, long? Open, bool IsOwn, IReadOnlyList<ExemptionLine> Steps) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Case(Case), Subject.Incident(Incident)];
}

public sealed record ExemptionLine(ExemptionStage Stage, string Words, string By, DateTime At);

public sealed class ViewExemptionHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ViewExemption, ExemptionView>
{
    public async Task<ExemptionView> Handle(ViewExemption request, CancellationToken cancellationToken)
    {
        var link = await db.CaseIncidents.AsNoTracking()
            .Where(c => c.Incident.Reference == request.Incident && db.Cases.VisibleTo(user).Any(v => v.Id == c.CaseId && v.Reference == request.Case))
            .Select(c => new { c.IncidentId, c.CaseId, c.UnassessedSince, Victim = c.Case.Victim.GivenNames + " " + c.Case.Victim.FamilyName, c.Case.SafeContact })
            .SingleOrDefaultAsync(cancellationToken)
            ?? throw new RecordNotFoundException("incident", request.Incident);
        var asked = await db.Exemptions.AsNoTracking().Include(e => e.Steps).Where(e => e.IncidentId == link.IncidentId && e.CaseId == link.CaseId).OrderBy(e => e.Id).ToListAsync(cancellationToken);
        var open = asked.Find(e => e.Stage == ExemptionStage.Asked);
        return new ExemptionView(
            request.Incident, request.Case, People.Person.Display(link.Victim), link.SafeContact, link.UnassessedSince, open?.Id, open?.AskedById == user.Id,
            [.. asked.SelectMany(e => e.Steps.OrderBy(s => s.Id)).Select(s => new ExemptionLine(s.Stage, s.Words, s.ByName, s.At))]);
    }
}
