using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Marac;

/// <summary>A meeting and its agenda in order, with the time each case is heard; the same for the screen, the print page and the PDF.</summary>
[Requires(Permission.ConsultMarac)]
public sealed record ViewMeeting(string Reference) : IQuery<MeetingView>;

public sealed record MeetingView(string Reference, string Area, DateOnly HeldOn, TimeOnly StartsAt, string Venue, int Capacity, int MinutesPerCase, int Version, DateTime? ReadyAt, string? ReadyBy, DateTime? ReadyDueAt, IReadOnlyList<AgendaRow> Agenda) : IConsultation
{
    public int Over => Math.Max(0, Agenda.Count - Capacity);

    public IEnumerable<Subject> Consulted => [Subject.Meeting(Reference), .. Agenda.Select(a => Subject.Case(a.Case))];
}

/// <param name="Children">In the household, from the case's incidents.</param>
/// <param name="OverCapacity">Beyond what the meeting can hear: an extra meeting is suggested, the case is never dropped.</param>
public sealed record AgendaRow(long Id, int Place, TimeOnly At, string Referral, string Case, string Victim, string? VictimBorn, string? Perpetrator, string? PerpetratorBorn, Grade? Grade, ReferralCriterion Criterion, string Reason, string? VictimWants, int Children, bool IsRepeat, bool OverCapacity);

public sealed class ViewMeetingHandler(CaseDbContext db, CurrentUser user) : IRequestHandler<ViewMeeting, MeetingView>
{
    public async Task<MeetingView> Handle(ViewMeeting request, CancellationToken cancellationToken)
    {
        var meeting = await db.Meetings.AsNoTracking().Include(m => m.Area).SingleOrDefaultAsync(m => m.Reference == request.Reference, cancellationToken)
            ?? throw new RecordNotFoundException("meeting", request.Reference);

        // One round trip for each table, however many cases are listed.
        var items = await db.AgendaItems.AsNoTracking().Where(i => i.MeetingId == meeting.Id && db.Referrals.VisibleTo(user, db).Any(r => r.Id == i.ReferralId)).OrderBy(i => i.Place)
            .Select(i => new
            {
                i.Id,
                i.Place,
                i.Referral.Reference,
                i.Referral.CaseId,
                i.Referral.Criterion,
                i.Referral.Reason,
                i.Referral.VictimWants,
                i.Referral.ReferredAt,
                Case = i.Referral.Case.Reference,
                i.Referral.Case.Grade,
                i.Referral.Case.Victim,
                i.Referral.Case.Perpetrator,
            })
            .ToListAsync(cancellationToken);
        var cases = items.Select(i => i.CaseId).ToList();
        var children = await db.CaseIncidents.AsNoTracking().Where(c => cases.Contains(c.CaseId))
            .Join(db.InvolvedPeople.Where(p => p.Part == Incidents.Part.Child && p.PersonId != null), c => c.IncidentId, p => p.IncidentId, (c, p) => new { c.CaseId, p.PersonId }).Distinct().ToListAsync(cancellationToken);
        var earlier = await db.Referrals.AsNoTracking().Where(r => cases.Contains(r.CaseId)).Select(r => new { r.CaseId, r.ReferredAt }).ToListAsync(cancellationToken);
        var ready = await db.Deadlines.AsNoTracking().Where(d => d.Kind == MeetingPreparation.Kind && d.Subject == meeting.Reference && d.IsOpen).Select(d => (DateTime?)d.DueAt).FirstOrDefaultAsync(cancellationToken);
        return new MeetingView(
            meeting.Reference, meeting.Area!.Name, meeting.HeldOn, meeting.StartsAt, meeting.Venue, meeting.Capacity, meeting.MinutesPerCase, meeting.Version, meeting.AgendaReadyAt, meeting.AgendaReadyBy, ready,
            [
                .. items.Select(i => new AgendaRow(
                    i.Id, i.Place, meeting.StartsAt.AddMinutes(meeting.MinutesPerCase * (i.Place - 1)), i.Reference, i.Case,
                    i.Victim.DisplayName, i.Victim.Born?.ToString(), i.Perpetrator?.DisplayName, i.Perpetrator?.Born?.ToString(), i.Grade, i.Criterion, i.Reason, i.VictimWants,
                    children.Count(c => c.CaseId == i.CaseId), earlier.Exists(r => r.CaseId == i.CaseId && r.ReferredAt < i.ReferredAt), i.Place > meeting.Capacity)),
            ]);
    }
}
