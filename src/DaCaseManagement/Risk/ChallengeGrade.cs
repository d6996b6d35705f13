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

/// <summary>RSK-10: an officer says that a review's grade is too low. The higher grade stands from this moment until somebody outside that unit decides.</summary>
/// <param name="DecisionId">The review's decision.</param>
[Requires(Permission.AssessRisk)]
public sealed record ChallengeGrade(long DecisionId, Grade? Claimed, string? Words) : ICommand<ReviewedGrade>;

public sealed class ChallengeGradeValidator : AbstractValidator<ChallengeGrade>
{
    public ChallengeGradeValidator()
    {
        RuleFor(r => r.Claimed).NotNull().WithMessage("Choose the grade you judge right");
        RuleFor(r => r.Words).RequiredText("Write why the grade is too low", "Your words", Lengths.Note);
    }
}

public sealed class ChallengeGradeHandler(CaseDbContext db, GradeBook grades, AuditTrail trail, PolicyInForce inForce, Deadlines deadlines, CaseStory story) : IRequestHandler<ChallengeGrade, ReviewedGrade>
{
    public async Task<ReviewedGrade> Handle(ChallengeGrade request, CancellationToken cancellationToken)
    {
        var target = await db.GradeDecisions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == request.DecisionId, cancellationToken) ?? throw new RecordNotFoundException("decision", "");
        var book = await grades.Open(target.AssessmentId, cancellationToken);
        var (@case, policy, claimed, words) = (book.Case, inForce.Policy, request.Claimed!.Value, request.Words!.Trim());
        book.Chain.Challenge(target.Id, claimed, book.Judge);
        var decider = await grades.Outside(book, book.Chain.Challengeable!, cancellationToken);
        var decision = await grades.Write(book, DecisionStage.Challenged, claimed, new GradeGrounds(words, $"Challenges {policy.GradeLabel(target.Grade).ToLowerInvariant()} risk of {LocalTime.Text(target.At)}"), cancellationToken, target.Id);
        deadlines.Open("ChallengeDecision", GradeBook.DecisionSubject(decision.Id), @case.Id, book.Assessment.IncidentId, decider.Id);

        var (from, to) = (policy.GradeLabel(target.Grade), policy.GradeLabel(claimed));
        story.Tell(@case.Id, TimelineKind.Risk, $"{from} risk challenged; {to} stands until {decider.Name} decides", words);
        trail.Record(AuditAct.Alteration, "grade.challenged", Subject.Case(@case.Reference), $"{book.Assessment.Incident.Reference}; {target.Grade} to {claimed}; decides {decider.Code}; policy {policy.Version}");
        grades.Tell(book, $"The {from.ToLowerInvariant()} grade for {book.Assessment.Incident.Reference} was challenged; {to.ToLowerInvariant()} stands until {decider.Name} decides. {words}", target.ById, book.Assessment.AssessorId);
        var (standing, routed) = await grades.Stand(book, decision, cancellationToken);
        return new ReviewedGrade(DecisionStage.Challenged, standing, @case.Reference, $"{decider.Name} decides. {routed.Because}");
    }
}
