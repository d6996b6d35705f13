using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk.Instruments;
using DaCaseManagement.Routing;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Risk;

/// <summary>The officer's grade, which stands from this moment (RSK-6): safety work starts, the case is routed, a supervisor is asked to look.</summary>
/// <param name="LowerBecause">Needed when the grade is below what the indicators point to (RSK-3).</param>
[Requires(Permission.AssessRisk)]
public sealed record SubmitAssessment(string Incident, string Case, int? Version, AssessmentEntry Entry, string? LowerBecause, Guid Editor = default) : ICommand<SubmittedAssessment>;

/// <param name="Standing">The grade that stands now: the officer's, unless a higher one stood already.</param>
public sealed record SubmittedAssessment(long Id, Grade Grade, Grade Standing, string RoutedBecause);

public sealed class SubmitAssessmentValidator : AbstractValidator<SubmitAssessment>
{
    public SubmitAssessmentValidator()
    {
        RuleFor(r => r.Entry).SetValidator(new AssessmentEntryValidator()).OverridePropertyName("");
        RuleFor(r => r.Entry.Grade).NotNull().OverridePropertyName("Grade").WithMessage("Choose the grade of risk you judge");
        RuleFor(r => r.Entry.Reason).Must(text => !string.IsNullOrWhiteSpace(text)).OverridePropertyName("Reason").WithMessage("Write why you judge it so");
        RuleFor(r => r.Entry.FaceToFace).NotNull().OverridePropertyName("FaceToFace").WithMessage("Say whether this was face to face");
        RuleFor(r => r.Entry.VictimAlone).NotNull().OverridePropertyName("VictimAlone").WithMessage("Say whether the victim was asked alone");
        RuleFor(r => r.Entry.Explained).NotNull().OverridePropertyName("Explained").WithMessage("Say whether the victim was told why the questions are asked");
        RuleFor(r => r.LowerBecause).PlainText("Why lower", Lengths.Note);
    }
}

public sealed class SubmitAssessmentHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce, Deadlines deadlines, CaseStory story, CaseRouter router)
    : IRequestHandler<SubmitAssessment, SubmittedAssessment>
{
    public async Task<SubmittedAssessment> Handle(SubmitAssessment request, CancellationToken cancellationToken)
    {
        var (now, policy) = (clock.GetUtcNow().UtcDateTime, inForce.Policy);
        var assessment = await AssessmentDrafts.Write(db, user, inForce, clock, request.Incident, request.Case, request.Version, request.Editor, request.Entry, cancellationToken);
        var (@case, grade) = (assessment.Case, request.Entry.Grade!.Value);
        var picture = Grading.Picture(
            InstrumentLibrary.Get(assessment.Instrument),
            [.. assessment.Answers.Select(a => new GivenAnswer(a.Item, a.Reply, a.Detail))],
            await RiskFacts.History(db, @case, policy, now, user.May(Permission.SeeRestrictedCases), cancellationToken));
        Guard(request, policy, grade, picture);
        assessment.Submit(user.Id, now);

        var by = await db.Users.SingleAsync(u => u.Id == user.Id, cancellationToken);
        var words = request.Entry.Reason!.Trim() + (string.IsNullOrWhiteSpace(request.LowerBecause) ? "" : " Lower than the indicators because: " + request.LowerBecause.Trim());
        var information = $"{assessment.Instrument}: {picture.Yes} yes, {picture.KeyYes} key; points to {policy.GradeLabel(picture.Suggested).ToLowerInvariant()} ({picture.SuggestedBecause})";
        db.GradeDecisions.Add(new GradeDecision(assessment, DecisionStage.Officer, grade, words, information, now, null, by, policy.Version, now));

        // INV-3: a new, lower judgement does not lower a grade that stands; that takes contact, a reason from the list and a second person.
        var standing = @case.Grade is { } before && before > grade ? before : grade;
        story.Tell(@case.Id, TimelineKind.Risk, $"Assessed as {policy.GradeLabel(grade)} risk", words + (standing > grade ? $" {policy.GradeLabel(standing)} stands until a supervisor and a second person lower it." : ""), $"/risk/assessments/{request.Incident}/{request.Case}");
        trail.Record(AuditAct.Collection, "assessment.submitted", Subject.Case(@case.Reference), $"{request.Incident}; {grade}; indicators {picture.Suggested}; policy {policy.Version}");
        await deadlines.Satisfy("Assessment", $"{request.Incident} {@case.Reference}", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        if (policy.Assessment.Supervisor != SupervisorPower.None)
        {
            var unit = user.UnitId is { } own ? own : (await router.UnitOf(UnitKind.Response, @case.AreaId, cancellationToken)).Id;
            deadlines.Open("SupervisorSignOff", SignOffSubject(assessment.Id), @case.Id, assessment.IncidentId, unit);
        }

        var routed = await StandingGrade.Apply(db, @case, standing, now, policy, router, deadlines, cancellationToken);
        return new SubmittedAssessment(assessment.Id, grade, standing, routed.Because);
    }

    public static string SignOffSubject(long assessmentId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"assessment {assessmentId}");

    private static void Guard(SubmitAssessment request, ForcePolicy policy, Grade grade, RiskPicture picture)
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
