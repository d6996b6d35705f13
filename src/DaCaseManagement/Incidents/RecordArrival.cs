using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Pipeline;

using MediatR;

namespace DaCaseManagement.Incidents;

/// <summary>REC-6: a crew that was sent is there.</summary>
/// <param name="CallSign">Null: the only one on the way.</param>
[Requires(Permission.DispatchOfficers)]
public sealed record RecordArrival(string Reference, string? CallSign) : ICommand<bool>;

public sealed class RecordArrivalHandler(DispatchBook book, AuditTrail trail) : IRequestHandler<RecordArrival, bool>
{
    public async Task<bool> Handle(RecordArrival request, CancellationToken cancellationToken)
    {
        var (incident, steps, now) = await book.Open(request.Reference, cancellationToken);
        var coming = now.Crews.Where(c => c.ArrivedAt is null).ToList();
        var crew = request.CallSign is not null ? now.Find(request.CallSign) : coming.Count == 1 ? coming[0] : null;
        if (crew is null)
        {
            throw new RefusedException("REC-6", nameof(request.CallSign), coming.Count > 1 ? "More than one crew is on the way: say which has arrived" : "Nobody of that name is on the way");
        }

        if (crew.ArrivedAt is not null)
        {
            // Two people pressed: it happened once, when the first of them said so.
            trail.Record(AuditAct.Alteration, "officers.arrived-already", Subject.Incident(incident.Reference));
            return false;
        }

        await book.Add(incident, steps, DispatchStep.Arrived, crew.CallSign, crew.Officers, cancellationToken);
        trail.Record(AuditAct.Alteration, "officers.arrived", Subject.Incident(incident.Reference));
        return true;
    }
}
