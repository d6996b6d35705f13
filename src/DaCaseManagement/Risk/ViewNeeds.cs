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
    public Task<NeedList> Handle(ViewCaseNeeds request, CancellationToken cancellationToken) => Needs.Read(
        db, db.VulnerabilityAssessments.Where(v => db.CaseIncidents.Any(c => c.IncidentId == v.IncidentId && db.Cases.VisibleTo(user).Any(x => x.Id == c.CaseId && x.Reference == request.Case))
            && (user.May(Permission.SeeRestrictedCases) || !db.CaseIncidents.Any(c => c.IncidentId == v.IncidentId && c.Case.Restricted))), clock.GetUtcNow().UtcDateTime, cancellationToken);
}

public sealed class ViewIncidentNeedsHandler(CaseDbContext db, CurrentUser user, TimeProvider clock) : IRequestHandler<ViewIncidentNeeds, NeedList>
{
    public Task<NeedList> Handle(ViewIncidentNeeds request, CancellationToken cancellationToken) => Needs.Read(
        db, db.VulnerabilityAssessments.Where(v => db.Incidents.VisibleTo(user, db).Any(i => i.Id == v.IncidentId && i.Reference == request.Incident)), clock.GetUtcNow().UtcDateTime, cancellationToken);
}

internal static class Needs
{
    private const int Most = 20;

    /// <summary>The latest of each person at each incident: what was corrected stands no more.</summary>
    public static async Task<NeedList> Read(CaseDbContext db, IQueryable<VulnerabilityAssessment> from, DateTime now, CancellationToken cancel)
    {
        var rows = await from.AsNoTracking().Where(v => v.Vulnerable && !db.VulnerabilityAssessments.Any(c => c.CorrectsId == v.Id)).OrderByDescending(v => v.Id).Take(Most)
            .Select(v => new { v.PersonId, v.Person.Reference, Name = v.Person.GivenNames + " " + v.Person.FamilyName, Incident = v.Incident.Reference, v.SubmittedAt, Answers = v.Answers.OrderBy(a => a.Id).Select(a => new { a.Prompt, a.Reply, a.Leads }).ToList() })
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
            .. rows.DistinctBy(r => identities[r.PersonId]).Select(r => new PersonNeeds(
                r.Reference, Person.Display(r.Name), r.Incident, r.SubmittedAt,
                VulnerabilityAssessment.Needs(true, r.Answers.Select(a => (a.Prompt, a.Reply, VulnerabilityAnswer.Read(a.Leads)))),
                marked.Contains(identities[r.PersonId]))),
        ]);
    }
}
