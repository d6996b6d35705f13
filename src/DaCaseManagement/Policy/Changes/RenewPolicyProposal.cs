using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

namespace DaCaseManagement.Policy.Changes;

/// <summary>A proposal that was overtaken by another approval is proposed again on what was approved: what it now changes, and would undo, is shown afresh.</summary>
[Requires(Permission.ProposePolicy)]
public sealed record RenewPolicyProposal(long Proposal) : ICommand<long>;

public sealed class RenewPolicyProposalHandler(CaseDbContext db, PolicyStore store, CurrentUser user, AuditTrail trail, TimeProvider clock) : IRequestHandler<RenewPolicyProposal, long>
{
    public async Task<long> Handle(RenewPolicyProposal request, CancellationToken cancellationToken)
    {
        var old = await Proposals.Find(db, request.Proposal, cancellationToken);
        var (head, now) = (await store.Last(cancellationToken), clock.GetUtcNow().UtcDateTime);
        if (old.BasedOnId == head.Id)
        {
            throw new RefusedException("OVR-9", "", "Nothing has been approved since; it can be decided as it is");
        }

        var policy = PolicyStore.Parse(old) ?? throw new RefusedException("OVR-9", "", "This version of the program cannot take it over");
        old.Withdraw(user.Id, $"Proposed again on {head.Called}", now);
        await db.SaveChangesAsync(cancellationToken);
        var again = new PolicyVersion(old.Origin, old.Profile, policy, head.Id, user.Id, now);
        if (old.FileDigest is { } digest)
        {
            again.FromFile(digest);
        }

        var today = LocalTime.DayOf(now);
        again.Propose(old.Profile, old.Reason, old.AskedFrom is { } asked && asked > today ? asked : today, now);
        db.PolicyVersions.Add(again);
        await db.SaveChangesAsync(cancellationToken);
        trail.Record(AuditAct.Alteration, "policy.proposed", Subject.System("policy"), $"proposal {again.Id}; again for {old.Id}; on {head.Called}");
        return again.Id;
    }
}
