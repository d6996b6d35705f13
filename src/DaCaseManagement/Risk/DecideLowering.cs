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

public sealed class DecideLoweringHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce, Deadlines deadlines, CaseStory story, CaseRouter router)
    : IRequestHandler<DecideLowering, ReviewedGrade>
{
    public async Task<ReviewedGrade> Handle(DecideLowering request, CancellationToken cancellationToken)
    {
        var (now, policy) = (clock.GetUtcNow().UtcDateTime, inForce.Policy);
        var proposal = await db.GradeDecisions.Include(d => d.Case).Include(d => d.Assessment).ThenInclude(a => a.Incident)
            .Where(d => d.Id == request.DecisionId && d.Stage == DecisionStage.LoweringProposed)
            .Join(db.Cases.VisibleTo(user), d => d.CaseId, c => c.Id, (d, _) => d)
            .SingleOrDefaultAsync(cancellationToken)
            ?? throw new RecordNotFoundException("proposal", "");
        var subject = ReviewGradeHandler.LoweringSubject(proposal.Id);
        if (!await deadlines.IsOpen("LoweringDecision", subject, cancellationToken))
        {
            throw new RefusedException("RSK-9", "", "This proposal has already been decided. Look at the case for who decided what.");
        }

        if (proposal.ById == user.Id || proposal.Assessment.AssessorId == user.Id)
        {
            throw new RefusedException("RSK-9", "", "The second person must be neither who proposed the lower grade nor who made the assessment.");
        }

        // New facts since the proposal: what was true then may not be now.
        var @case = proposal.Case;
        if (request.Confirm == true && await db.GradeDecisions.AnyAsync(d => d.CaseId == @case.Id && d.Id > proposal.Id && d.Grade > proposal.Grade && d.Stage != DecisionStage.LoweringRefused, cancellationToken))
        {
            throw new RefusedException("RSK-9", "Confirm", "Somebody has graded this case higher since the proposal was made. Refuse this one and look again.");
        }

        var stage = request.Confirm == true ? DecisionStage.LoweringConfirmed : DecisionStage.LoweringRefused;
        var by = await db.Users.SingleAsync(u => u.Id == user.Id, cancellationToken);
        db.GradeDecisions.Add(new GradeDecision(proposal.Assessment, stage, proposal.Grade, request.Words!.Trim(), $"The proposal of {proposal.At:d MMM yyyy}", proposal.VictimContactedAt, proposal.LoweringReason, by, policy.Version, now));
        await deadlines.Satisfy("LoweringDecision", subject, cancellationToken);
        var (label, standing) = (policy.GradeLabel(proposal.Grade), @case.Grade ?? proposal.Grade);
        story.Tell(@case.Id, TimelineKind.Risk, stage == DecisionStage.LoweringConfirmed ? $"Lowered to {label} risk by a second person" : $"Lowering to {label} refused; {policy.GradeLabel(standing)} stands", request.Words.Trim());
        trail.Record(AuditAct.Alteration, "grade.lowering-decided", Subject.Case(@case.Reference), $"{stage}; {standing} to {proposal.Grade}; reason {proposal.LoweringReason}; policy {policy.Version}");

        // Both earlier graders hear of it (RSK-9).
        foreach (var told in new[] { proposal.ById, proposal.Assessment.AssessorId }.Distinct())
        {
            db.Notices.Add(new Notice(told, $"Lowering to {label.ToLowerInvariant()} for {proposal.Assessment.Incident.Reference} was {(stage == DecisionStage.LoweringConfirmed ? "confirmed" : "refused")}. {request.Words.Trim()}", @case.Reference, now));
        }

        await db.SaveChangesAsync(cancellationToken);
        if (stage == DecisionStage.LoweringRefused)
        {
            return new ReviewedGrade(stage, standing, @case.Reference, "");
        }

        var routed = await StandingGrade.Apply(db, @case, proposal.Grade, now, policy, router, deadlines, cancellationToken);
        return new ReviewedGrade(stage, proposal.Grade, @case.Reference, routed.Because);
    }
}
