using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents.Closing;
using DaCaseManagement.People;
using DaCaseManagement.People.Matching;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents;

/// <summary>Everything an attending officer needs about an incident, on one page (REC-7); also the incident's own page.</summary>
[Requires(Permission.ConsultIncidents)]
public sealed record ViewBriefing(string Reference) : IQuery<Briefing>;

/// <param name="Gaps">What nobody asked, so that the officer can (REC-4).</param>
/// <param name="PlaceWarnings">Markers in force at the place of the incident (PPL-8).</param>
public sealed record Briefing(
    string Reference, IncidentStatus Status, DateTime StartedAt, Channel? Channel, string? CallerNumber, string? CallerName, string? Location, string? Area, string? WhatHappened, string? UnreportedBefore,
    ResponseGrade? Response, string? SlowerBecause, DateTime? AppointmentAt, string? AppointmentBecause, string? Offence, bool HonourBased, DateTime? BriefedAt, string? BriefedTo, int? OfficersSent,
    IReadOnlyList<(string Heading, string? Note)> Thrive, IReadOnlyList<BriefingPrompt> Answers, IReadOnlyList<string> Gaps,
    IReadOnlyList<BriefingPerson> People, IReadOnlyList<BriefingCase> Cases, ResponseGrade SuggestedResponse, IReadOnlyList<string> SuggestedBecause, IReadOnlyList<string> PlaceWarnings,
    IReadOnlyList<RepeatCounting.Repeat> RepeatsHere) : IConsultation
{
    public Coding Coding { get; init; }

    /// <summary>REC-11: the supervisor who took it off domestic abuse, and the reason given.</summary>
    public string? UncodedBy { get; init; }

    public string? UncodedBecause { get; init; }

    public IEnumerable<Subject> Consulted => [Subject.Incident(Reference), .. People.Where(p => p.Reference is not null).Select(p => Subject.Person(p.Reference!)), .. Cases.Select(c => Subject.Case(c.Reference))];
}

public sealed record BriefingPrompt(string Question, PromptReply Reply, string? Note);

public sealed record BriefingPerson(
    int Slot, Part? Part, string? Reference, string Name, string? Born, string? BornProblem, Gender Gender, string? Phone, string? Address, string? Relationship, string? ChildNote,
    IReadOnlyList<string> Markers, IReadOnlyList<RepeatCounting.Repeat> Repeats, int EarlierAsVictim, int EarlierAsSuspect);

public sealed record BriefingCase(
    string Reference, string Victim, string? Perpetrator, Grade? Grade, DateTime? GradedAt, string? GradeReason, SafeContact SafeContact,
    IReadOnlyList<BriefingEarlier> Earlier, int EarlierCount, bool AssessmentDue, string? Marac, CounterAllegation? Counter,
    IReadOnlyList<RepeatCounting.Repeat> Repeats, string Escalation)
{
    /// <summary>No assessment is due and none was made: the policy leaves it to the officer (RSK-4).</summary>
    public bool AtDiscretion { get; init; }
}

/// <param name="Unreported">What the victim said then had never been reported (REC-8).</param>
public sealed record BriefingEarlier(string Reference, DateTime At, string? Offence, string? Summary, string? Unreported);

public sealed class ViewBriefingHandler(CaseDbContext db, CurrentUser user, PolicyInForce inForce, TimeProvider clock) : IRequestHandler<ViewBriefing, Briefing>
{
    private const int MostEarlier = 10;

