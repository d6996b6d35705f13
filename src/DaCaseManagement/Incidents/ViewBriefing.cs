using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents;

/// <summary>Everything an attending officer needs about an incident, on one page (REC-7); also the incident's own page.</summary>
[Requires(Permission.ConsultIncidents)]
public sealed record ViewBriefing(string Reference) : IQuery<Briefing>;

/// <param name="Gaps">What nobody asked, so that the officer can (REC-4).</param>
public sealed record Briefing(
    string Reference, IncidentStatus Status, DateTime StartedAt, Channel? Channel, string? CallerNumber, string? CallerName, string? Location, string? Area, string? WhatHappened, string? UnreportedBefore,
    ResponseGrade? Response, string? SlowerBecause, DateTime? AppointmentAt, string? AppointmentBecause, string? Offence, bool HonourBased, DateTime? BriefedAt, string? BriefedTo, int? OfficersSent,
    IReadOnlyList<(string Heading, string? Note)> Thrive, IReadOnlyList<BriefingPrompt> Answers, IReadOnlyList<string> Gaps,
    IReadOnlyList<BriefingPerson> People, IReadOnlyList<BriefingCase> Cases, ResponseGrade SuggestedResponse, IReadOnlyList<string> SuggestedBecause) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Incident(Reference), .. People.Where(p => p.Reference is not null).Select(p => Subject.Person(p.Reference!)), .. Cases.Select(c => Subject.Case(c.Reference))];
}

public sealed record BriefingPrompt(string Question, PromptReply Reply, string? Note);

public sealed record BriefingPerson(
    int Slot, Part? Part, string? Reference, string Name, string? Born, string? BornProblem, Gender Gender, string? Phone, string? Address, string? Relationship, string? ChildNote,
    IReadOnlyList<string> Markers, IReadOnlyList<RepeatCounting.Repeat> Repeats, int EarlierAsVictim, int EarlierAsSuspect);

public sealed record BriefingCase(
    string Reference, string Victim, string? Perpetrator, Grade? Grade, DateTime? GradedAt, string? GradeReason, SafeContact SafeContact,
    IReadOnlyList<BriefingEarlier> Earlier, int EarlierCount, bool AssessmentDue, string? Marac);

public sealed record BriefingEarlier(string Reference, DateTime At, string? Offence, string? Summary);

public sealed class ViewBriefingHandler(CaseDbContext db, CurrentUser user, PolicyInForce inForce, TimeProvider clock) : IRequestHandler<ViewBriefing, Briefing>
{
    private const int MostEarlier = 10;

    public async Task<Briefing> Handle(ViewBriefing request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var i = await db.Incidents.AsNoTracking().VisibleTo(user, db)
            .Include(x => x.Area).Include(x => x.Prompts).Include(x => x.People).ThenInclude(p => p.Person!.Markers).AsSplitQuery()
            .SingleOrDefaultAsync(x => x.Reference == request.Reference, cancellationToken)
            ?? throw new RecordNotFoundException("incident", request.Reference);
        var cases = await Cases(i, cancellationToken);
        var people = await People(i, now, cancellationToken);
        var (suggested, because) = ResponseGrading.Suggest(i);
        return new Briefing(
            i.Reference, i.Status, i.StartedAt, i.Channel, i.CallerNumber, i.CallerName, i.Location, i.Area?.Name, i.WhatHappened, i.UnreportedBefore,
            i.Response, i.SlowerBecause, i.AppointmentAt, i.AppointmentBecause, Offences.Find(i.Offence)?.Name, i.HonourBasedOrForcedMarriage, i.BriefedAt, i.BriefedTo, i.OfficersSent,
            [("Threat", i.Threat), ("Harm", i.Harm), ("Risk", i.Risk), ("Investigation", i.Investigation), ("Vulnerability", i.Vulnerability), ("Engagement", i.Engagement)],
            [.. from p in Prompts.All let a = i.Prompts.FirstOrDefault(x => x.Code == p.Code) where a is not null && (a.Reply != PromptReply.NotAsked || a.Note is not null) select new BriefingPrompt(p.Question, a.Reply, a.Note)],
            [.. Prompts.All.Where(p => i.Prompts.All(a => a.Code != p.Code || a.Reply == PromptReply.NotAsked)).Select(p => p.Question)],
            people, cases, suggested, because);
    }

