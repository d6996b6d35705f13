using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Policy.Changes;

/// <summary>What a proposal changes, member by member, and what it does to the work in hand that this person may see.</summary>
[Requires(Permission.ConsultPolicy)]
public sealed record ViewPolicyProposal(long Id) : IQuery<PolicyProposal>;

/// <param name="IsStale">Another version was approved after it was written: it cannot be approved as it is.</param>
/// <param name="Work">Null once it is decided, or when the profile cannot be read.</param>
/// <param name="NewFindings">Where it goes against recommendations that its base keeps.</param>
public sealed record PolicyProposal(
    PolicyVersionRow Row, string? BasedOn, string Latest, bool IsStale, bool IsMine, IReadOnlyList<PolicyChange> Changes, IReadOnlyList<PolicyFinding> NewFindings, IReadOnlyList<PolicyFinding> GoneFindings, WorkInHand? Work) : IConsultation
{
    public IEnumerable<Subject> Consulted => Work?.Rerouted.Select(c => Subject.Case(c.Case)) ?? [];
}

public sealed class ViewPolicyProposalHandler(CaseDbContext db, PolicyStore store, CurrentUser user, TimeProvider clock) : IRequestHandler<ViewPolicyProposal, PolicyProposal>
{
    public async Task<PolicyProposal> Handle(ViewPolicyProposal request, CancellationToken cancellationToken)
    {
        var proposal = await db.PolicyVersions.AsNoTracking().Include(v => v.BasedOn).SingleOrDefaultAsync(v => v.Id == request.Id && v.State != PolicyState.Draft, cancellationToken)
            ?? throw new RecordNotFoundException("policy proposal", request.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var row = await ListPolicyVersionsHandler.Rows(db, db.PolicyVersions.Where(v => v.Id == proposal.Id)).SingleAsync(cancellationToken);
        var head = await store.Last(cancellationToken);
        var (before, after) = (proposal.BasedOn is null ? null : PolicyStore.Parse(proposal.BasedOn), PolicyStore.Parse(proposal));
        var (was, willBe) = (before is null ? [] : PolicyCheck.Of(before), after is null ? [] : PolicyCheck.Of(after));
        return new PolicyProposal(
            row, proposal.BasedOn?.Called, head.Called, proposal.State == PolicyState.Proposed && proposal.BasedOnId != head.Id, proposal.ProposedById == user.Id,
            before is null || after is null ? [] : PolicyDiff.Of(before, after),
            [.. willBe.Where(f => !was.Any(w => w.Path == f.Path))], [.. was.Where(f => !willBe.Any(w => w.Path == f.Path))],
            proposal.State != PolicyState.Proposed || before is null || after is null ? null : await WorkInHandReading.Of(db, user, before, after, clock.GetUtcNow().UtcDateTime, cancellationToken));
    }
}
