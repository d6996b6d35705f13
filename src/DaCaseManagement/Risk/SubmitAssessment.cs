using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>The officer's grade, which stands from this moment (RSK-6): safety work starts, the case is routed, a supervisor is asked to look.</summary>
/// <param name="LowerBecause">Needed when the grade is below what the indicators point to (RSK-3).</param>
[Requires(Permission.AssessRisk)]
public sealed record SubmitAssessment(string Incident, string Case, int? Version, AssessmentEntry Entry, string? LowerBecause, Guid Editor = default) : ICommand<SubmittedAssessment>;

/// <param name="Grade">The officer's; null where a unit gives the first grade.</param>
/// <param name="Standing">The grade that stands now: the officer's, unless a higher one stood already.</param>
public sealed record SubmittedAssessment(long Id, Grade? Grade, Grade? Standing, string RoutedBecause);

public sealed class SubmitAssessmentValidator : AbstractValidator<SubmitAssessment>
{
    public SubmitAssessmentValidator(PolicyInForce inForce)
    {
        RuleFor(r => r.Entry).SetValidator(new AssessmentEntryValidator()).OverridePropertyName("");

        // Where a unit gives the first grade, the officer gives none (RSK-6 criticises it; the policy check says so).
        RuleFor(r => r.Entry.Grade).NotNull().When(_ => inForce.Policy.Assessment.GradedBy is null).OverridePropertyName("Grade").WithMessage("Choose the grade of risk you judge");
        RuleFor(r => r.Entry.Reason).Must(text => !string.IsNullOrWhiteSpace(text)).OverridePropertyName("Reason").WithMessage("Write why you judge it so");
        RuleFor(r => r.Entry.FaceToFace).NotNull().OverridePropertyName("FaceToFace").WithMessage("Say whether this was face to face");
        RuleFor(r => r.Entry.VictimAlone).NotNull().OverridePropertyName("VictimAlone").WithMessage("Say whether the victim was asked alone");
        RuleFor(r => r.Entry.Explained).NotNull().OverridePropertyName("Explained").WithMessage("Say whether the victim was told why the questions are asked");
        RuleFor(r => r.LowerBecause).PlainText("Why lower", Lengths.Note);
    }
}

public sealed class SubmitAssessmentHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce, Deadlines deadlines, CaseStory story, CaseRouter router, GradeBook grades, AfterAssessment after)
    : IRequestHandler<SubmitAssessment, SubmittedAssessment>
{
    public async Task<SubmittedAssessment> Handle(SubmitAssessment request, CancellationToken cancellationToken)
    {
        var (now, policy) = (clock.GetUtcNow().UtcDateTime, inForce.Policy);
        var assessment = await AssessmentDrafts.Write(db, user, inForce, clock, request.Incident, request.Case, request.Version, request.Editor, request.Entry, cancellationToken);
        var (@case, grade) = (assessment.Case, policy.Assessment.GradedBy is null ? request.Entry.Grade : null);
        var picture = Grading.Picture(
            (await AssessmentForms.Of(db, assessment.Instrument, assessment, cancellationToken)).Answered(assessment),
            await RiskFacts.History(db, @case, policy, now, user.May(Permission.SeeRestrictedCases), cancellationToken));
        Guard(request, policy, grade, picture);
        var provisional = await AtTheScene.Check(db, assessment, policy, cancellationToken);
        assessment.Submit(user.Id, now, provisional);
        await AtTheScene.Report(db, assessment, user, policy.Version, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);

        var words = request.Entry.Reason!.Trim() + (string.IsNullOrWhiteSpace(request.LowerBecause) ? "" : " Lower than the indicators because: " + request.LowerBecause.Trim());
        var book = await grades.Open(assessment, cancellationToken);
        trail.Record(AuditAct.Collection, "assessment.submitted", Subject.Case(@case.Reference), $"{request.Incident}; {grade?.ToString() ?? "not graded"}; indicators {picture.Suggested}; policy {policy.Version}");
        if (!provisional)
        {
            await deadlines.Satisfy("Assessment", $"{request.Incident} {@case.Reference}", cancellationToken);
        }

        await after.Submitted(assessment, cancellationToken);
        if (grade is not { } given)
        {
            var unit = await router.UnitOf(policy.Assessment.GradedBy!.Value, @case.AreaId, cancellationToken);
            deadlines.Open("FirstGrade", GradeBook.AssessmentSubject(assessment.Id), @case.Id, assessment.IncidentId, unit.Id);
            story.Tell(@case.Id, TimelineKind.Risk, $"Assessed; {unit.Name} gives the grade", words, $"/risk/assessments/{request.Incident}/{request.Case}");
            return new SubmittedAssessment(assessment.Id, null, @case.Grade, $"{unit.Name} gives the first grade under this force's policy.");
        }

        var information = $"{assessment.Instrument}: {picture.Yes} yes, {picture.KeyYes} key; points to {policy.GradeLabel(picture.Suggested).ToLowerInvariant()} ({picture.SuggestedBecause})";
        var decision = await grades.Write(book, DecisionStage.Officer, given, new GradeGrounds(words, information, now), cancellationToken);
        await grades.AskForReview(book, given, cancellationToken);

        // INV-3: a new, lower judgement does not lower a grade that stands; that takes contact, a reason from the list and a second person.
        var (standing, routed) = await grades.Stand(book, decision, cancellationToken);
        story.Tell(@case.Id, TimelineKind.Risk, $"Assessed as {policy.GradeLabel(given)} risk", words + (standing > given ? $" {policy.GradeLabel(standing)} stands until a supervisor and a second person lower it." : ""), $"/risk/assessments/{request.Incident}/{request.Case}");
        return new SubmittedAssessment(assessment.Id, given, standing, routed.Because);
    }

    private static void Guard(SubmitAssessment request, ForcePolicy policy, Grade? grade, RiskPicture picture)
    {
        if (picture.Asked == 0)
        {
            throw new RefusedException("RSK-4", "", "No question has been answered. Ask, or record each as declined or not known.");
        }

        if (grade < picture.Suggested && string.IsNullOrWhiteSpace(request.LowerBecause))
        {
            throw new RefusedException("RSK-3", "LowerBecause", $"The indicators point to {policy.GradeLabel(picture.Suggested).ToLowerInvariant()} ({picture.SuggestedBecause}). Say why you judge it lower.");
        }
    }
}