    public async Task<Briefing> Handle(ViewBriefing request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var i = await db.Incidents.AsNoTracking().VisibleTo(user, db)
            .Include(x => x.Area).Include(x => x.Prompts).Include(x => x.People).ThenInclude(p => p.Person).AsSplitQuery()
            .SingleOrDefaultAsync(x => x.Reference == request.Reference, cancellationToken)
            ?? throw new RecordNotFoundException("incident", request.Reference);
        var identity = await db.RecordsOfSamePeople([.. i.People.Select(p => p.PersonId).OfType<long>()], cancellationToken);
        var directed = await Directed(identity, cancellationToken);
        var confidential = await db.ConfidentialAmong(i.People.Select(p => Normalise.Place(p.Address)).Append(i.LocationKey), now, cancellationToken);
        var cases = await Cases(i, identity, directed, cancellationToken);
        var people = await People(i, identity, directed, confidential, now, cancellationToken);

        // Whoever is sent must find the place; once the incident is closed it is as confidential as it was (CAS-8).
        var location = i.Status == IncidentStatus.Closed && !user.May(Permission.SeeRestrictedCases) && confidential.Hold(i.LocationKey, i.Postcode) ? "Confidential address" : i.Location;
        var (suggested, because) = ResponseGrading.Suggest(i);
        var uncoded = await db.ClosingActs.AsNoTracking().Where(a => a.IncidentId == i.Id && a.Kind == ClosingActKind.UncodingApproved && i.Coding != Coding.DomesticAbuse).OrderByDescending(a => a.Id).Select(a => new { a.ByName, a.Words }).FirstOrDefaultAsync(cancellationToken);
        return new Briefing(
            i.Reference, i.Status, i.StartedAt, i.Channel, i.CallerNumber, i.CallerName, location, i.Area?.Name, i.WhatHappened, i.UnreportedBefore,
            i.Response, i.SlowerBecause, i.AppointmentAt, i.AppointmentBecause, Offences.Find(i.Offence)?.Name, i.HonourBasedOrForcedMarriage, i.BriefedAt, i.BriefedTo, i.OfficersSent,
            [("Threat", i.Threat), ("Harm", i.Harm), ("Risk", i.Risk), ("Investigation", i.Investigation), ("Vulnerability", i.Vulnerability), ("Engagement", i.Engagement)],
            [.. from p in Prompts.All let a = i.Prompts.FirstOrDefault(x => x.Code == p.Code) where a is not null && (a.Reply != PromptReply.NotAsked || a.Note is not null) select new BriefingPrompt(p.Question, a.Reply, a.Note)],
            [.. Prompts.All.Where(p => i.Prompts.All(a => a.Code != p.Code || a.Reply == PromptReply.NotAsked)).Select(p => p.Question)],
            people, cases, suggested, because, await PlaceWarnings(i, now, cancellationToken), await RepeatsHere(i, cancellationToken))
        {
            Coding = i.Coding,
            UncodedBy = uncoded?.ByName,
            UncodedBecause = uncoded?.Words,
        };
    }

    /// <summary>What was known when this was reported, and no more than this reader may know (INV-6).</summary>
    private IQueryable<Incident> SoFar(Incident incident) =>
        db.Incidents.AsNoTracking().VisibleTo(user, db).Where(i => i.StartedAt <= incident.StartedAt && (i.FinishedAt != null || i.Id == incident.Id));

    private async Task<IReadOnlyList<RepeatCounting.Repeat>> RepeatsHere(Incident incident, CancellationToken cancel) => Places.Key(incident.LocationKey, incident.Postcode) is null ? []
        : RepeatCounting.Met(inForce.Policy.Repeats, RepeatUnit.Location, await SoFar(incident).Where(i => i.LocationKey == incident.LocationKey && i.Postcode == incident.Postcode).Select(i => i.StartedAt).ToListAsync(cancel), incident.StartedAt);

    private async Task<List<string>> PlaceWarnings(Incident incident, DateTime now, CancellationToken cancel) =>
        [.. (await db.MarkersAt(incident.Location, user, now).OrderBy(m => m.Id).ToListAsync(cancel)).Select(m => $"{m.Warning} ({m.Address})")];

    /// <summary>Every case between the people of the incident, in either direction and whoever may see it (INV-7).</summary>
    private async Task<List<DirectedCase>> Directed(Dictionary<long, long> identity, CancellationToken cancel)
    {
        var records = identity.Keys.ToList();
        return await db.Cases.AsNoTracking().Where(c => records.Contains(c.VictimId) && c.PerpetratorId != null && records.Contains(c.PerpetratorId.Value)).OrderByDescending(c => c.LastIncidentAt).ThenByDescending(c => c.Id)
            .Select(c => new DirectedCase(c.Id, c.Reference, c.VictimId, c.PerpetratorId!.Value, c.Restricted, c.ClosedAt == null)).ToListAsync(cancel);
    }

