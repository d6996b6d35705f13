using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Marac;

/// <summary>One referral, and for the co-ordinator the meetings it could be listed at.</summary>
[Requires(Permission.ConsultMarac)]
public sealed record ViewReferral(string Reference) : IQuery<ReferralView>;

public sealed record ReferralView(
    string Reference, string Case, string Victim, string? Perpetrator, string VictimRecord, string? PerpetratorRecord, Grade? Grade, ReferralCriterion Criterion, string Reason, string LawfulBasis, string? VictimWants, bool IdvaTold,
    string Area, string ReferredBy, DateTime ReferredAt, ReferralStatus Status, string? Meeting, SafeContact? SafeContact, IReadOnlyList<MeetingChoice> Meetings) : IConsultation
{
    public IEnumerable<Subject> Consulted => [Subject.Referral(Reference), Subject.Case(Case)];
}

public sealed record MeetingChoice(string Reference, DateOnly HeldOn, string Area, int Listed, int Capacity);

public sealed class ViewReferralHandler(CaseDbContext db, CurrentUser user, TimeProvider clock) : IRequestHandler<ViewReferral, ReferralView>
{
    public async Task<ReferralView> Handle(ViewReferral request, CancellationToken cancellationToken)
    {
        var r = await db.Referrals.AsNoTracking().VisibleTo(user, db).Include(x => x.Case.Victim).Include(x => x.Case.Perpetrator).Include(x => x.Area).Include(x => x.ReferredBy)
            .SingleOrDefaultAsync(x => x.Reference == request.Reference, cancellationToken)
            ?? throw new RecordNotFoundException("referral", request.Reference);
        var meeting = await db.AgendaItems.Where(i => i.ReferralId == r.Id).Select(i => i.Meeting.Reference).FirstOrDefaultAsync(cancellationToken);
        var today = Clocks.LocalTime.DayOf(clock.GetUtcNow().UtcDateTime);
        var meetings = meeting is not null || !user.May(Permission.PrepareMarac) ? [] : await db.Meetings.AsNoTracking().Where(m => m.HeldOn >= today).OrderBy(m => m.AreaId != r.AreaId).ThenBy(m => m.HeldOn).Take(12)
            .Select(m => new MeetingChoice(m.Reference, m.HeldOn, m.Area!.Name, m.Items.Count, m.Capacity)).ToListAsync(cancellationToken);

        // How to reach the victim safely is for those who will.
        var mayKnow = user.Role != Role.PartnerAgency;
        return new ReferralView(
            r.Reference, r.Case.Reference, r.Case.Victim.DisplayName, r.Case.Perpetrator?.DisplayName, r.Case.Victim.Reference, r.Case.Perpetrator?.Reference, r.Case.Grade, r.Criterion, r.Reason, r.LawfulBasis, r.VictimWants, r.IdvaTold,
            r.Area!.Name, r.ReferredBy.FullName, r.ReferredAt, r.Status, meeting, mayKnow ? r.Case.SafeContact : null, meetings);
    }
}
