using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using FluentValidation;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Policy.Changes;

/// <summary>A second person agrees, with words. It takes effect on its day, at once when that is today.</summary>
[Requires(Permission.ApprovePolicy)]
public sealed record ApprovePolicy(long Proposal, string? Words) : ICommand<PolicyApproved>;

/// <param name="From">UTC.</param>
public sealed record PolicyApproved(string Version, DateTime From);

public sealed class ApprovePolicyValidator : AbstractValidator<ApprovePolicy>
{
    public ApprovePolicyValidator() => RuleFor(c => c.Words).RequiredText("Say what you have looked at", "Your words", Lengths.Note);
}

public sealed class ApprovePolicyHandler(CaseDbContext db, PolicyStore store, CurrentUser user, AuditTrail trail) : IRequestHandler<ApprovePolicy, PolicyApproved>
{
    public async Task<PolicyApproved> Handle(ApprovePolicy request, CancellationToken cancellationToken)
    {
        var proposal = await Proposals.Find(db, request.Proposal, cancellationToken);
        if (proposal.ProposedById == user.Id)
        {
            throw new RefusedException("OVR-9", "", "You proposed this. Another person must approve it");
        }

        var head = await store.Last(cancellationToken);
        if (proposal.BasedOnId != head.Id)
        {
            throw new RefusedException("OVR-9", "", $"This was written on {proposal.BasedOn?.Called}. {head.Called} has been approved since{(head.DecidedAt is { } at ? " (" + LocalTime.Text(at) + ")" : "")}: what it would change is no longer what you see. Have it proposed again on {head.Called}");
        }

        ForcePolicy policy;
        try
        {
            policy = PolicyFile.Read(proposal.Profile, "proposal");
        }
        catch (PolicyException e)
        {
            throw new RefusedException("OVR-9", "", $"This version of the program cannot take it over: {e.Message}");
        }

        if (await store.InstrumentFault(policy, cancellationToken) is { } fault)
        {
            throw new RefusedException("RSK-1", "", fault);
        }

        await store.Approve(proposal, policy, user.Id, request.Words!.Trim(), cancellationToken);
        trail.Record(AuditAct.Alteration, "policy.approved", Subject.System("policy"), $"proposal {proposal.Id}; {proposal.Called}; on {head.Called}; in force from {proposal.EffectiveFrom:yyyy-MM-dd HH:mm} UTC");
        return new PolicyApproved(proposal.Called, proposal.EffectiveFrom!.Value);
    }
}

internal static class Proposals
{
    public static async Task<PolicyVersion> Find(CaseDbContext db, long id, CancellationToken cancel)
    {
        var proposal = await db.PolicyVersions.Include(v => v.BasedOn).SingleOrDefaultAsync(v => v.Id == id && v.State != PolicyState.Draft, cancel) ?? throw new RecordNotFoundException("policy proposal", id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (proposal.State == PolicyState.Proposed)
        {
            return proposal;
        }

        // Two people at once: the second learns what the first decided.
        var by = await db.Users.Where(u => u.Id == proposal.DecidedById).Select(u => u.FullName).SingleOrDefaultAsync(cancel) ?? "the system";
        throw new RefusedException("OVR-9", "", $"This has been decided already: {proposal.State.ToString().ToLowerInvariant()} by {by}, {LocalTime.Text(proposal.DecidedAt!.Value)}: {proposal.DecidedWords}");
    }
}
