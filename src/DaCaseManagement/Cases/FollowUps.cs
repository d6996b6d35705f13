using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Cases;

/// <summary>The follow-up of a graded case (CAS-10): a plan for each open incident as the policy has it, for crimes and, where it says so, for the rest; a time by which the plan is
/// looked at again; and the contact clock (CAS-7). Called inside the command that grades, reports or records.</summary>
public sealed class FollowUps(CaseDbContext db, PolicyInForce inForce, TimeProvider clock, Deadlines deadlines, CaseStory story, ContactClock contact)
{
    public const string TouchKind = "PlanTouch";

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>A grade stands, or a new incident belongs to a graded case: opens what the policy asks for now, and ends what it no longer asks for.</summary>
    public async Task Plan(Case @case, CancellationToken cancel)
    {
        if (@case is not { Grade: { } grade, ClosedAt: null })
        {
            return;
        }

        await contact.Look(@case, cancel);
        var policy = inForce.Policy;
        if (!policy.FollowUp.Grades.Contains(grade))
        {
            await End(@case, $"This force plans no follow-up at {policy.GradeLabel(grade).ToLowerInvariant()} risk", cancel);
            return;
        }

        var held = await Held.Safeguarding(db, policy, @case.Id, cancel);
        await Resume(@case, held, cancel);
        foreach (var incident in await FollowUpFacts.Unplanned(db, @case.Id, policy.FollowUp.NonCrimes, cancel))
        {
            Open(@case, incident, held, policy);
        }

        await db.SaveChangesAsync(cancel);
        if (policy.FollowUp.PlanTouchedDays is { } days && !await deadlines.IsOpen(TouchKind, @case.Reference, cancel) && await db.FollowUpTasks.AnyAsync(t => t.CaseId == @case.Id && t.CancelledAt == null, cancel))
        {
            deadlines.OpenFor(days * 1_440, TouchKind, @case.Reference, @case.Id, null, held.Unit, held.User);
        }
    }

    /// <summary>A closed case is opened again: its review, and what of its plans was still to be done, a day from now at the earliest.</summary>
    public async Task Reopened(Case @case, CancellationToken cancel)
    {
        var held = await Held.Safeguarding(db, inForce.Policy, @case.Id, cancel);
        deadlines.Open(ReviewCase.Kind, @case.Reference, @case.Id, null, held.Unit);
        foreach (var task in await db.FollowUpTasks.Include(t => t.Case).Where(t => t.CaseId == @case.Id && t.IsOpen).ToListAsync(cancel))
        {
            deadlines.OpenAt(task.DueAt > Now ? task.DueAt : Now.AddDays(1), FollowUpTask.Kind, await Subject(task, cancel), @case.Id, task.IncidentId, held.Unit, held.User);
        }

        await Plan(@case, cancel);
    }

    /// <summary>A record shows that a step of an incident's plans was taken.</summary>
    public async Task Seen(long incidentId, FollowUpEvidence evidence, CancellationToken cancel)
    {
        foreach (var task in await db.FollowUpTasks.Include(t => t.Case).Where(t => t.IncidentId == incidentId && t.DoneBy == evidence && t.IsOpen).ToListAsync(cancel))
        {
            task.Seen(Now, FollowUpFacts.Note(evidence));
            await deadlines.Satisfy(FollowUpTask.Kind, await Subject(task, cancel), cancel);
        }
    }

    /// <summary>Somebody did something for the victim: the plan is looked at again so many days from now.</summary>
    public async Task Touched(long caseId, string reference, CancellationToken cancel)
    {
        if (await deadlines.IsOpen(TouchKind, reference, cancel))
        {
            await deadlines.Satisfy(TouchKind, reference, cancel);
            if (inForce.Policy.FollowUp.PlanTouchedDays is { } days)
            {
                var held = await Held.Safeguarding(db, inForce.Policy, caseId, cancel);
                deadlines.OpenFor(days * 1_440, TouchKind, reference, caseId, null, held.Unit, held.User);
            }
        }
    }

