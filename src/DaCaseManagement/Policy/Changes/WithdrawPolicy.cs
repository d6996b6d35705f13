using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Policy.Changes;

/// <summary>Throws one's own draft away, or takes one's own proposal back. It stays readable.</summary>
[Requires(Permission.ProposePolicy)]
public sealed record WithdrawPolicy(long Change) : ICommand<long>;

public sealed class WithdrawPolicyHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock) : IRequestHandler<WithdrawPolicy, long>
{
    public async Task<long> Handle(WithdrawPolicy request, CancellationToken cancellationToken)
    {
        var mine = await db.PolicyVersions.SingleOrDefaultAsync(v => v.Id == request.Change && v.ProposedById == user.Id, cancellationToken) ?? throw new RecordNotFoundException("policy proposal", request.Change.ToString(System.Globalization.CultureInfo.InvariantCulture));
        mine.Withdraw(user.Id, "Withdrawn by whoever wrote it", clock.GetUtcNow().UtcDateTime);
        trail.Record(AuditAct.Alteration, "policy.withdrawn", Subject.System("policy"), $"proposal {mine.Id}");
        return mine.Id;
    }
}
