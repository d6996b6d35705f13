using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Policy.Changes;

/// <summary>Begins a change of the latest approved version, or goes on with the one this person has begun.</summary>
[Requires(Permission.ProposePolicy)]
public sealed record StartPolicyChange : ICommand<long>;

public sealed class StartPolicyChangeHandler(CaseDbContext db, PolicyStore store, CurrentUser user, AuditTrail trail, TimeProvider clock) : IRequestHandler<StartPolicyChange, long>
{
    public async Task<long> Handle(StartPolicyChange request, CancellationToken cancellationToken)
    {
        var draft = await db.PolicyVersions.SingleOrDefaultAsync(v => v.State == PolicyState.Draft && v.ProposedById == user.Id, cancellationToken);
        if (draft is null)
        {
            var head = await store.Last(cancellationToken);
            var policy = PolicyStore.Parse(head) ?? throw new RefusedException("OVR-9", "", "The policy in force was written by another version of this program and cannot be changed by it");
            draft = new PolicyVersion(PolicyOrigin.Form, PolicyText.Of(policy), policy, head.Id, user.Id, clock.GetUtcNow().UtcDateTime);
            db.PolicyVersions.Add(draft);
            await db.SaveChangesAsync(cancellationToken);
        }

        trail.Record(AuditAct.Collection, "policy.drafted", Subject.System("policy"), $"draft {draft.Id}");
        return draft.Id;
    }
}
