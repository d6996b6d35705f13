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

/// <summary>A supervisor agrees with the officer's grade or amends it, always with words (RSK-8). A lower grade than the one that stands is only proposed,
/// with contact and a listed reason, until a second person decides (RSK-9).</summary>
/// <param name="Grade">The supervisor's own grade; the same as the officer's means agreement.</param>
/// <param name="VictimContactedAt">As typed: when the victim was last spoken to; needed to lower.</param>
/// <param name="LoweringReason">One of the policy's reasons; needed to lower.</param>
[Requires(Permission.ReviewAssessments)]
public sealed record ReviewGrade(long AssessmentId, Grade? Grade, string? Words, string? VictimContactedAt = null, string? LoweringReason = null) : ICommand<ReviewedGrade>;

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

public sealed class ReviewGradeHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce, Deadlines deadlines, CaseStory story, CaseRouter router)
    : IRequestHandler<ReviewGrade, ReviewedGrade>
{
    public async Task<ReviewedGrade> Handle(ReviewGrade request, CancellationToken cancellationToken)
    {
        var (now, policy) = (clock.GetUtcNow().UtcDateTime, inForce.Policy);
        var assessment = await db.Assessments.Include(a => a.Case).Include(a => a.Incident)
            .Where(a => a.Id == request.AssessmentId && a.SubmittedAt != null)
            .Join(db.Cases.VisibleTo(user), a => a.CaseId, c => c.Id, (a, _) => a)
            .SingleOrDefaultAsync(cancellationToken)
            ?? throw new RecordNotFoundException("assessment", "");
        var signOff = SubmitAssessmentHandler.SignOffSubject(assessment.Id);
        if (!await deadlines.IsOpen("SupervisorSignOff", signOff, cancellationToken))
        {
            throw new RefusedException("RSK-8", "", "This assessment has already been signed off. Look at the case for who decided what.");
        }

        if (assessment.AssessorId == user.Id)
        {
            throw new RefusedException("RSK-8", "", "Nobody signs off their own assessment. Another supervisor must.");
        }

        var (@case, grade, officer) = (assessment.Case, request.Grade!.Value, await OfficersGrade(assessment, cancellationToken));
        var standing = @case.Grade ?? officer;
        var lowers = grade < standing;
        DateTime? contacted = lowers ? Guard(request, policy, @case, now) : null;
        var stage = lowers ? DecisionStage.LoweringProposed : grade == officer ? DecisionStage.SupervisorAgreed : DecisionStage.SupervisorAmended;
        var by = await db.Users.SingleAsync(u => u.Id == user.Id, cancellationToken);
        var decision = new GradeDecision(assessment, stage, grade, request.Words!.Trim(), $"The assessment for {assessment.Incident.Reference}", contacted, lowers ? request.LoweringReason : null, by, policy.Version, now);
        db.GradeDecisions.Add(decision);
        await deadlines.Satisfy("SupervisorSignOff", signOff, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);

        var label = policy.GradeLabel(grade);
        story.Tell(@case.Id, TimelineKind.Risk, stage switch
        {
            DecisionStage.SupervisorAgreed => $"Supervisor agreed: {label} risk",
            DecisionStage.SupervisorAmended => $"Supervisor amended to {label} risk",
            _ => $"Supervisor proposes lowering to {label} risk; {policy.GradeLabel(standing)} stands until a second person decides",
        }, request.Words.Trim());
        trail.Record(AuditAct.Alteration, "grade.reviewed", Subject.Case(@case.Reference), $"{assessment.Incident.Reference}; {stage}; officer {officer}; supervisor {grade}; policy {policy.Version}");
        if (stage != DecisionStage.SupervisorAgreed)
        {
            // RSK-8: amending sends the reason back to the author.
            db.Notices.Add(new Notice(assessment.AssessorId, $"Your {policy.GradeLabel(officer).ToLowerInvariant()} grade for {assessment.Incident.Reference}: the supervisor {(lowers ? "proposes" : "set")} {label.ToLowerInvariant()}. {request.Words.Trim()}", @case.Reference, now));
        }

        if (lowers)
        {
            deadlines.Open("LoweringDecision", LoweringSubject(decision.Id), @case.Id, assessment.IncidentId, user.UnitId ?? (await router.UnitOf(UnitKind.SpecialistDa, @case.AreaId, cancellationToken)).Id);
            return new ReviewedGrade(stage, standing, @case.Reference, "");
        }

        var routed = await StandingGrade.Apply(db, @case, grade, now, policy, router, deadlines, cancellationToken);
        return new ReviewedGrade(stage, grade, @case.Reference, routed.Because);
    }

    public static string LoweringSubject(long decisionId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"decision {decisionId}");

    private Task<Grade> OfficersGrade(RiskAssessment assessment, CancellationToken cancel) =>
        db.GradeDecisions.Where(d => d.AssessmentId == assessment.Id && d.Stage == DecisionStage.Officer).Select(d => d.Grade).SingleAsync(cancel);

    /// <returns>When the victim was spoken to, UTC.</returns>
    private static DateTime Guard(ReviewGrade request, ForcePolicy policy, Case @case, DateTime now)
    {
        if (LocalTime.Parse(request.VictimContactedAt) is not { } contacted)
        {
            throw new RefusedException("RSK-9", "VictimContactedAt", "A lower grade needs direct contact with the victim: enter the day and time, like 21/11/2026 14:30");
        }

        if (contacted > now)
        {
            throw new RefusedException("RSK-9", "VictimContactedAt", "The contact must be in the past");
        }

        if (@case.GradedAt is { } gradedAt && contacted < gradedAt)
        {
            throw new RefusedException("RSK-9", "VictimContactedAt", $"The victim must have been spoken to since the grade that stands was given ({LocalTime.Text(gradedAt)})");
        }

        return policy.Assessment.LoweringReasons.Contains(request.LoweringReason) ? contacted
            : throw new RefusedException("RSK-9", "LoweringReason", "Choose one of the reasons for a lower grade");
    }
}
