using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Marac;

/// <summary>The MARAC room's front page: referrals waiting (oldest first), high-risk cases nobody has referred yet, meetings to come.</summary>
[Requires(Permission.ConsultMarac)]
public sealed record ListReferrals(string? After = null) : IQuery<MaracBoard>;

public sealed record MaracBoard(IReadOnlyList<WaitingReferral> Waiting, string? Next, IReadOnlyList<UnreferredCase> Unreferred, IReadOnlyList<MeetingRow> Meetings) : IConsultation
{
    public IEnumerable<Subject> Consulted => [.. Waiting.Select(r => Subject.Referral(r.Reference)), .. Unreferred.Select(c => Subject.Case(c.Case))];
}

public sealed record WaitingReferral(string Reference, string Case, string Victim, string? Perpetrator, Grade? Grade, ReferralCriterion Criterion, string Area, DateTime ReferredAt);

public sealed record UnreferredCase(string Case, string Victim, DateTime DueAt, string Unit);

public sealed record MeetingRow(string Reference, DateOnly HeldOn, TimeOnly StartsAt, string Area, string Venue, int Listed, int Capacity)
{
    public int Over => Math.Max(0, Listed - Capacity);
}

public sealed class ListReferralsHandler(CaseDbContext db, CurrentUser user, TimeProvider clock) : IRequestHandler<ListReferrals, MaracBoard>
{
    public const int PageSize = 25;

    public async Task<MaracBoard> Handle(ListReferrals request, CancellationToken cancellationToken)
    {
        var query = db.Referrals.AsNoTracking().VisibleTo(user, db).Where(r => r.Status == ReferralStatus.Waiting);
        if (request.After is { } after && await db.Referrals.Where(r => r.Reference == after).Select(r => (DateTime?)r.ReferredAt).SingleOrDefaultAsync(cancellationToken) is { } at)
        {
            query = query.Where(r => r.ReferredAt > at || (r.ReferredAt == at && string.Compare(r.Reference, after) > 0));
        }

        var waiting = await query.OrderBy(r => r.ReferredAt).ThenBy(r => r.Reference).Take(PageSize + 1)
            .Select(r => new WaitingReferral(
                r.Reference, r.Case.Reference, r.Case.Victim.GivenNames + " " + r.Case.Victim.FamilyName,
                r.Case.Perpetrator == null ? null : r.Case.Perpetrator.GivenNames + " " + r.Case.Perpetrator.FamilyName,
                r.Case.Grade, r.Criterion, r.Area!.Name, r.ReferredAt))
            .ToListAsync(cancellationToken);
        var seesRestricted = user.May(Permission.SeeRestrictedCases) || user.May(Permission.PrepareMarac);
        var unreferred = user.Role == Role.PartnerAgency ? [] : await db.Deadlines.AsNoTracking().Where(d => d.IsOpen && d.Kind == "MaracReferral").OrderBy(d => d.DueAt).Take(PageSize)
            .Join(db.Cases.Where(c => seesRestricted || !c.Restricted), d => d.CaseId, c => c.Id, (d, c) => new { c.Reference, Victim = c.Victim.GivenNames + " " + c.Victim.FamilyName, d.DueAt, Unit = d.OwnerUnit!.Name })
            .ToListAsync(cancellationToken);
        var today = Clocks.LocalTime.DayOf(clock.GetUtcNow().UtcDateTime);
        var meetings = await db.Meetings.AsNoTracking().Where(m => m.HeldOn >= today).OrderBy(m => m.HeldOn).ThenBy(m => m.Id).Take(12)
            .Select(m => new MeetingRow(m.Reference, m.HeldOn, m.StartsAt, m.Area!.Name, m.Venue, m.Items.Count, m.Capacity)).ToListAsync(cancellationToken);
        return new MaracBoard(
            [.. waiting.Take(PageSize).Select(w => w with { Victim = Person.Display(w.Victim), Perpetrator = w.Perpetrator is null ? null : Person.Display(w.Perpetrator) })],
            waiting.Count > PageSize ? waiting[PageSize - 1].Reference : null,
            [.. unreferred.OrderBy(u => u.DueAt).DistinctBy(u => u.Reference).Select(u => new UnreferredCase(u.Reference, Person.Display(u.Victim), u.DueAt, u.Unit))],
            meetings);
    }

}
