using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>Somebody in the unit it was offered to takes a responsibility over: from this instant it is theirs (RTE-2).</summary>
[Requires(Permission.HandOver)]
public sealed record AcceptHandover(long OfferId) : ICommand<HandoverDone>;

public sealed record HandoverDone(string CaseReference, ResponsibilityKind Kind);

public sealed class AcceptHandoverHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, PolicyInForce inForce, Deadlines deadlines, CaseStory story, Ownership ownership) : IRequestHandler<AcceptHandover, HandoverDone>
{
    public async Task<HandoverDone> Handle(AcceptHandover request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var offer = await Offers.Find(db, user, request.OfferId, cancellationToken);
        offer.Accept(user.Id, now);
        var current = await db.Responsibilities.Include(r => r.Case).SingleAsync(r => r.CaseId == offer.CaseId && r.Kind == offer.Kind && r.IsCurrent, cancellationToken);

        // RTE-4: whoever answers for the unit need not be one who may investigate at this grade; then the unit holds it until a supervisor allocates it.
        var skills = await db.UserSkills.Where(s => s.UserId == user.Id).Select(s => s.Skill).ToListAsync(cancellationToken);
        var answer = AllocationRules.Check(inForce.Policy, offer.Kind, current.Case.Grade, skills);
        await ownership.Pass([new Move(current, offer.ToUnitId, answer.Met ? user.Id : null)], CameBy.Accepted, cancellationToken);
        var subject = CaseRouter.Subject(offer.Case, offer.Kind);
        await deadlines.Satisfy("HandoverAcceptance", subject, cancellationToken);
        await deadlines.Cancel("RejectedHandover", subject, "Accepted elsewhere", cancellationToken);
        story.Tell(offer.CaseId, TimelineKind.Ownership, $"{offer.ToUnit!.Name} accepted {CaseRouter.Words(offer.Kind)}", $"Accepted by {user.FullName}; held until now by {offer.FromUnit!.Name}.{(answer.Met ? "" : $" {answer.Because}: to be allocated to a person.")}");
        trail.Record(AuditAct.Alteration, "handover.accepted", Subject.Case(offer.Case.Reference), $"{offer.Kind}; from {offer.FromUnit.Code} to {offer.ToUnit.Code}");
        return new HandoverDone(offer.Case.Reference, offer.Kind);
    }
}

internal static class Offers
{
    /// <summary>An open offer to this person's own unit, on a case they may see; anything else does not exist for them.</summary>
    public static async Task<HandoverOffer> Find(CaseDbContext db, CurrentUser user, long id, CancellationToken cancel)
    {
        var offer = await db.HandoverOffers.Include(o => o.Case).Include(o => o.FromUnit).Include(o => o.ToUnit)
            .Where(o => o.Id == id && o.ToUnitId == user.UnitId && db.Cases.VisibleTo(user).Any(c => c.Id == o.CaseId))
            .SingleOrDefaultAsync(cancel)
            ?? throw new RecordNotFoundException("handover", "");
        return offer.Status switch
        {
            OfferStatus.Open => offer,
            OfferStatus.Accepted => throw new RefusedException("RTE-2", "", "Somebody in your unit has already accepted this."),
            OfferStatus.Rejected => throw new RefusedException("RTE-2", "", "Somebody in your unit has already rejected this."),
            _ => throw new RefusedException("RTE-2", "", "This offer was withdrawn, or overtaken by another."),
        };
    }
}
