using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.People.Matching;
using DaCaseManagement.Pipeline;

using MediatR;

namespace DaCaseManagement.People;

/// <summary>Keeps weights as a new version, in use from now on. Earlier versions stay, so that an old score can be explained.</summary>
[Requires(Permission.JoinPeople)]
public sealed record KeepWeights(MatchWeights Weights) : ICommand<KeptWeights>;

public sealed record KeptWeights(string Version);

public sealed class KeepWeightsHandler(CaseDbContext db, AuditTrail trail, TimeProvider clock) : IRequestHandler<KeepWeights, KeptWeights>
{
    public Task<KeptWeights> Handle(KeepWeights request, CancellationToken cancellationToken)
    {
        db.WeightSets.Add(new WeightSet(request.Weights.Version, request.Weights.ToJson(), clock.GetUtcNow().UtcDateTime));
        trail.Record(AuditAct.Alteration, "matching.weights-kept", Subject.System("matching"), request.Weights.Version);
        return Task.FromResult(new KeptWeights(request.Weights.Version));
    }
}
