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

/// <summary>A supervisor lets an incident go without an assessment, or refuses, with words (RSK-5). Never who asked.</summary>
[Requires(Permission.ApproveExceptions)]
public sealed record DecideExemption(long Id, bool? Approve, string? Words) : ICommand<ExemptionStage>;

public sealed class DecideExemptionValidator : AbstractValidator<DecideExemption>
{
    public DecideExemptionValidator()
    {
        RuleFor(r => r.Approve).NotNull().WithMessage("Choose whether this may stand without an assessment");
        RuleFor(r => r.Words).RequiredText("Write why", "Your words", Lengths.Note);
    }
}

public sealed class DecideExemptionHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce, Deadlines deadlines, CaseStory story) : IRequestHandler<DecideExemption, ExemptionStage>
{
    public async Task<ExemptionStage> Handle(DecideExemption request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var exemption = await db.Exemptions.Include(e => e.Steps).Include(e => e.Case).Include(e => e.Incident).AsSplitQuery()
            .Where(e => e.Id == request.Id && db.Cases.VisibleTo(user).Any(c => c.Id == e.CaseId))
            .SingleOrDefaultAsync(cancellationToken)
            ?? throw new RecordNotFoundException("exception", "");
        if (exemption.AskedById == user.Id)
        {
            throw new RefusedException("RSK-5", "", "Nobody decides on their own request. Another supervisor must.");
        }

        var (stage, words, incident, reference) = (request.Approve == true ? ExemptionStage.Approved : ExemptionStage.Refused, request.Words!.Trim(), exemption.Incident.Reference, exemption.Case.Reference);
        exemption.Go(stage, words, user.Id, user.FullName, inForce.Policy.Version, now);
        await deadlines.Satisfy(Exemptions.Kind, Exemptions.Subject(exemption.Id), cancellationToken);
        if (stage == ExemptionStage.Approved)
        {
            (await db.CaseIncidents.SingleAsync(c => c.IncidentId == exemption.IncidentId && c.CaseId == exemption.CaseId, cancellationToken)).Settle();
            await deadlines.Cancel("Assessment", $"{incident} {reference}", "A supervisor has let it go without an assessment", cancellationToken);
        }

        story.Tell(exemption.CaseId, TimelineKind.Risk, stage == ExemptionStage.Approved ? $"{incident} may stand without a risk assessment" : $"{incident} must have its risk assessment: the exception was refused", words, Exemptions.Path(incident, reference));
        db.Notices.Add(new Notice(exemption.AskedById, stage == ExemptionStage.Approved ? $"{incident} may stand without a risk assessment. {words}" : $"{incident} still needs its risk assessment. {words}", reference, now));
        trail.Record(AuditAct.Alteration, "exception.decided", Subject.Case(reference), $"{incident}; {stage}; policy {inForce.Policy.Version}");
        return stage;
    }
}
