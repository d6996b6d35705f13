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

namespace DaCaseManagement.Routing;

/// <summary>The unit that holds a responsibility offers it to another (RTE-2), with a reason. It stays theirs until accepted.</summary>
[Requires(Permission.HandOver)]
public sealed record OfferHandover(string Case, ResponsibilityKind? Kind, long? ToUnit, string? Because) : ICommand<HandoverDone>;

public sealed class OfferHandoverValidator : AbstractValidator<OfferHandover>
{
    public OfferHandoverValidator()
    {
        RuleFor(r => r.Kind).NotNull().WithMessage("Choose which responsibility to hand over");
        RuleFor(r => r.ToUnit).NotNull().WithMessage("Choose the unit to offer it to");
        RuleFor(r => r.Because).RequiredText("Write why it should go there", "Your reason", Lengths.Note);
    }
}

public sealed class OfferHandoverHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce, Deadlines deadlines, CaseStory story) : IRequestHandler<OfferHandover, HandoverDone>
{
    public async Task<HandoverDone> Handle(OfferHandover request, CancellationToken cancellationToken)
    {
        var (now, kind) = (clock.GetUtcNow().UtcDateTime, request.Kind!.Value);
        var @case = await db.Cases.VisibleTo(user).SingleOrDefaultAsync(c => c.Reference == request.Case, cancellationToken)
            ?? throw new RecordNotFoundException("case", request.Case);
        var owner = await db.Responsibilities.Include(r => r.OwnerUnit).SingleOrDefaultAsync(r => r.CaseId == @case.Id && r.Kind == kind && r.IsCurrent, cancellationToken)
            ?? throw new RefusedException("RTE-1", "", "This case is closed.");
        if (owner.OwnerUnitId != user.UnitId)
        {
            throw new RefusedException("RTE-2", "Kind", $"{owner.OwnerUnit!.Name} holds {CaseRouter.Words(kind)}: only they can offer it.");
        }

        var target = await db.Units.SingleOrDefaultAsync(u => u.Id == request.ToUnit && u.ClosedAt == null && u.Kind != UnitKind.MaracOffice && u.Kind != UnitKind.PartnerAgency, cancellationToken)
            ?? throw new RefusedException("RTE-2", "ToUnit", "Choose one of the units offered");
        if (target.Id == owner.OwnerUnitId)
        {
            throw new RefusedException("RTE-2", "ToUnit", "Your unit holds it already.");
        }

        if (await db.HandoverOffers.AnyAsync(o => o.CaseId == @case.Id && o.Kind == kind && o.Status == OfferStatus.Open, cancellationToken))
        {
            throw new RefusedException("RTE-2", "Kind", "It has been offered already and nobody has answered yet.");
        }

        db.HandoverOffers.Add(new HandoverOffer(@case, kind, owner.OwnerUnitId, target.Id, request.Because!.Trim(), null, inForce.Policy.Version, user.Id, now));
        var subject = CaseRouter.Subject(@case, kind);
        deadlines.Open("HandoverAcceptance", subject, @case.Id, null, target.Id);
        await deadlines.Satisfy("RejectedHandover", subject, cancellationToken);
        story.Tell(@case.Id, TimelineKind.Ownership, $"{owner.OwnerUnit!.Name} offered {CaseRouter.Words(kind)} to {target.Name}", request.Because.Trim());
        trail.Record(AuditAct.Alteration, "handover.offered", Subject.Case(@case.Reference), $"{kind}; from {owner.OwnerUnit.Code} to {target.Code}");
        return new HandoverDone(@case.Reference, kind);
    }
}
