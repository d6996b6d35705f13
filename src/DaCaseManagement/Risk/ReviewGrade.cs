using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using FluentValidation;

using MediatR;

namespace DaCaseManagement.Risk;

/// <summary>A supervisor agrees with the officer's grade or amends it, always with words (RSK-8). A lower grade than the one that stands is only proposed,
/// with contact and a listed reason, until a second person decides (RSK-9).</summary>
/// <param name="Grade">The supervisor's own grade; the same as the officer's means agreement.</param>
/// <param name="VictimContactedAt">As typed: when the victim was last spoken to; needed to lower.</param>
/// <param name="LoweringReason">One of the policy's reasons; needed to lower.</param>
[Requires(Permission.ReviewAssessments)]
public sealed record ReviewGrade(long AssessmentId, Grade? Grade, string? Words, string? VictimContactedAt = null, string? LoweringReason = null) : ICommand<ReviewedGrade>;

/// <param name="Standing">The grade that stands now.</param>
public sealed record ReviewedGrade(DecisionStage Stage, Grade Standing, string CaseReference, string RoutedBecause);

public sealed class ReviewGradeValidator : AbstractValidator<ReviewGrade>
{
    public ReviewGradeValidator()
    {
        RuleFor(r => r.Grade).NotNull().WithMessage("Choose the grade you judge right");
        RuleFor(r => r.Words).RequiredText("Write why: a supervisor never only ticks", "Your words", Lengths.Note);
        RuleFor(r => r.VictimContactedAt).PlainText("When the victim was spoken to", 40);
    }
}

public sealed class ReviewGradeHandler(GradeBook grades, GradeReview review, AuditTrail trail) : IRequestHandler<ReviewGrade, ReviewedGrade>
{
    public async Task<ReviewedGrade> Handle(ReviewGrade request, CancellationToken cancellationToken)
    {
        var book = await grades.Open(request.AssessmentId, cancellationToken);
        await grades.EnsureWaiting(book, "SupervisorSignOff", GradeBook.AssessmentSubject(book.Assessment.Id), "RSK-8", cancellationToken);
        var claim = new LoweringClaim(LocalTime.Parse(request.VictimContactedAt), request.LoweringReason);
        return await review.Record(trail, book, ReviewSeat.Supervisor, "SupervisorSignOff", request.Grade!.Value, request.Words!.Trim(), claim, cancellationToken);
    }
}

/// <summary>What a supervisor's review and a unit's have in common.</summary>
public sealed class GradeReview(GradeBook grades, CurrentUser user, PolicyInForce inForce, Deadlines deadlines, CaseStory story, CaseRouter router)
{
    public async Task<ReviewedGrade> Record(AuditTrail trail, OpenBook book, ReviewSeat seat, string answers, Grade grade, string words, LoweringClaim claim, CancellationToken cancel)
    {
        var (@case, policy, before) = (book.Case, inForce.Policy, book.Chain.Standing ?? grade);
        var stage = book.Chain.Review(seat, grade, book.Judge, book.Assessment.Id, claim, grades.Now);
        var lowers = stage == DecisionStage.LoweringProposed;
        var grounds = new GradeGrounds(words, $"The assessment for {book.Assessment.Incident.Reference}", lowers ? claim.ContactTyped : null, lowers ? claim.Reason : null);
        var decision = await grades.Write(book, stage, grade, grounds, cancel);
        await deadlines.Satisfy(answers, GradeBook.AssessmentSubject(book.Assessment.Id), cancel);

        var (label, who) = (policy.GradeLabel(grade), seat == ReviewSeat.Supervisor ? "Supervisor" : "Unit review");
        story.Tell(@case.Id, TimelineKind.Risk, stage switch
        {
            DecisionStage.SupervisorAgreed or DecisionStage.UnitAgreed => $"{who} agreed: {label} risk",
            DecisionStage.LoweringProposed => $"{who} proposes lowering to {label} risk; {policy.GradeLabel(before)} stands until a second person decides",
            _ => $"{who} amended to {label} risk",
        }, words);
        trail.Record(AuditAct.Alteration, "grade.reviewed", Subject.Case(@case.Reference), $"{book.Assessment.Incident.Reference}; {stage}; stood {before}; {grade}; policy {policy.Version}");
        if (stage is DecisionStage.SupervisorAgreed or DecisionStage.UnitAgreed)
        {
            // RSK-14: nobody is left to wonder.
            grades.Tell(book, $"Your assessment for {book.Assessment.Incident.Reference}: {(seat == ReviewSeat.Supervisor ? "the supervisor" : "the reviewing unit")} agreed with {label.ToLowerInvariant()} risk. {words}", book.Assessment.AssessorId);
        }
        else
        {
            // RSK-8: amending sends the reason back to the author.
            grades.Tell(book, $"Your assessment for {book.Assessment.Incident.Reference}: {(seat == ReviewSeat.Supervisor ? "the supervisor" : "the reviewing unit")} {(lowers ? "proposes" : "set")} {label.ToLowerInvariant()} risk. {words}", book.Assessment.AssessorId);
        }

        if (lowers)
        {
            deadlines.Open("LoweringDecision", GradeBook.DecisionSubject(decision.Id), @case.Id, book.Assessment.IncidentId, user.UnitId ?? (await router.UnitOf(UnitKind.SpecialistDa, @case.AreaId, cancel)).Id);
            return new ReviewedGrade(stage, before, @case.Reference, "");
        }

        var (standing, routed) = await grades.Stand(book, decision, cancel);
        return new ReviewedGrade(stage, standing, @case.Reference, routed.Because);
    }
}
