using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.People;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>What vulnerability assessments of this case's incidents lead to: special measures, adult safeguarding, a marker still to be placed (RSK-15).</summary>
[Requires(Permission.ConsultCases)]
public sealed record ViewCaseNeeds(string Case) : IQuery<NeedList>;

/// <summary>The same for the people of one incident, beside its briefing.</summary>
[Requires(Permission.ConsultIncidents)]
public sealed record ViewIncidentNeeds(string Incident) : IQuery<NeedList>;

public sealed record NeedList(IReadOnlyList<PersonNeeds> Rows) : IConsultation
{
    public IEnumerable<Subject> Consulted => Rows.Select(r => Subject.Person(r.Person));
}

/// <param name="Marked">Whether the marker has been placed.</param>
public sealed record PersonNeeds(string Person, string Name, string Incident, DateTime At, IReadOnlyList<VulnerabilityNeed> Needs, bool Marked);

public sealed class ViewCaseNeedsHandler(CaseDbContext db, CurrentUser user, TimeProvider clock) : IRequestHandler<ViewCaseNeeds, NeedList>
{
    public Task<NeedList> Handle(ViewCaseNeeds request, CancellationToken cancellationToken)
    {
        var sees = user.May(Permission.SeeRestrictedCases);
        return Needs.Read(
            db, db.Cases.VisibleTo(user).Where(c => c.Reference == request.Case).Join(db.CaseIncidents, c => c.Id, i => i.CaseId, (_, i) => i.IncidentId).Where(id => sees || !db.CaseIncidents.Any(o => o.IncidentId == id && o.Case.Restricted)),
            clock.GetUtcNow().UtcDateTime, cancellationToken);
    }
}

public sealed class ViewIncidentNeedsHandler(CaseDbContext db, CurrentUser user, TimeProvider clock) : IRequestHandler<ViewIncidentNeeds, NeedList>
{
    public Task<NeedList> Handle(ViewIncidentNeeds request, CancellationToken cancellationToken) =>
        Needs.Read(db, db.Incidents.VisibleTo(user, db).Where(i => i.Reference == request.Incident).Select(i => i.Id), clock.GetUtcNow().UtcDateTime, cancellationToken);
}

internal static class Needs
{
    private const int MostIncidents = 200, MostShown = 20;

    /// <summary>The latest of each person at each incident: what was corrected stands no more.</summary>
    public static async Task<NeedList> Read(CaseDbContext db, IQueryable<long> incidents, DateTime now, CancellationToken cancel)
    {
        // The incidents first: nobody looks through every assessment of the force for those of one case.
        var these = await incidents.OrderByDescending(id => id).Take(MostIncidents).ToListAsync(cancel);
        var rows = await db.VulnerabilityAssessments.AsNoTracking().Where(v => these.Contains(v.IncidentId) && v.Vulnerable && !db.VulnerabilityAssessments.Any(c => c.CorrectsId == v.Id))
            .Select(v => new { v.Id, v.PersonId, v.Person.Reference, Name = v.Person.GivenNames + " " + v.Person.FamilyName, Incident = v.Incident.Reference, v.SubmittedAt, Answers = v.Answers.OrderBy(a => a.Id).Select(a => new { a.Prompt, a.Reply, a.Leads }).ToList() })
            .ToListAsync(cancel);
        if (rows.Count == 0)
        {
            return new NeedList([]);
        }

        var identities = await db.RecordsOfSamePeople([.. rows.Select(r => r.PersonId).Distinct()], cancel);
        var ids = identities.Keys.ToList();
        var marked = (await db.Markers.InForce(now).Where(m => m.Kind == MarkerKind.Vulnerable && m.PersonId != null && ids.Contains(m.PersonId.Value)).Select(m => m.PersonId!.Value).ToListAsync(cancel)).ConvertAll(m => identities[m]);
        return new NeedList(
        [
            .. rows.OrderByDescending(r => r.Id).DistinctBy(r => identities[r.PersonId]).Take(MostShown).Select(r => new PersonNeeds(
                r.Reference, Person.Display(r.Name), r.Incident, r.SubmittedAt,
                VulnerabilityAssessment.Needs(true, r.Answers.Select(a => (a.Prompt, a.Reply, VulnerabilityAnswer.Read(a.Leads)))),
                marked.Contains(identities[r.PersonId]))),
        ]);
    }
}