    public async Task<string> Subject(FollowUpTask task, CancellationToken cancel) =>
        FollowUpTask.Subject(task.Case.Reference, await db.Incidents.Where(i => i.Id == task.IncidentId).Select(i => i.Reference).SingleAsync(cancel), task.Place);

    private void Open(Case @case, FollowUpFacts incident, Held held, ForcePolicy policy)
    {
        for (var n = 0; n < policy.FollowUp.Steps.Count; n++)
        {
            var step = policy.FollowUp.Steps[n];
            var due = DueTime.Of(policy, FollowUpTask.Kind, incident.ReportedAt, step.Hours * 60).DueAt;
            var task = new FollowUpTask(@case, incident.Id, n + 1, step, due, policy.Version, Now);
            db.FollowUpTasks.Add(task);
            if (step.DoneBy is { } evidence && incident.Shows(evidence) is { } at)
            {
                task.Seen(at, FollowUpFacts.Note(evidence));
            }
            else if (step.DoneBy is null || due > Now)
            {
                // What the first hour should have seen has clocks of its own; a second one, late from the start, would tell nobody anything new.
                deadlines.OpenFor(step.Hours * 60, FollowUpTask.Kind, FollowUpTask.Subject(@case.Reference, incident.Reference, n + 1), @case.Id, incident.Id, held.Unit, held.User, incident.ReportedAt);
            }
        }

        if (policy.FollowUp.Steps.Count > 0)
        {
            story.Tell(@case.Id, TimelineKind.Contact, $"Follow-up planned after {incident.Reference}", $"{policy.FollowUp.Steps.Count} {(policy.FollowUp.Steps.Count == 1 ? "step" : "steps")}. Policy {policy.Version}.", $"/cases/{@case.Reference}/follow-up");
        }
    }

    /// <summary>Steps that a lower grade had ended and a higher one asks for again.</summary>
    private async Task Resume(Case @case, Held held, CancellationToken cancel)
    {
        var ended = await db.FollowUpTasks.Include(t => t.Case).Where(t => t.CaseId == @case.Id && t.CancelledAt != null).ToListAsync(cancel);
        var incidents = ended.Select(t => t.IncidentId).Distinct().ToList();

        // In two steps: asked in one, SQLite begins with every incident there is.
        var abuse = incidents.Count == 0 ? [] : await db.Incidents.Where(i => incidents.Contains(i.Id) && i.Coding == Incidents.Coding.DomesticAbuse).Select(i => i.Id).ToListAsync(cancel);
        foreach (var task in ended.Where(t => abuse.Contains(t.IncidentId)))
        {
            task.Resume();
            deadlines.OpenAt(task.DueAt > Now ? task.DueAt : Now.AddDays(1), FollowUpTask.Kind, await Subject(task, cancel), @case.Id, task.IncidentId, held.Unit, held.User);
        }
    }

    /// <summary>An incident is no longer domestic abuse: nothing more is planned after it.</summary>
    public async Task EndFor(long incidentId, string because, CancellationToken cancel) =>
        await Cancel(await db.FollowUpTasks.Include(t => t.Case).Where(t => t.IncidentId == incidentId && t.IsOpen).ToListAsync(cancel), because, cancel);

    private async Task Cancel(List<FollowUpTask> tasks, string because, CancellationToken cancel)
    {
        foreach (var task in tasks)
        {
            task.Cancel(because, Now);
            await deadlines.Cancel(FollowUpTask.Kind, await Subject(task, cancel), because, cancel);
        }
    }

    private async Task End(Case @case, string because, CancellationToken cancel)
    {
        var tasks = await db.FollowUpTasks.Include(t => t.Case).Where(t => t.CaseId == @case.Id && t.IsOpen).ToListAsync(cancel);
        await Cancel(tasks, because, cancel);

        await deadlines.Cancel(TouchKind, @case.Reference, because, cancel);
        if (tasks.Count > 0)
        {
            story.Tell(@case.Id, TimelineKind.Contact, "Follow-up ended", because + ".", $"/cases/{@case.Reference}/follow-up");
        }
    }
}
