using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.People.Matching;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents;

/// <summary>The call is over: the report becomes an open incident, its people are linked, its cases found or opened, and the risk assessment is due.</summary>
[Requires(Permission.RecordIncidents)]
public sealed record FinishReport(Guid DraftKey) : ICommand<FinishedReport>;

public sealed record FinishedReport(string Reference, IReadOnlyList<string> Cases);

public sealed class FinishReportHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce, PersonIndex index, CasesOfReport casesOf, AfterReport after, DispatchClocks clocks)
    : IRequestHandler<FinishReport, FinishedReport>
{
    private readonly HashSet<long> moved = [];

    public async Task<FinishedReport> Handle(FinishReport request, CancellationToken cancellationToken)
    {
        // Begun afresh when another node was faster.
        moved.Clear();
        var now = clock.GetUtcNow().UtcDateTime;
        var incident = await db.Incidents.Include(i => i.Prompts).Include(i => i.People).AsSplitQuery().SingleOrDefaultAsync(i => i.DraftKey == request.DraftKey, cancellationToken)
            ?? throw new RecordNotFoundException("incident", "");
        if (incident.Status == IncidentStatus.Closed)
        {
            throw new RefusedException("REC-9", "", "This incident is closed.");
        }

        var appointment = ReportCheck.BeforeFinishing(incident, inForce.Policy, now);
        incident.AreaId ??= user.AreaId ?? await db.Areas.OrderBy(a => a.Id).Select(a => a.Id).FirstAsync(cancellationToken);
        var wasOpen = incident.Status == IncidentStatus.Open;
        incident.Finish(appointment, now);
        await LinkPeople(incident, now, cancellationToken);
        IReadOnlyList<Case> cases = [];
        if (incident.Coding == Coding.DomesticAbuse)
        {
            (cases, var joined) = await casesOf.FindOrOpen(incident, now, cancellationToken);
            await after.Finished(incident, cases, joined, moved, cancellationToken);
        }

        await clocks.Follow(incident, incident.Response, cancellationToken, cases);

        await Standings.RecountPeople(db, inForce.Policy, [.. incident.People.Select(p => p.PersonId).OfType<long>()], cancellationToken);
        await Standings.RecountPlaces(db, inForce.Policy, [Places.Key(incident.LocationKey, incident.Postcode)], cancellationToken);
        trail.Record(AuditAct.Collection, wasOpen ? "incident.updated" : "incident.recorded", Subject.Incident(incident.Reference), $"response {incident.Response}; cases {string.Join(", ", cases.Select(c => c.Reference))}");
        return new FinishedReport(incident.Reference, [.. cases.Select(c => c.Reference)]);
    }

    /// <summary>Everybody named gets a person record: the one somebody chose, or a new one. Nothing is joined by guessing (PPL-2).</summary>
    private async Task LinkPeople(Incident incident, DateTime now, CancellationToken cancel)
    {
        if (!incident.People.Any(p => p.Part == Part.Victim))
        {
            var slot = Enumerable.Range(1, ReportFields.MostPeople).First(n => incident.People.All(p => p.Slot != n || p.IsEmpty));
            incident.PersonAt(slot).Part = Part.Victim;
        }

        var today = DateOnly.FromDateTime(now);
        var chosen = incident.People.Select(p => p.PersonId).OfType<long>().ToList();
        var known = await db.People.Include(p => p.Names).Include(p => p.Phones).Include(p => p.Addresses).AsSplitQuery().Where(p => chosen.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancel);
        var named = incident.People.Where(p => p.Part is not null && (p.Part == Part.Victim || !p.IsEmpty)).ToList();
        var newcomers = named.FindAll(p => p.PersonId is null && p.Person is null);
        var number = newcomers.Count == 0 ? 0 : await db.TakeNumbers("P", newcomers.Count, cancel);
        foreach (var involved in newcomers)
        {
            var person = new Person(References.Format("P", number++), now);
            db.People.Add(person);
            involved.Person = person;
            trail.Record(AuditAct.Collection, "person.recorded", Subject.Person(person.Reference), $"from {incident.Reference}");
        }

        var people = new HashSet<Person>();
        foreach (var involved in named)
        {
            var person = involved.PersonId is { } id ? known[id] : involved.Person!;
            if (involved.Part == Part.Victim && person.Addresses.Count > 0 && Normalise.Place(involved.Address) is { } place && person.Addresses.All(a => a.Key != place))
            {
                moved.Add(person.Id);
            }

            person.LearnFrom(involved.GivenNames, involved.FamilyName, PartialDate.Parse(involved.Born, today).Date, involved.Gender, involved.Phone, involved.Address, now);
            people.Add(person);
        }

        await db.SaveChangesAsync(cancel);
        await index.Update(people, cancel);
        await db.SaveChangesAsync(cancel);
    }
}