    private async Task<List<BriefingPerson>> People(Incident incident, DateTime now, CancellationToken cancel)
    {
        var ids = incident.People.Select(p => p.PersonId).OfType<long>().ToList();
        var parts = await db.InvolvedPeople.AsNoTracking()
            .Where(p => p.PersonId != null && ids.Contains(p.PersonId.Value))
            .Join(db.Incidents, p => p.IncidentId, i => i.Id, (p, i) => new { PersonId = p.PersonId!.Value, p.Part, i.Id, i.StartedAt })
            .ToListAsync(cancel);
        var today = DateOnly.FromDateTime(now);
        return
        [
            .. from p in incident.People.Where(p => !p.IsEmpty || p.Part == Part.Victim).OrderBy(p => p.Slot)
               let asVictim = parts.Where(x => x.PersonId == p.PersonId && x.Part == Part.Victim && x.StartedAt <= incident.StartedAt).ToList()
               let asSuspect = parts.Where(x => x.PersonId == p.PersonId && x.Part == Part.Suspect && x.StartedAt <= incident.StartedAt).ToList()
               select new BriefingPerson(
                   p.Slot, p.Part, p.Person?.Reference, Person.Display(p.GivenNames ?? "", p.FamilyName ?? ""), p.Born, PartialDate.Parse(p.Born, today).Problem, p.Gender, p.Phone, p.Address, p.Relationship, p.ChildNote,
                   p.Person is null ? [] : [.. p.Person.Markers.Where(m => m.ExpiresAt is null || m.ExpiresAt > now).Select(m => $"{m.Kind}: {m.Reason}")],
                   p.Part switch
                   {
                       Part.Victim => RepeatCounting.Met(inForce.Policy.Repeats, RepeatUnit.Victim, [.. asVictim.Select(x => x.StartedAt)], incident.StartedAt),
                       Part.Suspect => RepeatCounting.Met(inForce.Policy.Repeats, RepeatUnit.Perpetrator, [.. asSuspect.Select(x => x.StartedAt)], incident.StartedAt),
                       _ => [],
                   },
                   asVictim.Count(x => x.Id != incident.Id), asSuspect.Count(x => x.Id != incident.Id)),
        ];
    }

    private async Task<List<BriefingCase>> Cases(Incident incident, CancellationToken cancel)
    {
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
                Referred = db.Referrals.Where(r => r.CaseId == c.CaseId).OrderByDescending(r => r.Id).Select(r => (DateTime?)r.ReferredAt).FirstOrDefault(),
                EarlierCount = db.CaseIncidents.Count(e => e.CaseId == c.CaseId && e.IncidentId < incident.Id),
            })
            .ToListAsync(cancel);
        var ids = cases.Select(c => c.CaseId).ToList();
        var earlier = await db.CaseIncidents.AsNoTracking().Where(e => ids.Contains(e.CaseId) && e.IncidentId < incident.Id)
            .OrderByDescending(e => e.IncidentId).Take(MostEarlier * 4)
            .Select(e => new { e.CaseId, e.Incident.Reference, e.Incident.StartedAt, e.Incident.Offence, e.Incident.WhatHappened })
            .ToListAsync(cancel);
        return
        [
            .. cases.Select(c => new BriefingCase(
                c.Reference, Person.Display(c.Victim), c.Perpetrator is null ? null : Person.Display(c.Perpetrator), c.Grade, c.GradedAt, c.Reason, c.SafeContact,
                [.. earlier.Where(e => e.CaseId == c.CaseId).Take(MostEarlier).Select(e => new BriefingEarlier(e.Reference, e.StartedAt, Offences.Find(e.Offence)?.Name, Short(e.WhatHappened)))],
                c.EarlierCount, c.Due, c.Referred is { } at ? $"MARAC referral made {Clocks.LocalTime.DayOf(at):d MMM yyyy}" : null)),
        ];
    }

    private static string? Short(string? text) => text is { Length: > 300 } ? text[..300].TrimEnd() + " …" : text;
}
