using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Cases;

/// <summary>A supervisor looks at an open case and says what was found; the next review is due from now (CAS-15).</summary>
[Requires(Permission.ReviewAssessments)]
public sealed record ReviewCase(string Case, string? Words) : ICommand<DateTime>
{
    /// <summary>The kind of its deadline; the subject is the case's reference.</summary>
    public const string Kind = "CaseReview";
}

public sealed class ReviewCaseValidator : AbstractValidator<ReviewCase>
{
    public ReviewCaseValidator() => RuleFor(r => r.Words).RequiredText("Write what you found and what is to be done", "Your words", Lengths.Note);
}

public sealed class ReviewCaseHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce, Deadlines deadlines, CaseStory story) : IRequestHandler<ReviewCase, DateTime>
{
    public async Task<DateTime> Handle(ReviewCase request, CancellationToken cancellationToken)
    {
        var @case = await db.Cases.VisibleTo(user).SingleOrDefaultAsync(c => c.Reference == request.Case, cancellationToken)
            ?? throw new RecordNotFoundException("case", request.Case);
        if (@case.ClosedAt is not null)
        {
            throw new RefusedException("CAS-15", "", "This case is closed: there is nothing to review.");
        }

        var held = await Held.Safeguarding(db, inForce.Policy, @case.Id, cancellationToken);
        await deadlines.Satisfy(ReviewCase.Kind, @case.Reference, cancellationToken);
        deadlines.Open(ReviewCase.Kind, @case.Reference, @case.Id, null, held.Unit);
        var next = DueTime.Of(inForce.Policy, ReviewCase.Kind, clock.GetUtcNow().UtcDateTime).DueAt;
        story.Tell(@case.Id, TimelineKind.Ownership, "Case reviewed by a supervisor", $"{request.Words!.Trim()} Next review by {LocalTime.Text(next)}.");
        trail.Record(AuditAct.Alteration, "case.reviewed", Subject.Case(@case.Reference), $"policy {inForce.Policy.Version}");
        return next;
    }
}