    private async Task<List<BriefingPerson>> People(Incident incident, Dictionary<long, long> identity, List<DirectedCase> directed, ConfidentialPlaces confidential, DateTime now, CancellationToken cancel)
    {
        var ids = identity.Keys.ToList();
        var rows = await db.InvolvedPeople.AsNoTracking()
            .Where(p => p.PersonId != null && ids.Contains(p.PersonId.Value) && (p.Part == Part.Victim || p.Part == Part.Suspect))
            .Join(SoFar(incident), p => p.IncidentId, i => i.Id, (p, i) => new { PersonId = p.PersonId!.Value, p.Part, i.Id, i.StartedAt })
            .ToListAsync(cancel);

        // One human being under any of their records, and once in each incident.
        var parts = rows.Select(p => p with { PersonId = identity[p.PersonId] }).Distinct().ToList();
        var markers = (await db.Markers.AsNoTracking().InForce(now).VisibleTo(user, db).Where(m => m.PersonId != null && ids.Contains(m.PersonId.Value)).ToListAsync(cancel)).ToLookup(m => identity[m.PersonId!.Value]);
        var hidden = (await db.Markers.InForce(now).Where(m => m.PersonId != null && ids.Contains(m.PersonId.Value) && m.Kind == MarkerKind.RefugeOrConfidential).Select(m => m.PersonId!.Value).ToListAsync(cancel)).ConvertAll(m => identity[m]);
        long? IdentityOf(InvolvedPerson p) => p.PersonId is { } id ? identity[id] : null;

        // A suspect who is the victim of the other party elsewhere: how to find them stands on their own pages only (PPL-7, INV-7).
        bool Withheld(InvolvedPerson p) => p.Part == Part.Suspect && IdentityOf(p) is { } me
            && directed.Exists(c => identity[c.VictimId] == me && incident.People.Any(v => v.Part == Part.Victim && IdentityOf(v) is { } them && them != me && identity[c.SuspectId] == them));
        string? AddressOf(InvolvedPerson p) => Withheld(p) ? null
            : p.Address is not null && (confidential.Hold(p.Address) || (IdentityOf(p) is { } me && hidden.Contains(me))) && (p.Part == Part.Suspect || !user.May(Permission.SeeRestrictedCases)) ? "Confidential address"
            : p.Address;
        var today = DateOnly.FromDateTime(now);
        return
        [
            .. from p in incident.People.Where(p => !p.IsEmpty || p.Part == Part.Victim).OrderBy(p => p.Slot)
               let asVictim = parts.Where(x => x.PersonId == IdentityOf(p) && x.Part == Part.Victim).ToList()
               let asSuspect = parts.Where(x => x.PersonId == IdentityOf(p) && x.Part == Part.Suspect).ToList()
               select new BriefingPerson(
                   p.Slot, p.Part, p.Person?.Reference, Person.Display(p.GivenNames ?? "", p.FamilyName ?? ""), p.Born, PartialDate.Parse(p.Born, today).Problem, p.Gender, Withheld(p) ? null : p.Phone, AddressOf(p), p.Relationship, p.ChildNote,
                   IdentityOf(p) is not { } known ? [] : [.. markers[known].Where(m => p.Part != Part.Suspect || m.Kind != MarkerKind.RefugeOrConfidential).Select(m => m.Warning)],
                   p.Part switch
                   {
                       Part.Victim => RepeatCounting.Met(inForce.Policy.Repeats, RepeatUnit.Victim, [.. asVictim.Select(x => x.StartedAt)], incident.StartedAt),
                       Part.Suspect => RepeatCounting.Met(inForce.Policy.Repeats, RepeatUnit.Perpetrator, [.. asSuspect.Select(x => x.StartedAt)], incident.StartedAt),
                       _ => [],
                   },
                   asVictim.Count(x => x.Id != incident.Id), asSuspect.Count(x => x.Id != incident.Id)),
        ];
    }

