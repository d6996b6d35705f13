using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Marac;

/// <summary>Moves one case to a place on the agenda (MRC-3).</summary>
/// <param name="Version">The meeting's version the page was made from: two co-ordinators never shuffle each other's order unseen.</param>
/// <param name="Place">1 is heard first.</param>
[Requires(Permission.PrepareMarac)]
public sealed record OrderAgenda(string Meeting, int Version, long Item, int Place) : ICommand<int>;

public sealed class OrderAgendaHandler(CaseDbContext db, AuditTrail trail) : IRequestHandler<OrderAgenda, int>
{
    public async Task<int> Handle(OrderAgenda request, CancellationToken cancellationToken)
    {
        var meeting = await db.Meetings.Include(m => m.Items).ThenInclude(i => i.Referral).SingleOrDefaultAsync(m => m.Reference == request.Meeting, cancellationToken)
            ?? throw new RecordNotFoundException("meeting", request.Meeting);
        if (meeting.Version != request.Version)
        {
            throw new RefusedException("MRC-3", "", "Somebody else changed this agenda while you were looking at it. This is how it stands now; move the case again.");
        }

        meeting.Move(request.Item, request.Place);
        trail.Record(AuditAct.Alteration, "marac.agenda-ordered", Subject.Meeting(meeting.Reference), $"{meeting.Items.Single(i => i.Id == request.Item).Referral.Reference} to {request.Place}");
        await db.SaveChangesAsync(cancellationToken);
        return meeting.Version;
    }
}
