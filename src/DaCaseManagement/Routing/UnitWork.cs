using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <param name="To">The units that took it over.</param>
public sealed record PassedOn(int Responsibilities, int Offers, int Deadlines, IReadOnlyList<string> To);

/// <summary>Passes on everything that a unit holds or is offered when it closes, to the unit the router names for each area: nothing is ever orphaned (INV-1, RTE-2).</summary>
public sealed class UnitWork(CaseDbContext db, CaseRouter router, CurrentUser user, TimeProvider clock, Deadlines deadlines, CaseStory story, Ownership ownership)
{
    /// <summary>Of responsibilities in one closing; more is work for many days, and the unit stays open until some has gone.</summary>
    public const int Most = 5_000;

    /// <summary>The unit must be closed and saved already, so that the router does not name it again.</summary>
    public async Task<PassedOn> PassOn(Unit closing, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var held = await db.Responsibilities.Include(r => r.Case).Where(r => r.OwnerUnitId == closing.Id && r.IsCurrent).OrderBy(r => r.Id).Take(Most + 1).ToListAsync(cancel);
        if (held.Count > Most)
        {
            throw new RefusedException("INV-1", "", $"{closing.Name} holds more than {Most:N0} responsibilities: its manager must reassign some first.");
        }

        var offers = await OverturnOffers(closing, now, cancel);
        var moves = new List<Move>();
        var targets = new HashSet<string>();
        foreach (var current in held)
        {
            var target = await Target(closing, current.Case.AreaId, cancel);
            targets.Add(target.Name);
            moves.Add(new Move(current, target.Id, null));
            story.Tell(current.CaseId, TimelineKind.Ownership, $"{target.Name} has {CaseRouter.Words(current.Kind)}", $"{closing.Name}, which held it, was closed. To be allocated to a person.");
        }

        await ownership.Pass(moves, CameBy.UnitClosed, cancel);
        var due = await db.Deadlines.Where(d => d.OwnerUnitId == closing.Id && d.IsOpen).ToListAsync(cancel);
        foreach (var deadline in due)
        {
            var target = await Target(closing, await db.Cases.Where(c => c.Id == deadline.CaseId).Select(c => c.AreaId).FirstOrDefaultAsync(cancel), cancel);
            targets.Add(target.Name);
            deadline.PassTo(target.Id, null);
        }

        foreach (var shift in await db.ShiftHandovers.Where(h => h.UnitId == closing.Id && h.Status == ShiftStatus.Open).ToListAsync(cancel))
        {
            shift.Withdraw(user.Id, now);
            await deadlines.Cancel(ShiftBook.Kind, ShiftBook.Subject(shift.Id), "The unit was closed: what it held was passed on", cancel);
        }

        return new PassedOn(held.Count, offers, due.Count, [.. targets.Order(StringComparer.Ordinal)]);
    }

    /// <summary>An offer to it is withdrawn and made again to the unit that takes its place, unless that one holds it already; one from it goes on from whoever holds it next.</summary>
    private async Task<int> OverturnOffers(Unit closing, DateTime now, CancellationToken cancel)
    {
        var open = await db.HandoverOffers.Include(o => o.Case).Where(o => (o.ToUnitId == closing.Id || o.FromUnitId == closing.Id) && o.Status == OfferStatus.Open).ToListAsync(cancel);
        foreach (var offer in open)
        {
            offer.Withdraw(now);
            await deadlines.Cancel("HandoverAcceptance", CaseRouter.Subject(offer.Case, offer.Kind), $"{closing.Name} was closed", cancel);
        }

        // The unique index allows one open offer: the old one must be gone before the new one is there.
        await db.SaveChangesAsync(cancel);
        foreach (var offer in open)
        {
            var instead = await Target(closing, offer.Case.AreaId, cancel);
            var from = offer.FromUnitId == closing.Id ? instead.Id : offer.FromUnitId;
            var to = offer.ToUnitId == closing.Id ? instead.Id : offer.ToUnitId;
            if (from == to)
            {
                continue;
            }

            db.HandoverOffers.Add(new HandoverOffer(offer.Case, offer.Kind, from, to, offer.Because, offer.RuleId, offer.PolicyVersion, user.Id, now));
            deadlines.Open("HandoverAcceptance", CaseRouter.Subject(offer.Case, offer.Kind), offer.CaseId, null, to);
            story.Tell(offer.CaseId, TimelineKind.Ownership, $"{CaseRouter.Words(offer.Kind)} is offered again: {closing.Name} was closed", null);
        }

        return open.Count;
    }

    private Task<Unit> Target(Unit closing, long? areaId, CancellationToken cancel) => router.UnitOf(closing.Kind, areaId ?? closing.AreaId, cancel);
}
