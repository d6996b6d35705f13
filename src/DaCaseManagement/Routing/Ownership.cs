using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <param name="UserId">Null: the unit as a whole.</param>
/// <param name="BelowBecause">Why somebody without the skill that the policy asks for.</param>
public sealed record Move(Responsibility Current, long UnitId, long? UserId, string? BelowBecause = null);

/// <summary>The one way in which a responsibility changes hands: the old row ends and the new one starts at one instant, and the duties that go with it go too (RTE-1, INV-1).</summary>
public sealed class Ownership(CaseDbContext db, CurrentUser user, TimeProvider clock, NewContact contact)
{
    /// <summary>Deadlines that belong to whoever holds the responsibility.</summary>
    private static readonly Dictionary<ResponsibilityKind, string[]> Duties = new()
    {
        [ResponsibilityKind.Investigation] = [],
        [ResponsibilityKind.Safeguarding] = ["MaracReferral", RiskEvents.Kind, FollowUpTask.Kind, FollowUps.TouchKind, ReviewCase.Kind],
        [ResponsibilityKind.VictimContact] = [ContactClock.Kind, RiskEvents.TellKind, NewContact.Kind],
    };

    /// <summary>Every responsibility's case must be loaded.</summary>
    public async Task Pass(IReadOnlyList<Move> moves, CameBy came, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var next = moves.Select(m => m.Current.PassTo(m.UnitId, m.UserId, now, came, user.Id, m.BelowBecause)).ToList();

        // The index allows one current owner: the old rows end before the new ones start, inside one transaction and at one instant.
        await db.SaveChangesAsync(cancel);
        db.Responsibilities.AddRange(next);
        foreach (var move in moves)
        {
            await PassOnDuties(move, came, cancel);
            if (move.Current.Kind == ResponsibilityKind.VictimContact && move.UserId is not null && move.UserId != move.Current.OwnerUserId)
            {
                await contact.Changed(move.Current.CaseId, move.Current.Case.Reference, move.UnitId, move.UserId, cancel);
            }
        }
    }

    private async Task PassOnDuties(Move move, CameBy came, CancellationToken cancel)
    {
        var kinds = Duties[move.Current.Kind];
        if (kinds.Length == 0)
        {
            return;
        }

        foreach (var duty in await db.Deadlines.Where(d => d.IsOpen && d.CaseId == move.Current.CaseId && kinds.Contains(d.Kind)).ToListAsync(cancel))
        {
            // A review is the unit's supervisors', nobody's by name. What another unit must do for the case stays with it while the responsibility moves within this one.
            if (came == CameBy.Accepted || duty.OwnerUnitId == move.Current.OwnerUnitId)
            {
                duty.PassTo(move.UnitId, duty.Kind == ReviewCase.Kind ? null : move.UserId);
            }
        }
    }
}
