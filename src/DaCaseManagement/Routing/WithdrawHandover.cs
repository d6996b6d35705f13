using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>The unit that offered it takes its offer back, and says why; it holds the responsibility as before (RTE-2). What routing offered by policy is not theirs to take back.</summary>
[Requires(Permission.HandOver)]
public sealed record WithdrawHandover(long OfferId, string? Because) : ICommand<HandoverDone>;

public sealed class WithdrawHandoverValidator : AbstractValidator<WithdrawHandover>
{
    public WithdrawHandoverValidator() => RuleFor(r => r.Because).RequiredText("Write why you take the offer back", "Your reason", Lengths.Note);
}

public sealed class WithdrawHandoverHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, Deadlines deadlines, CaseStory story) : IRequestHandler<WithdrawHandover, HandoverDone>
{
    public async Task<HandoverDone> Handle(WithdrawHandover request, CancellationToken cancellationToken)
    {
        var offer = await db.HandoverOffers.Include(o => o.Case).Include(o => o.FromUnit).Include(o => o.ToUnit)
            .Where(o => o.Id == request.OfferId && o.FromUnitId == user.UnitId && db.Cases.VisibleTo(user).Any(c => c.Id == o.CaseId))
            .SingleOrDefaultAsync(cancellationToken) ?? throw new RecordNotFoundException("offer", request.OfferId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (offer.Status != OfferStatus.Open)
        {
            throw new RefusedException("RTE-2", "", "It has been answered already.");
        }

        if (offer.RuleId is { } rule)
        {
            throw new RefusedException("RTE-3", "", $"The policy offered it (rule {rule}): it stands until {offer.ToUnit!.Name} answers.");
        }

        var because = request.Because!.Trim();
        offer.TakeBack(user.Id, because, clock.GetUtcNow().UtcDateTime);
        await deadlines.Cancel("HandoverAcceptance", CaseRouter.Subject(offer.Case, offer.Kind), "Withdrawn by the sender", cancellationToken);
        story.Tell(offer.CaseId, TimelineKind.Ownership, $"{offer.FromUnit!.Name} took back its offer of {CaseRouter.Words(offer.Kind)} to {offer.ToUnit!.Name} and holds it", because);
        trail.Record(AuditAct.Alteration, "handover.withdrawn", Subject.Case(offer.Case.Reference), $"{offer.Kind}; from {offer.FromUnit.Code} to {offer.ToUnit.Code}");
        return new HandoverDone(offer.Case.Reference, offer.Kind);
    }
}
