using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Incidents.Closing;

/// <summary>One incident with all that its closing depends on, and the pen that adds to it. Every act counts the incident's version up, so that of two people who act on one incident at once
/// the second looks again.</summary>
public sealed class ClosingBook(CaseDbContext db, CurrentUser user, PolicyInForce inForce, TimeProvider clock, Deadlines deadlines, CaseRouter router, CaseStory story)
{
    private readonly List<ClosingAct> acts = [];
    private List<(CaseIncident Link, long CaseId, bool Restricted)> links = [];

    public Incident Incident { get; private set; } = null!;

    public IReadOnlyList<CaseIncident> Links => [.. links.Select(l => l.Link)];

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public GateFacts Facts { get; private set; } = null!;

    public ClosingGate Gate => ClosingGate.Of(Facts, inForce.Policy);

    /// <summary>For acts that only an open incident takes.</summary>
    public async Task OpenToAct(string reference, CancellationToken cancel)
    {
        await Open(reference, cancel);
        if (Incident.Status != IncidentStatus.Open)
        {
            throw new RefusedException("REC-9", "", Incident.Status == IncidentStatus.Closed ? "This incident is closed. Reopen it first." : "The report of this incident is still being taken.");
        }
    }

    public async Task Open(string reference, CancellationToken cancel)
    {
        Incident = await db.Incidents.VisibleTo(user, db).Include(i => i.People).Include(i => i.Prompts).AsSplitQuery().SingleOrDefaultAsync(i => i.Reference == reference, cancel)
            ?? throw new RecordNotFoundException("incident", reference);
        links = [.. (await db.CaseIncidents.Include(c => c.Case).Where(c => c.IncidentId == Incident.Id).OrderBy(c => c.CaseId).ToListAsync(cancel)).Select(c => (c, c.CaseId, c.Case.Restricted))];
        acts.Clear();
        acts.AddRange(await db.ClosingActs.Where(a => a.IncidentId == Incident.Id).OrderBy(a => a.Id).ToListAsync(cancel));
        Facts = ClosingFacts.Of(Incident, Links, acts);
    }

    public ClosingAct Add(ClosingAct act)
    {
        db.ClosingActs.Add(act);
        acts.Add(act);
        Touch();
        Facts = ClosingFacts.Of(Incident, Links, acts);
        return act;
    }

    public ClosingAct Add(ClosingActKind kind, string? words) => Add(New(kind, words));

    public ClosingAct New(ClosingActKind kind, string? words, GateStep? step = null, int? slot = null, long? about = null, DateTime? at = null, string? detail = null) =>
        new(Incident, kind, words?.Trim() ?? "", Actor.Of(user, inForce.Policy.Version), Now) { Step = step, Slot = slot, AboutId = about, HappenedAt = at, Detail = detail };

    /// <summary>After something was supplied: whoever was asked to let it go need not decide any more.</summary>
    public async Task Supplied(CancellationToken cancel)
    {
        foreach (var line in Gate.Lines.Where(l => l.State == GateState.Met && ClosingGate.MayBeExcepted.Contains(l.Step)))
        {
            await deadlines.Cancel("ClosureException", ExceptionSubject(line.Step), "Supplied after all", cancel);
        }
    }

    public string ExceptionSubject(GateStep step) => $"{Incident.Reference} {step}";

    /// <summary>Opens it once, for the unit that must act.</summary>
    public async Task Ask(string kind, string subject, Permission needs, UnitKind otherwise, CancellationToken cancel)
    {
        if (!await deadlines.IsOpen(kind, subject, cancel))
        {
            // A restricted case among several hides it from whoever may not see the incident.
            var @case = links.OrderByDescending(l => l.Restricted).Select(l => (long?)l.CaseId).FirstOrDefault();
            deadlines.Open(kind, subject, @case, Incident.Id, await UnitThatMay(needs, otherwise, cancel));
        }
    }

    public void Tell(string headline, string? detail, string path = "close")
    {
        foreach (var link in links)
        {
            story.Tell(link.CaseId, TimelineKind.Incident, headline, detail, $"/incidents/{Incident.Reference}/{path}");
        }
    }

    /// <summary>To whoever asked, in the system.</summary>
    public void Answer(long userId, string text) => db.Notices.Add(new Notice(userId, text.Length > Lengths.Note ? text[..Lengths.Note] : text, links.Count == 1 ? links[0].Link.Case.Reference : null, Now));

    /// <summary>Ends the open deadlines of these kinds that the incident has.</summary>
    public async Task Cancel(IReadOnlyCollection<string> kinds, string because, CancellationToken cancel)
    {
        foreach (var deadline in await db.Deadlines.Where(d => d.IncidentId == Incident.Id && d.IsOpen && kinds.Contains(d.Kind)).ToListAsync(cancel))
        {
            deadline.Cancel(because, Now);
        }
    }

    /// <summary>When something happened, as typed: not ahead, and not long before the report.</summary>
    public DateTime When(string? typed, string field)
    {
        var at = LocalTime.Parse(typed) ?? throw new RefusedException("REC-9", field, "Enter the day and time, such as 21/11/2026 14:30");
        return at > Now ? throw new RefusedException("REC-9", field, "This lies ahead: enter when it happened")
            : at < Incident.StartedAt.AddDays(-1) ? throw new RefusedException("REC-9", field, $"This is before the incident, which was reported {LocalTime.Text(Incident.StartedAt)}")
            : at;
    }

    private async Task<long> UnitThatMay(Permission needs, UnitKind otherwise, CancellationToken cancel)
    {
        var roles = inForce.Policy.Roles.Where(r => r.Value.Contains(needs)).Select(r => (Role?)r.Key).ToList();
        return user.UnitId is { } own && await db.Users.AnyAsync(u => u.UnitId == own && u.DisabledAt == null && u.Id != user.Id && roles.Contains(u.Role), cancel)
            ? own : (await router.UnitOf(otherwise, Incident.AreaId, cancel)).Id;
    }

    private void Touch()
    {
        var entry = db.Entry(Incident);
        if (entry.State == EntityState.Unchanged)
        {
            entry.State = EntityState.Modified;
        }
    }
}

internal static class ClosingFacts
{
    public static GateFacts Of(Incident incident, IReadOnlyList<CaseIncident> links, IReadOnlyList<ClosingAct> acts) => new(
        incident.Reference,
        incident.Coding,
        links.Max(l => l.Case.Grade),
        [.. links.Select(l => new VictimFact(l.Case.Reference, l.UnassessedSince is not null, l.NotAskedBecause))],
        [.. incident.People.Where(p => p.Part is Part.Victim or Part.Suspect or Part.Child && (p.Part == Part.Victim || !p.IsEmpty)).OrderBy(p => p.Slot).Select(p => new PersonFact(p.Slot, p.Part!.Value, NameOf(p)))],
        incident.Prompts.FirstOrDefault(p => p.Code == "children")?.Reply ?? PromptReply.NotAsked,
        [.. acts]);

    private static string NameOf(InvolvedPerson person) => $"{person.GivenNames} {person.FamilyName}".Trim() is { Length: > 0 } name ? name : person.Part == Part.Child ? "A child, name not known" : "Name not known";
}
