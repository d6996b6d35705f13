using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>RSK-11: the unit the policy names looks again at a grade and agrees, raises it, or proposes to lower it.</summary>
[Requires(Permission.ReviewForUnit)]
public sealed record ReviewForUnit(long AssessmentId, Grade? Grade, string? Words, string? VictimContactedAt = null, string? LoweringReason = null) : ICommand<ReviewedGrade>;

public sealed class ReviewForUnitValidator : AbstractValidator<ReviewForUnit>
{
    public ReviewForUnitValidator()
    {
        RuleFor(r => r.Grade).NotNull().WithMessage("Choose the grade your unit judges right");
        RuleFor(r => r.Words).RequiredText("Write why", "Your words", Lengths.Note);
        RuleFor(r => r.VictimContactedAt).PlainText("When the victim was spoken to", 40);
    }
}

public sealed class ReviewForUnitHandler(CaseDbContext db, GradeBook grades, GradeReview review, AuditTrail trail) : IRequestHandler<ReviewForUnit, ReviewedGrade>
{
    public async Task<ReviewedGrade> Handle(ReviewForUnit request, CancellationToken cancellationToken)
    {
        var book = await grades.Open(request.AssessmentId, cancellationToken);
        await grades.EnsureWaiting(book, "SecondaryReview", GradeBook.AssessmentSubject(book.Assessment.Id), "RSK-11", cancellationToken);
        await UnitsOwn(db, book, "SecondaryReview", "RSK-11", cancellationToken);
        var claim = new LoweringClaim(LocalTime.Parse(request.VictimContactedAt), request.LoweringReason);
        return await review.Record(trail, book, ReviewSeat.Unit, "SecondaryReview", request.Grade!.Value, request.Words!.Trim(), claim, cancellationToken);
    }

    /// <summary>Whoever answers for a unit works in it.</summary>
    internal static async Task UnitsOwn(CaseDbContext db, OpenBook book, string kind, string rule, CancellationToken cancel)
    {
        var subject = GradeBook.AssessmentSubject(book.Assessment.Id);
        var owner = await db.Deadlines.Where(d => d.IsOpen && d.Kind == kind && d.Subject == subject).Select(d => new { d.OwnerUnitId, d.OwnerUnit!.Name }).FirstAsync(cancel);
        if (owner.OwnerUnitId != book.By.UnitId)
        {
            throw new RefusedException(rule, "", $"{owner.Name} looks at this one. Ask them, or challenge the grade.");
        }
    }
}
