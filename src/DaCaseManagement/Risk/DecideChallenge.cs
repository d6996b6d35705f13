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

/// <summary>RSK-10: somebody outside the unit decides whose grade is right. Going back to the review's lower grade needs what any lowering needs, unless the
/// review had it.</summary>
[Requires(Permission.DecideChallenges)]
public sealed record DecideChallenge(long DecisionId, bool? Uphold, string? Words, string? VictimContactedAt = null, string? LoweringReason = null) : ICommand<ReviewedGrade>;

public sealed class DecideChallengeValidator : AbstractValidator<DecideChallenge>
{
    public DecideChallengeValidator()
    {
        RuleFor(r => r.Uphold).NotNull().WithMessage("Choose whose grade is right");
        RuleFor(r => r.Words).RequiredText("Write why", "Your words", Lengths.Note);
        RuleFor(r => r.VictimContactedAt).PlainText("When the victim was spoken to", 40);
    }
}

public sealed class DecideChallengeHandler(CaseDbContext db, GradeBook grades, AuditTrail trail, PolicyInForce inForce, Deadlines deadlines, CaseStory story) : IRequestHandler<DecideChallenge, ReviewedGrade>
{
    public async Task<ReviewedGrade> Handle(DecideChallenge request, CancellationToken cancellationToken)
    {
        var book = await grades.OpenAt(request.DecisionId, DecisionStage.Challenged, cancellationToken);
        var (@case, policy, words, subject) = (book.Case, inForce.Policy, request.Words!.Trim(), GradeBook.DecisionSubject(request.DecisionId));
        await grades.EnsureWaiting(book, "ChallengeDecision", subject, "RSK-10", cancellationToken);
        var claim = new LoweringClaim(LocalTime.Parse(request.VictimContactedAt), request.LoweringReason);
        var (stage, grade, contacted, reason) = book.Chain.DecideChallenge(request.DecisionId, request.Uphold == true, book.Judge, claim, grades.Now);
        var challenge = await db.GradeDecisions.AsNoTracking().SingleAsync(d => d.Id == request.DecisionId, cancellationToken);
        var before = book.Chain.Standing!.Value;
        var decision = await grades.Write(book, stage, grade, new GradeGrounds(words, $"The challenge of {LocalTime.Text(challenge.At)}", contacted, reason), cancellationToken, challenge.Id);
        await deadlines.Satisfy("ChallengeDecision", subject, cancellationToken);
        var (standing, routed) = await grades.Stand(book, decision, cancellationToken);

        var (upheld, label) = (stage == DecisionStage.ChallengeUpheld, policy.GradeLabel(standing));
        story.Tell(@case.Id, TimelineKind.Risk, upheld ? $"Challenge upheld: {label} risk stands" : $"Challenge refused: {label} risk stands", words);
        trail.Record(AuditAct.Alteration, "grade.challenge-decided", Subject.Case(@case.Reference), $"{stage}; {before} to {standing}; policy {policy.Version}");
        var reviewers = await db.GradeDecisions.Where(d => d.Id == challenge.AboutId).Select(d => d.ById).ToListAsync(cancellationToken);
        grades.Tell(book, $"The challenge about {book.Assessment.Incident.Reference} was {(upheld ? "upheld" : "refused")}: {label.ToLowerInvariant()} risk stands. {words}", [challenge.ById, book.Assessment.AssessorId, .. reviewers]);
        return new ReviewedGrade(stage, standing, @case.Reference, routed.Because);
    }
}
