using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Marac;

/// <summary>The co-ordinator says that the agenda and what agencies know are ready (MRC-4). A case that is listed afterwards makes them unready again.</summary>
/// <param name="Version">The meeting's version the page was made from: nobody calls ready what they have not seen.</param>
[Requires(Permission.PrepareMarac)]
public sealed record ReadyAgenda(string Meeting, int Version) : ICommand<bool>;

public sealed class ReadyAgendaHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock, Deadlines deadlines) : IRequestHandler<ReadyAgenda, bool>
{
    public async Task<bool> Handle(ReadyAgenda request, CancellationToken cancellationToken)
    {
        var meeting = await db.Meetings.SingleOrDefaultAsync(m => m.Reference == request.Meeting, cancellationToken)
            ?? throw new RecordNotFoundException("meeting", request.Meeting);
        if (meeting.Version != request.Version)
        {
            throw new RefusedException("MRC-4", "", "Somebody else changed this agenda while you were looking at it. This is how it stands now.");
        }

        if (meeting.AgendaReadyAt is not null)
        {
            throw new RefusedException("MRC-4", "", $"{meeting.AgendaReadyBy} has said so already.");
        }

        meeting.Ready(user.FullName, clock.GetUtcNow().UtcDateTime);
        await deadlines.Satisfy(MeetingPreparation.Kind, meeting.Reference, cancellationToken);
        trail.Record(AuditAct.Alteration, "marac.agenda-ready", Subject.Meeting(meeting.Reference));
        return true;
    }
}
