using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.People.Matching;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents;

/// <summary>The call is over: the report becomes an open incident, its people are linked, its cases found or opened, and the risk assessment is due.</summary>
[Requires(Permission.RecordIncidents)]
public sealed record FinishReport(Guid DraftKey) : ICommand<FinishedReport>;

public sealed record FinishedReport(string Reference, IReadOnlyList<string> Cases);

public sealed class FinishReportHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce, Deadlines deadlines, CaseStory story, CaseRouter router, PersonIndex index, AfterReport after, DispatchClocks clocks)
    : IRequestHandler<FinishReport, FinishedReport>
{
    private readonly List<Case> joined = [];
    private readonly HashSet<long> moved = [];

    public async Task<FinishedReport> Handle(FinishReport request, CancellationToken cancellationToken)
    {
        // Begun afresh when another node was faster.
        joined.Clear();
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
        var cases = await FindOrOpenCases(incident, now, cancellationToken);
        await clocks.Follow(incident, incident.Response, cancellationToken, cases);
        await after.Finished(incident, cases, joined, moved, cancellationToken);
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

    private async Task<List<Case>> FindOrOpenCases(Incident incident, DateTime now, CancellationToken cancel)
    {
        var already = await db.CaseIncidents.Where(c => c.IncidentId == incident.Id).Select(c => c.CaseId).ToListAsync(cancel);
        var victims = incident.People.Where(p => p.Part == Part.Victim && p.PersonId is not null).ToList();
        var suspects = incident.People.Where(p => p.Part == Part.Suspect && p.PersonId is not null).ToList();
        var cases = new List<Case>();
        foreach (var victim in victims)
        {
            foreach (var suspect in suspects.Count == 0 ? [null] : suspects.Cast<InvolvedPerson?>().Where(s => s!.PersonId != victim.PersonId))
            {
                var suspectId = suspect?.PersonId;
                var @case = await OpenCaseOf(victim.PersonId!.Value, suspectId, cancel)
                    ?? await Open(incident, victim.PersonId!.Value, suspectId, now, cancel);
                cases.Add(@case);
                if (already.Contains(@case.Id))
                {
                    await AssessmentDue.Open(db, deadlines, router, inForce.Policy, incident, @case, cancel);
                    continue;
                }

                joined.Add(@case);
                @case.SawIncident(now);
                var need = await AssessmentDue.Need(db, db.Incidents, inForce.Policy, incident, @case.VictimId, @case.PerpetratorId, cancel);
                db.CaseIncidents.Add(new CaseIncident(@case, incident, need.IsNeeded ? null : AssessmentDue.AtDiscretion));
                story.Tell(@case.Id, TimelineKind.Incident, $"Incident {incident.Reference} reported", Headline(incident), $"/incidents/{incident.Reference}");
                await AssessmentDue.Open(db, deadlines, router, inForce.Policy, incident, @case, cancel);
                await db.SaveChangesAsync(cancel);
            }
        }

        return cases;
    }

    /// <summary>The pair's open case under any record of either; should a join have brought two together, the one with the latest incident.</summary>
    private async Task<Case?> OpenCaseOf(long victim, long? suspect, CancellationToken cancel)
    {
        var records = await db.RecordsOfSamePeople(suspect is null ? [victim] : [victim, suspect.Value], cancel);
        var victims = records.Where(r => r.Value == records[victim]).Select(r => r.Key).ToList();
        var suspects = suspect is null ? [] : records.Where(r => r.Value == records[suspect.Value]).Select(r => r.Key).ToList();
        return await db.Cases
            .Where(c => c.ClosedAt == null && victims.Contains(c.VictimId) && (suspect == null ? c.PerpetratorId == null : c.PerpetratorId != null && suspects.Contains(c.PerpetratorId.Value)))
            .OrderByDescending(c => c.LastIncidentAt).ThenByDescending(c => c.Id).FirstOrDefaultAsync(cancel);
    }

    private async Task<Case> Open(Incident incident, long victimId, long? suspectId, DateTime now, CancellationToken cancel)
    {
        var victim = await db.People.SingleAsync(p => p.Id == victimId, cancel);
        var suspect = suspectId is null ? null : await db.People.SingleAsync(p => p.Id == suspectId, cancel);
        var @case = new Case(await db.NextReference(References.Series("CS", now), cancel), victim, suspect, incident.AreaId, now);
        db.Cases.Add(@case);
        await db.SaveChangesAsync(cancel);

        // RTE-1: owned from the first instant, by the unit that took the report.
        await router.Own(@case, now, cancel);
        story.Tell(@case.Id, TimelineKind.Ownership, $"Case {@case.Reference} opened", "Investigation, safeguarding and victim contact are held by the first owner until a unit accepts them.");
        trail.Record(AuditAct.Collection, "case.opened", Subject.Case(@case.Reference), $"from {incident.Reference}");
        await db.SaveChangesAsync(cancel);
        return @case;
    }

    private static string Headline(Incident incident) => string.Create(CultureInfo.InvariantCulture, $"{Offences.Find(incident.Offence)?.Name ?? "Offence not decided"}. Response: {incident.Response}.");
}