    private async Task<List<BriefingCase>> Cases(Incident incident, Dictionary<long, long> identity, List<DirectedCase> directed, CancellationToken cancel)
    {
        var seen = user.May(Permission.SeeRestrictedCases) ? directed : directed.FindAll(c => !c.Restricted);
        var decided = user.May(Permission.ConsultCases) && seen.Count > 1 ? await db.AggressorDecisions.AsNoTracking().Where(d => seen.Select(c => c.Id).Contains(d.CaseId) && seen.Select(c => c.Id).Contains(d.OppositeId)).OrderByDescending(d => d.Id).Take(20)
            .Select(d => new { d.CaseId, d.OppositeId, Line = new DecidedAggressor(d.Id, d.Aggressor!.Reference, d.Aggressor == null ? null : d.Aggressor.GivenNames + " " + d.Aggressor.FamilyName, d.Basis, d.Because, d.By.FullName, d.At, d.CorrectsId) }).ToListAsync(cancel) : [];
        var cases = await db.CaseIncidents.AsNoTracking().Where(c => c.IncidentId == incident.Id).OrderBy(c => c.CaseId)
            .Select(c => new
            {
                c.CaseId,
                c.Case.Reference,
                Victim = c.Case.Victim.GivenNames + " " + c.Case.Victim.FamilyName,
                Perpetrator = c.Case.Perpetrator == null ? null : c.Case.Perpetrator.GivenNames + " " + c.Case.Perpetrator.FamilyName,
                c.Case.Grade,
                c.Case.GradedAt,
                c.Case.SafeContact,
                Reason = db.GradeDecisions.Where(d => d.CaseId == c.CaseId && d.Stage != Risk.DecisionStage.LoweringProposed && d.Stage != Risk.DecisionStage.LoweringRefused).OrderByDescending(d => d.Id).Select(d => d.Reason).FirstOrDefault(),
                Due = db.Deadlines.Any(d => d.IsOpen && d.Kind == "Assessment" && d.CaseId == c.CaseId && d.IncidentId == incident.Id),
                Assessed = db.Assessments.Any(a => a.CaseId == c.CaseId && a.IncidentId == incident.Id && a.SubmittedAt != null),
                Referred = db.Referrals.Where(r => r.CaseId == c.CaseId).OrderByDescending(r => r.Id).Select(r => (DateTime?)r.ReferredAt).FirstOrDefault(),
                c.Case.VictimId,
                c.Case.PerpetratorId,
            })
            .ToListAsync(cancel);
        CounterAllegation? Counter(long victim, long? suspect)
        {
            var opposite = identity.TryGetValue(suspect ?? 0, out var them) && identity.TryGetValue(victim, out var me) ? seen.FindAll(o => identity[o.VictimId] == them && identity[o.SuspectId] == me) : [];
            return opposite.Count == 0 ? null : new CounterAllegation(opposite[0].Reference, decided.Where(d => opposite.Exists(o => o.Id == d.CaseId || o.Id == d.OppositeId)).Select(d => d.Line with { Name = d.Line.Name is null ? null : Person.Display(d.Line.Name) }).FirstOrDefault());
        }

        // A record that a person has joined since to somebody else's is still this case's victim or suspect.
        List<long> Of(long? person) => person is { } id ? [.. identity.Where(r => r.Value == identity.GetValueOrDefault(id)).Select(r => r.Key).DefaultIfEmpty(id)] : [];
        var rows = await VictimReports.Rows(db, [.. cases.SelectMany(c => Of(c.VictimId)).Distinct()], user.May(Permission.SeeRestrictedCases), cancel);
        var histories = cases.ConvertAll(c =>
        {
            var reports = VictimReports.Of(rows, Of(c.VictimId), Of(c.PerpetratorId));
            return (Case: c, Own: reports.Find(r => r.IncidentId == incident.Id), Pair: reports.Where(r => r.SamePair && r.At <= incident.StartedAt && r.IncidentId != incident.Id).OrderByDescending(r => r.At).ToList());
        });
        var latest = histories.SelectMany(h => h.Pair.Take(MostEarlier)).Select(r => r.IncidentId).Distinct().ToList();
        var told = await db.Incidents.AsNoTracking().Where(i => latest.Contains(i.Id))
            .Select(i => new { i.Id, i.Reference, i.StartedAt, i.Offence, i.WhatHappened, i.UnreportedBefore }).ToDictionaryAsync(i => i.Id, cancel);
        var result = new List<BriefingCase>();
        foreach (var (c, now, pair) in histories)
        {
            List<VictimReport> own = now is null ? pair : [now, .. pair];
            var earlier = pair.Take(MostEarlier).Select(r => told[r.IncidentId]);
            result.Add(new BriefingCase(
                c.Reference, Person.Display(c.Victim), c.Perpetrator is null ? null : Person.Display(c.Perpetrator), c.Grade, c.GradedAt, c.Reason, c.SafeContact,
                [.. earlier.Select(e => new BriefingEarlier(e.Reference, e.StartedAt, Offences.Find(e.Offence)?.Name, Short(e.WhatHappened), Short(e.UnreportedBefore)))],
                pair.Count, c.Due, c.Referred is { } at ? $"MARAC referral made {Clocks.LocalTime.DayOf(at):d MMM yyyy}" : null,
                Counter(c.VictimId, c.PerpetratorId),
                c.Perpetrator is null ? [] : RepeatCounting.Met(inForce.Policy.Repeats, RepeatUnit.Pair, [.. own.Select(r => r.At)], incident.StartedAt),
                Escalation.Of([.. own.Select(r => r.Event)], Clocks.LocalTime.DayOf(incident.StartedAt), inForce.Policy).Words)
            {
                AtDiscretion = !c.Due && !c.Assessed && incident.Status != IncidentStatus.Closed,
            });
        }

        return result;
    }

    private static string? Short(string? text) => text is { Length: > 300 } ? text[..300].TrimEnd() + " …" : text;
}
