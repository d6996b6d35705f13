using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

namespace DaCaseManagement.Routing;

/// <summary>The unit will not take it, and says why; the sender still owns it and is asked what now (RTE-2).</summary>
[Requires(Permission.HandOver)]
public sealed record RejectHandover(long OfferId, string? Because) : ICommand<HandoverDone>;

public sealed class RejectHandoverValidator : AbstractValidator<RejectHandover>
{
    public RejectHandoverValidator() => RuleFor(r => r.Because).RequiredText("Write why your unit cannot take it", "Your reason", Lengths.Note);
}

public sealed class RejectHandoverHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, Deadlines deadlines, CaseStory story) : IRequestHandler<RejectHandover, HandoverDone>
{
    public async Task<HandoverDone> Handle(RejectHandover request, CancellationToken cancellationToken)
    {
        var offer = await Offers.Find(db, user, request.OfferId, cancellationToken);
        offer.Reject(user.Id, request.Because!.Trim(), clock.GetUtcNow().UtcDateTime);
        var subject = CaseRouter.Subject(offer.Case, offer.Kind);
        await deadlines.Cancel("HandoverAcceptance", subject, "Rejected", cancellationToken);
        deadlines.Open("RejectedHandover", subject, offer.CaseId, null, offer.FromUnitId);
        story.Tell(offer.CaseId, TimelineKind.Ownership, $"{offer.ToUnit!.Name} rejected {CaseRouter.Words(offer.Kind)}; {offer.FromUnit!.Name} still holds it", request.Because.Trim());
        trail.Record(AuditAct.Alteration, "handover.rejected", Subject.Case(offer.Case.Reference), $"{offer.Kind}; from {offer.FromUnit.Code} to {offer.ToUnit.Code}");
        return new HandoverDone(offer.Case.Reference, offer.Kind);
    }
}
