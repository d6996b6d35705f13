using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

namespace DaCaseManagement.Policy.Changes;

/// <summary>A second person says no, with words.</summary>
[Requires(Permission.ApprovePolicy)]
public sealed record RefusePolicy(long Proposal, string? Words) : ICommand<long>;

public sealed class RefusePolicyValidator : AbstractValidator<RefusePolicy>
{
    public RefusePolicyValidator() => RuleFor(c => c.Words).RequiredText("Say why not", "Your words", Lengths.Note);
}

public sealed class RefusePolicyHandler(CaseDbContext db, CurrentUser user, AuditTrail trail, TimeProvider clock) : IRequestHandler<RefusePolicy, long>
{
    public async Task<long> Handle(RefusePolicy request, CancellationToken cancellationToken)
    {
        var proposal = await Proposals.Find(db, request.Proposal, cancellationToken);
        proposal.Refuse(user.Id, request.Words!.Trim(), clock.GetUtcNow().UtcDateTime);
        trail.Record(AuditAct.Alteration, "policy.refused", Subject.System("policy"), $"proposal {proposal.Id}");
        return proposal.Id;
    }
}
