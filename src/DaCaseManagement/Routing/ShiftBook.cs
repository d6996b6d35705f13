using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Routing;

/// <summary>What people leave open at the end of a shift, and to whom it goes (RTE-2, CLK-3).</summary>
public sealed class ShiftBook(CaseDbContext db, CurrentUser user, TimeProvider clock, Deadlines deadlines, PolicyInForce inForce)
{
    public const string Kind = "ShiftHandover";

    /// <summary>Of one person; who holds more hands over what is due first.</summary>
    public const int Most = 200;

    /// <summary>Duties of the unit's managers, which nobody carries home.</summary>
    private static readonly string[] OfManagers = [Kind, AbsentOwners.Kind];

    public static string Subject(long id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"shift {id}");

    /// <summary>What somebody has open that will not wait until they are back: due before then in their name or in a case they hold, begun and not finished.</summary>
    public async Task<List<ShiftItem>> Open(long userId, long? unitId, DateTime backAt, CancellationToken cancel)
    {
        var cases = await db.Responsibilities.Where(r => r.IsCurrent && r.OwnerUserId == userId).Select(r => r.CaseId).Distinct().Take(2_000).ToListAsync(cancel);
        var mine = await Rows(db.Deadlines.Where(d => d.OwnerUserId == userId)).ToListAsync(cancel);
        var ofCases = await Rows(db.Deadlines.Where(d => d.OwnerUserId == null && d.OwnerUnitId == unitId && d.CaseId != null && cases.Contains(d.CaseId.Value))).ToListAsync(cancel);
        var reports = await db.Incidents.Where(i => i.TakenById == userId && i.Status == IncidentStatus.BeingTaken).OrderBy(i => i.Id).Take(Most).Select(i => i.Id).ToListAsync(cancel);
        var drafts = await db.Assessments.Where(a => a.AssessorId == userId && a.SubmittedAt == null).OrderBy(a => a.Id).Take(Most).Select(a => new { a.IncidentId, a.CaseId }).ToListAsync(cancel);
        var items = mine.Union(ofCases).OrderBy(d => d.DueAt).Select(d => new ShiftItem(ShiftItemKind.Deadline, d.Id, d.CaseId, d.IncidentId, d.DueAt)).ToList();
        items.AddRange(reports.Select(id => new ShiftItem(ShiftItemKind.Report, null, null, id, null)));
        foreach (var draft in drafts)
        {
            // Its own deadline goes with it, whosever that is.
            var due = await db.Deadlines.Where(d => d.IsOpen && d.CaseId == draft.CaseId && d.IncidentId == draft.IncidentId && d.Kind == "Assessment").Select(d => new { d.Id, d.DueAt }).FirstOrDefaultAsync(cancel);
            items.RemoveAll(i => i.DeadlineId is not null && i.DeadlineId == due?.Id);
            items.Add(new ShiftItem(ShiftItemKind.Assessment, due?.Id, draft.CaseId, draft.IncidentId, due?.DueAt));
        }

        return [.. items.Take(Most)];

        IQueryable<Due> Rows(IQueryable<Deadline> of) =>
            of.Where(d => d.IsOpen && d.DueAt < backAt && !OfManagers.Contains(d.Kind)).OrderBy(d => d.DueAt).ThenBy(d => d.Id).Take(Most).Select(d => new Due(d.Id, d.CaseId, d.IncidentId, d.DueAt));
    }

    /// <summary>Offers it, instead of anything this sender has offered and nobody has taken. The unit has an hour to see to it, or whatever the policy says.</summary>
    public async Task<ShiftHandover> Offer(long fromUserId, long unitId, long? toUserId, DateTime? backAt, string? note, IEnumerable<ShiftItem> items, CancellationToken cancel)
    {
        var handover = new ShiftHandover(fromUserId, unitId, toUserId, clock.GetUtcNow().UtcDateTime, backAt, note, items);
        db.ShiftHandovers.Add(handover);
        await db.SaveChangesAsync(cancel);
        deadlines.Open(Kind, Subject(handover.Id), null, null, unitId, toUserId);
        return handover;
    }

    /// <summary>What somebody has offered and nobody has taken is theirs again.</summary>
    public async Task<int> TakeBack(long fromUserId, string because, CancellationToken cancel)
    {
        var open = await db.ShiftHandovers.Where(h => h.FromUserId == fromUserId && h.Status == ShiftStatus.Open).ToListAsync(cancel);
        foreach (var handover in open)
        {
            handover.Withdraw(user.Id, clock.GetUtcNow().UtcDateTime);
            await deadlines.Cancel(Kind, Subject(handover.Id), because, cancel);
        }

        return open.Count;
    }

    /// <summary>Of these cases and incidents, those that somebody of this role may not open.</summary>
    public async Task<bool> MayOpenAll(Role role, IEnumerable<ShiftItem> items, CancellationToken cancel)
    {
        var may = inForce.Policy.Roles[role];
        var (cases, incidents) = (items.Select(i => i.CaseId).OfType<long>().Distinct().ToList(), items.Where(i => i.CaseId is null).Select(i => i.IncidentId).OfType<long>().Distinct().ToList());
        return (cases.Count == 0 || may.Contains(Permission.ConsultCases)) && (incidents.Count == 0 || may.Contains(Permission.ConsultIncidents))
            && (may.Contains(Permission.SeeRestrictedCases)
                || !(await db.Cases.AnyAsync(c => cases.Contains(c.Id) && c.Restricted, cancel) || await db.CaseIncidents.AnyAsync(c => incidents.Contains(c.IncidentId) && c.Case.Restricted, cancel)));
    }

    private sealed record Due(long Id, long? CaseId, long? IncidentId, DateTime DueAt);
}
