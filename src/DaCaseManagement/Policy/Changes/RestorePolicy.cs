using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Policy.Changes;

/// <summary>Proposes a copy of an earlier version, in one step. It needs the same approval as any other.</summary>
[Requires(Permission.ProposePolicy)]
public sealed record RestorePolicy(string Name, int Number, string? Reason, string? From) : ICommand<long>;

public sealed class RestorePolicyValidator : AbstractValidator<RestorePolicy>
{
    public RestorePolicyValidator(TimeProvider clock)
    {
        RuleFor(c => c.Reason).RequiredText("Say why this version should hold again", "The reason", Lengths.Note);
        RuleFor(c => c.From).Must(f => EffectiveDay.Problem(f, clock) is null).WithMessage((_, f) => EffectiveDay.Problem(f, clock) ?? "");
    }
}

public sealed class RestorePolicyHandler(CaseDbContext db, PolicyStore store, CurrentUser user, AuditTrail trail, TimeProvider clock) : IRequestHandler<RestorePolicy, long>
{
    public async Task<long> Handle(RestorePolicy request, CancellationToken cancellationToken)
    {
        var earlier = await db.PolicyVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Name == request.Name && v.Number == request.Number && v.State == PolicyState.Approved, cancellationToken) ?? throw new RecordNotFoundException("policy version", $"{request.Name} {request.Number}");
        var policy = PolicyStore.Parse(earlier) ?? throw new RefusedException("OVR-9", "", "That version was written by another version of the program, which had other settings. Write a change instead");
        var head = await store.Last(cancellationToken);
        if (PolicyStore.Parse(head) is { } now && PolicyText.SameRules(now, policy))
        {
            throw new RefusedException("OVR-9", "", $"{head.Called} already says the same");
        }

        var copy = new PolicyVersion(PolicyOrigin.Rollback, earlier.Profile, policy, head.Id, user.Id, clock.GetUtcNow().UtcDateTime);
        copy.Propose(earlier.Profile, request.Reason!.Trim(), LocalTime.ParseDay(request.From)!.Value, clock.GetUtcNow().UtcDateTime);
        db.PolicyVersions.Add(copy);
        await db.SaveChangesAsync(cancellationToken);
        trail.Record(AuditAct.Alteration, "policy.proposed", Subject.System("policy"), $"proposal {copy.Id}; a copy of {earlier.Called}; on {head.Called}");
        return copy.Id;
    }
}
