using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>Carries a routing decision out inside the command that caused it: owners from the first instant, offers to the units the policy names.</summary>
public sealed class CaseRouter(CaseDbContext db, PolicyInForce inForce, AuditTrail trail, CurrentUser user, TimeProvider clock, Deadlines deadlines, CaseStory story)
{
    private List<Unit>? openUnits;

    /// <summary>Which kind of unit holds a case until others accept it.</summary>
    public UnitKind FirstOwner => inForce.Policy.Routing.FirstOwner;

    /// <summary>The open unit of a kind for an area, else the one for the whole force, else (should both be closed) any open one: never none (RTE-3).</summary>
    public async Task<Unit> UnitOf(UnitKind kind, long? areaId, CancellationToken cancel)
    {
        // Asked once for each responsibility of each case: a force has a few dozen units, read once for the command.
        var units = openUnits ??= await db.Units.Where(u => u.ClosedAt == null).OrderBy(u => u.Id).ToListAsync(cancel);
        return units.Find(u => u.Kind == kind && u.AreaId == areaId && areaId is not null)
            ?? units.Find(u => u.Kind == kind && u.AreaId is null)
            ?? units.Find(u => u.Kind == kind)
            ?? units.Find(u => u.Kind == inForce.Policy.Routing.FirstOwner)
            ?? units.Find(u => u.Kind is not (UnitKind.MaracOffice or UnitKind.PartnerAgency or UnitKind.Headquarters))
            ?? units.FirstOrDefault()
            ?? await db.Units.OrderBy(u => u.Id).FirstAsync(cancel);
    }

    /// <summary>Gives a new case its first owner for all three responsibilities.</summary>
    public async Task Own(Case @case, DateTime at, CancellationToken cancel, CameBy came = CameBy.Opened)
    {
        var unit = await UnitOf(inForce.Policy.Routing.FirstOwner, @case.AreaId, cancel);
        foreach (var kind in Enum.GetValues<ResponsibilityKind>())
        {
            db.Responsibilities.Add(new Responsibility(@case, kind, unit.Id, null, at, came, user.Id));
        }
    }

    /// <summary>Offers each responsibility to the unit the rules name. An open offer to another unit is overtaken; one already accepted there stays.</summary>
    public async Task<RoutingDecision> Route(Case @case, RoutingFacts facts, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var decision = RoutingRules.Decide(facts, inForce.Policy);
        var owners = await db.Responsibilities.Where(r => r.CaseId == @case.Id && r.IsCurrent).ToListAsync(cancel);
        var offers = await db.HandoverOffers.Where(o => o.CaseId == @case.Id && o.Status == OfferStatus.Open).ToListAsync(cancel);
        var offered = new List<string>();
        foreach (var owner in owners)
        {
            var target = await UnitOf(decision.UnitFor(owner.Kind), @case.AreaId, cancel);
            var open = offers.Find(o => o.Kind == owner.Kind);
            if (open is not null && open.ToUnitId != target.Id)
            {
                open.Withdraw(now);
                await deadlines.Cancel("HandoverAcceptance", Subject(@case, owner.Kind), $"Overtaken: routed by {decision.RuleId}", cancel);

                // The unique index allows one open offer: the old one must be gone before the new one is there.
                await db.SaveChangesAsync(cancel);
                open = null;
            }

            if (open is null && owner.OwnerUnitId != target.Id)
            {
                db.HandoverOffers.Add(new HandoverOffer(@case, owner.Kind, owner.OwnerUnitId, target.Id, decision.Because, decision.RuleId, decision.PolicyVersion, user.Id, now));
                deadlines.Open("HandoverAcceptance", Subject(@case, owner.Kind), @case.Id, null, target.Id);
                offered.Add($"{Words(owner.Kind)} to {target.Name}");
            }
        }

        story.Tell(@case.Id, TimelineKind.Ownership, offered.Count == 0 ? $"Routing looked again ({decision.RuleId}): owners stay" : $"Routed by {decision.RuleId}", string.Join(' ', new[]
        {
            decision.Because,
            offered.Count == 0 ? null : "Offered: " + string.Join("; ", offered) + ".",
            decision.Closes ? "Under this policy nothing more is done: the units hold it until it is closed." : null,
            RoutingRules.Passed(facts, inForce.Policy) is { Count: > 0 } passed ? "Passed over: " + string.Join("; ", passed.Select(p => $"{p.RuleId} {p.WhyNot}")) + "." : null,
            $"Policy {decision.PolicyVersion}.",
        }.OfType<string>()));
        trail.Record(AuditAct.Alteration, "case.routed", Audit.Subject.Case(@case.Reference), $"rule {decision.RuleId}; policy {decision.PolicyVersion}; offers {offered.Count}");
        return decision;
    }

    /// <summary>The key of a responsibility's deadlines.</summary>
    public static string Subject(Case @case, ResponsibilityKind kind) => $"{@case.Reference} {kind}";

    public static string Words(ResponsibilityKind kind) => kind switch
    {
        ResponsibilityKind.VictimContact => "victim contact",
        ResponsibilityKind.Safeguarding => "safeguarding",
        _ => "investigation",
    };
}
