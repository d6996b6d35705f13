using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Pipeline;

using MediatR;

namespace DaCaseManagement.Incidents;

/// <summary>A crew is not coming, or has left. When nobody is left on the way to somebody who waits, the clock for sending runs again.</summary>
[Requires(Permission.DispatchOfficers)]
public sealed record StandDown(string Reference, string? CallSign) : ICommand<bool>;

public sealed class StandDownHandler(DispatchBook book, AuditTrail trail) : IRequestHandler<StandDown, bool>
{
    public async Task<bool> Handle(StandDown request, CancellationToken cancellationToken)
    {
        var (incident, steps, now) = await book.Open(request.Reference, cancellationToken);
        var crew = now.Find(request.CallSign) ?? throw new RefusedException("REC-6", nameof(request.CallSign), "Nobody of that name is on the way or there");
        var after = await book.Add(incident, steps, DispatchStep.StoodDown, crew.CallSign, crew.Officers, cancellationToken);
        trail.Record(AuditAct.Alteration, "officers.stood-down", Subject.Incident(incident.Reference));

        // False: somebody must be sent again.
        return incident.UnattendedSince is null || after.SentAt is not null;
    }
}
