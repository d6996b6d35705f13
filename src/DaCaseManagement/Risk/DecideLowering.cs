using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>The second person of RSK-9: confirms or refuses a lower grade that somebody else proposed.</summary>
[Requires(Permission.ReviewAssessments)]
public sealed record DecideLowering(long DecisionId, bool? Confirm, string? Words) : ICommand<ReviewedGrade>;

public sealed class DecideLoweringValidator : AbstractValidator<DecideLowering>
{
    public DecideLoweringValidator()
    {
        RuleFor(r => r.Confirm).NotNull().WithMessage("Choose whether the grade is lowered");
        RuleFor(r => r.Words).RequiredText("Write why", "Your words", Lengths.Note);
    }
}

public sealed class DecideLoweringHandler(CaseDbContext db, GradeBook grades, AuditTrail trail, PolicyInForce inForce, Deadlines deadlines, CaseStory story) : IRequestHandler<DecideLowering, ReviewedGrade>
{
    public async Task<ReviewedGrade> Handle(DecideLowering request, CancellationToken cancellationToken)
    {
        var book = await grades.OpenAt(request.DecisionId, DecisionStage.LoweringProposed, cancellationToken);
        var (@case, policy, words, subject) = (book.Case, inForce.Policy, request.Words!.Trim(), GradeBook.DecisionSubject(request.DecisionId));
        await grades.EnsureWaiting(book, "LoweringDecision", subject, "RSK-9", cancellationToken);
        var stage = book.Chain.DecideLowering(request.DecisionId, request.Confirm == true, book.Judge);
        var proposal = await db.GradeDecisions.AsNoTracking().SingleAsync(d => d.Id == request.DecisionId, cancellationToken);
        var standing = book.Chain.Standing ?? proposal.Grade;
        var grounds = new GradeGrounds(words, $"The proposal of {LocalTime.Text(proposal.At)}", proposal.VictimContactedAt, proposal.LoweringReason);
        var decision = await grades.Write(book, stage, proposal.Grade, grounds, cancellationToken, proposal.Id);
        await deadlines.Satisfy("LoweringDecision", subject, cancellationToken);

        var (label, confirmed) = (policy.GradeLabel(proposal.Grade), stage == DecisionStage.LoweringConfirmed);
        story.Tell(@case.Id, TimelineKind.Risk, confirmed ? $"Lowered to {label} risk by a second person" : $"Lowering to {label} refused; {policy.GradeLabel(standing)} stands", words);
        trail.Record(AuditAct.Alteration, "grade.lowering-decided", Subject.Case(@case.Reference), $"{stage}; {standing} to {proposal.Grade}; reason {proposal.LoweringReason}; policy {policy.Version}");

        // Both earlier graders hear of it (RSK-9).
        grades.Tell(book, $"Lowering to {label.ToLowerInvariant()} for {book.Assessment.Incident.Reference} was {(confirmed ? "confirmed" : "refused")}. {words}", proposal.ById, book.Assessment.AssessorId);
        if (!confirmed)
        {
            return new ReviewedGrade(stage, standing, @case.Reference, "");
        }

        var (now, routed) = await grades.Stand(book, decision, cancellationToken);
        return new ReviewedGrade(stage, now, @case.Reference, routed.Because);
    }
}
