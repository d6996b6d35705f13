using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Cases;

/// <summary>Where every room says that something happened to a case (RSK-12). By policy it opens one task for the case, with an owner and a time: further events join the task, which
/// keeps the earliest time, and the next assessment of the case answers them all.</summary>
public sealed class RiskEvents(CaseDbContext db, PolicyInForce inForce, CurrentUser user, TimeProvider clock, CaseStory story, Deadlines deadlines)
{
    public const string Kind = "Reassessment";

    /// <summary>The victim is told what has happened (CAS-6).</summary>
    public const string TellKind = "VictimInformed";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Records the event and opens or joins the task. Said twice from one source, it happened once: then the answer is null.</summary>
    /// <param name="source">What tells this event from another of its kind, such as an incident's reference.</param>
    /// <param name="at">When it happens or happened; absent for now.</param>
    public async Task<RiskChange?> Happened(Case @case, RiskEvent what, string source, CancellationToken cancel, DateTime? at = null, string? words = null)
    {
        if (await Known(@case.Id, what, source, cancel))
        {
            return null;
        }

        var change = Record(@case, what, source, at ?? Now, words, Reassessing.For(what, at ?? Now, Now, inForce.Policy));
        await AskToTell(change, @case, cancel);
        if (change.OpensAt is null)
        {
            story.Tell(@case.Id, TimelineKind.Risk, Said(what), change.Words);
        }
        else if (change.Ahead)
        {
            story.Tell(@case.Id, TimelineKind.Risk, string.Create(CultureInfo.InvariantCulture, $"Ahead, {LocalTime.Text(change.HappensAt)}: {Said(what)}"), change.Words);
        }
        else
        {
            await Ask(change, cancel);
        }

        return change;
    }

    /// <summary>An event that comes to light in an assessment: that assessment is the new one it asks for.</summary>
    public async Task HappenedAndAssessed(Case @case, RiskEvent what, string source, CancellationToken cancel)
    {
        if (!await Known(@case.Id, what, source, cancel))
        {
            Record(@case, what, source, Now, null, Reassessing.For(what, Now, Now, inForce.Policy)).Answer(Now);
            story.Tell(@case.Id, TimelineKind.Risk, Said(what) + ", told in the assessment");
        }
    }

    /// <summary>The time of an event that lay ahead has come.</summary>
    public async Task Come(RiskChange change, CancellationToken cancel)
    {
        change.Come();
        await Ask(change, cancel);
    }

    /// <summary>The case has a new assessment: it answers everything known until now, and nothing that still lies ahead.</summary>
    public async Task Assessed(long caseId, CancellationToken cancel)
    {
        foreach (var change in await db.RiskChanges.Where(c => c.CaseId == caseId && c.AnsweredAt == null && !c.Ahead).ToListAsync(cancel))
        {
            change.Answer(Now);
        }

        foreach (var task in await Tasks(caseId, cancel))
        {
            task.Satisfy(Now);
        }
    }

    private async Task Ask(RiskChange change, CancellationToken cancel)
    {
        var (caseId, reference, due) = (change.CaseId == 0 ? change.Case.Id : change.CaseId, change.Case.Reference, change.DueAt!.Value);
        var task = (await Tasks(caseId, cancel)).FirstOrDefault();
        if (task is null)
        {
            var held = await Held.Safeguarding(db, inForce.Policy, caseId, cancel);
            db.Deadlines.Add(task = new Deadline(Kind, reference, caseId, null, held.Unit, held.User, Now, due, DueTime.At(inForce.Policy, Kind, Now, due).WarnAt));
        }
        else
        {
            task.BringForward(due);
        }

        story.Tell(caseId, TimelineKind.Risk, $"{Said(change.Event)}: the risk is to be assessed again by {LocalTime.Text(task.DueAt)}", change.Words, $"/cases/{reference}/changed");
    }

    /// <summary>CAS-6: whoever keeps contact with the victim tells them of it, of each such event by itself.</summary>
    private async Task AskToTell(RiskChange change, Case @case, CancellationToken cancel)
    {
        var policy = inForce.Policy;
        if (@case.ClosedAt is null && policy.VictimContact.Events.Contains(change.Event))
        {
            // The key of the deadline is the row's own number.
            await db.SaveChangesAsync(cancel);
            var (held, usual) = (await Held.Contact(db, policy, @case.Id, cancel), DueTime.Of(policy, TellKind, Now, policy.VictimContact.WorkingDays * 1_440).DueAt);

            // Of what is still to come the victim hears before it comes.
            deadlines.OpenAt(change.HappensAt > Now && change.HappensAt < usual ? change.HappensAt : usual, TellKind, TellSubject(change.Id), @case.Id, null, held.Unit, held.User, Now);
        }
    }

    /// <summary>The key of the duty to tell the victim of an event.</summary>
    public static string TellSubject(long changeId) => string.Create(CultureInfo.InvariantCulture, $"change {changeId}");

    public static long ToldChange(string subject) => long.Parse(subject.AsSpan(subject.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture);

    private RiskChange Record(Case @case, RiskEvent what, string source, DateTime at, string? words, Reassessment? asks)
    {
        var change = new RiskChange(@case, what, source, at, words, asks, user.Id, user.FullName, inForce.Policy.Version, Now);
        db.RiskChanges.Add(change);
        return change;
    }

    private async Task<bool> Known(long caseId, RiskEvent what, string source, CancellationToken cancel) =>
        db.RiskChanges.Local.Any(c => c.CaseId == caseId && c.Event == what && c.Source == source)
        || await db.RiskChanges.AnyAsync(c => c.CaseId == caseId && c.Event == what && c.Source == source, cancel);

    private async Task<List<Deadline>> Tasks(long caseId, CancellationToken cancel)
    {
        var stored = await db.Deadlines.Where(d => d.CaseId == caseId && d.IsOpen && d.Kind == Kind).ToListAsync(cancel);
        return [.. db.Deadlines.Local.Where(d => d.CaseId == caseId && d.IsOpen && d.Kind == Kind).Union(stored)];
    }

    private string Said(RiskEvent what) => inForce.Policy.Reassessments.FirstOrDefault(r => r.Event == what)?.Words ?? Usual[what];

    /// <summary>For events that this force's policy does not name.</summary>
    public static readonly IReadOnlyDictionary<RiskEvent, string> Usual = new Dictionary<RiskEvent, string>
    {
        [RiskEvent.NewIncident] = "A new incident between the same two people",
        [RiskEvent.Arrest] = "The suspect was arrested",
        [RiskEvent.Charge] = "The suspect was charged",
        [RiskEvent.BailSet] = "Bail was set",
        [RiskEvent.BailChanged] = "Bail conditions were changed",
        [RiskEvent.BailEnded] = "Bail has ended",
        [RiskEvent.ReleaseFromCustody] = "The suspect was released from custody",
        [RiskEvent.CourtDateApproaching] = "A court date is coming",
        [RiskEvent.CourtResult] = "A court has decided",
        [RiskEvent.PrisonRelease] = "The suspect is leaving prison",
        [RiskEvent.OrderBreached] = "An order or bail condition was broken",
        [RiskEvent.VictimWithdrawsSupport] = "The victim no longer supports the investigation",
        [RiskEvent.Separation] = "The victim has left or is about to leave",
        [RiskEvent.Pregnancy] = "The victim is pregnant",
        [RiskEvent.HouseMove] = "The victim has moved",
        [RiskEvent.MaracOutcome] = "MARAC has heard the case",
        [RiskEvent.ReviewDateReached] = "The date set for looking again is here",
    };
}
