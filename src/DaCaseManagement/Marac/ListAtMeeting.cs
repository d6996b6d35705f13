using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Marac;

/// <summary>Puts a waiting referral on a meeting's agenda, at its end (MRC-3).</summary>
[Requires(Permission.PrepareMarac)]
public sealed record ListAtMeeting(string Referral, string? Meeting) : ICommand<ListedReferral>;

/// <param name="Over">How many cases the agenda is over the meeting's capacity.</param>
public sealed record ListedReferral(string Meeting, int Place, int Over);

public sealed class ListAtMeetingValidator : AbstractValidator<ListAtMeeting>
{
    public ListAtMeetingValidator() => RuleFor(r => r.Meeting).NotEmpty().WithMessage("Choose a meeting");
}

public sealed class ListAtMeetingHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, Deadlines deadlines, CaseStory story, CaseRouter router, PolicyInForce inForce) : IRequestHandler<ListAtMeeting, ListedReferral>
{
    public async Task<ListedReferral> Handle(ListAtMeeting request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var referral = await db.Referrals.VisibleTo(user, db).Include(r => r.Case).SingleOrDefaultAsync(r => r.Reference == request.Referral, cancellationToken)
            ?? throw new RecordNotFoundException("referral", request.Referral);
        var meeting = await db.Meetings.Include(m => m.Items).SingleOrDefaultAsync(m => m.Reference == request.Meeting, cancellationToken)
            ?? throw new RefusedException("MRC-3", "Meeting", "Choose one of the meetings offered");
        if (referral.Status != ReferralStatus.Waiting)
        {
            throw new RefusedException("MRC-3", "", $"{referral.Reference} is already on an agenda.");
        }

        if (meeting.HeldOn < LocalTime.DayOf(now))
        {
            throw new RefusedException("MRC-3", "Meeting", "That meeting has been held.");
        }

        meeting.List(referral, now);
        if (!await deadlines.IsOpen(MeetingPreparation.Kind, meeting.Reference, cancellationToken))
        {
            await MeetingPreparation.Open(meeting, deadlines, router, inForce.Policy, now, cancellationToken);
        }

        await deadlines.Satisfy("MaracListing", referral.Reference, cancellationToken);
        story.Tell(referral.CaseId, TimelineKind.Marac, $"Listed for MARAC on {meeting.HeldOn:d MMM yyyy}", null, $"/marac/meetings/{meeting.Reference}");
        await TellAssessor.Of(db, referral.CaseId, referral.Case.Reference, user.Id, $"The MARAC referral after your risk assessment of {referral.Case.Reference} was accepted: it is heard on {meeting.HeldOn:d MMM yyyy}.", now, cancellationToken);
        trail.Record(AuditAct.Alteration, "marac.listed", Subject.Referral(referral.Reference), meeting.Reference);
        return new ListedReferral(meeting.Reference, meeting.Items.Count, Math.Max(0, meeting.Items.Count - meeting.Capacity));
    }
}
