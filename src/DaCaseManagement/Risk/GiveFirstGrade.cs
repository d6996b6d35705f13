using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

namespace DaCaseManagement.Risk;

/// <summary>The first grade, where the policy has a unit give it and not the officer. A higher grade that stands already goes on standing.</summary>
[Requires(Permission.ReviewForUnit)]
public sealed record GiveFirstGrade(long AssessmentId, Grade? Grade, string? Words) : ICommand<ReviewedGrade>;

public sealed class GiveFirstGradeValidator : AbstractValidator<GiveFirstGrade>
{
    public GiveFirstGradeValidator()
    {
        RuleFor(r => r.Grade).NotNull().WithMessage("Choose the grade your unit judges right");
        RuleFor(r => r.Words).RequiredText("Write why", "Your words", Lengths.Note);
    }
}

public sealed class GiveFirstGradeHandler(CaseDbContext db, GradeBook grades, AuditTrail trail, PolicyInForce inForce, Deadlines deadlines, CaseStory story) : IRequestHandler<GiveFirstGrade, ReviewedGrade>
{
    public async Task<ReviewedGrade> Handle(GiveFirstGrade request, CancellationToken cancellationToken)
    {
        var book = await grades.Open(request.AssessmentId, cancellationToken);
        var (@case, policy, grade, words) = (book.Case, inForce.Policy, request.Grade!.Value, request.Words!.Trim());
        await grades.EnsureWaiting(book, "FirstGrade", GradeBook.AssessmentSubject(book.Assessment.Id), "RSK-6", cancellationToken);
        await ReviewForUnitHandler.UnitsOwn(db, book, "FirstGrade", "RSK-6", cancellationToken);
        if (book.By.Id == book.Assessment.AssessorId)
        {
            throw new RefusedException("RSK-8", "", "You made this assessment. Somebody else in the unit grades it.");
        }

        var decision = await grades.Write(book, DecisionStage.UnitGraded, grade, new GradeGrounds(words, $"The assessment for {book.Assessment.Incident.Reference}"), cancellationToken);
        await deadlines.Satisfy("FirstGrade", GradeBook.AssessmentSubject(book.Assessment.Id), cancellationToken);
        story.Tell(@case.Id, TimelineKind.Risk, $"Graded as {policy.GradeLabel(grade)} risk by the unit", words);
        trail.Record(AuditAct.Alteration, "grade.given", Subject.Case(@case.Reference), $"{book.Assessment.Incident.Reference}; {grade}; policy {policy.Version}");
        grades.Tell(book, $"Your assessment for {book.Assessment.Incident.Reference} was graded {policy.GradeLabel(grade).ToLowerInvariant()} risk. {words}", book.Assessment.AssessorId);
        var (standing, routed) = await grades.Stand(book, decision, cancellationToken);
        await grades.AskForReview(book, grade, cancellationToken);
        return new ReviewedGrade(DecisionStage.UnitGraded, standing, @case.Reference, routed.Because);
    }
}
