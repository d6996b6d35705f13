using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Cases;

/// <summary>A step of the follow-up was taken, or will not be, in the words of whoever knows (CAS-10).</summary>
/// <param name="Done">False: it is not done, and why.</param>
[Requires(Permission.KeepContact)]
public sealed record RecordStep(string Case, long Step, bool? Done, string? Words) : ICommand<string>;

public sealed class RecordStepValidator : AbstractValidator<RecordStep>
{
    public RecordStepValidator()
    {
        RuleFor(r => r.Done).NotNull().WithMessage("Choose whether it was done");
        RuleFor(r => r.Words).RequiredText("Write what was done, or why not", "Your words", Lengths.Note);
    }
}

public sealed class RecordStepHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, Deadlines deadlines, CaseStory story, FollowUps followUps) : IRequestHandler<RecordStep, string>
{
    public async Task<string> Handle(RecordStep request, CancellationToken cancellationToken)
    {
        var (now, words) = (clock.GetUtcNow().UtcDateTime, request.Words!.Trim());
        var task = await db.FollowUpTasks.Include(t => t.Case).SingleOrDefaultAsync(t => t.Id == request.Step && db.Cases.VisibleTo(user).Any(c => c.Id == t.CaseId && c.Reference == request.Case), cancellationToken)
            ?? throw new RecordNotFoundException("step", "");
        if (task.Case.ClosedAt is not null)
        {
            throw new RefusedException("CAS-10", "", "This case is closed: nobody holds its plan any more.");
        }

        if (!task.IsOpen)
        {
            throw new RefusedException("CAS-10", "", task.CancelledAt is not null ? "This step is no longer asked for." : $"{task.DoneByName ?? "The system"} has recorded this already: {task.Note ?? task.NotDoneBecause}");
        }

        if (request.Done == true)
        {
            task.Done(now, user.Id, user.FullName, words);
        }
        else
        {
            task.NotDone(now, user.Id, user.FullName, words);
        }

        await deadlines.Satisfy(FollowUpTask.Kind, await followUps.Subject(task, cancellationToken), cancellationToken);
        await followUps.Touched(task.CaseId, task.Case.Reference, cancellationToken);
        story.Tell(task.CaseId, TimelineKind.Contact, request.Done == true ? "Follow-up step done" : "Follow-up step not done", $"{task.Words}. {words}", $"/cases/{task.Case.Reference}/follow-up");
        trail.Record(AuditAct.Collection, request.Done == true ? "follow-up.done" : "follow-up.not-done", Subject.Case(task.Case.Reference), $"step {task.Place}; policy {task.PolicyVersion}");
        return task.Words;
    }
}
