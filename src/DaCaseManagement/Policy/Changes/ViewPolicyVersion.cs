using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Policy.Changes;

/// <summary>One approved version, for whoever reads an old decision under the rules of its day.</summary>
[Requires(Permission.ConsultPolicy)]
[ReadsNoRecord("A policy holds no person and no case.")]
public sealed record ViewPolicyVersion(string Name, int Number) : IQuery<PolicyVersionView>;

/// <param name="Policy">Null when this program cannot read it any more; then <paramref name="Profile"/> is all there is.</param>
/// <param name="Changes">Against the version it was based on.</param>
public sealed record PolicyVersionView(PolicyVersionRow Row, ForcePolicy? Policy, string Profile, string? BasedOn, IReadOnlyList<PolicyChange> Changes, bool IsInForce);

public sealed class ViewPolicyVersionHandler(CaseDbContext db, PolicyInForce inForce) : IRequestHandler<ViewPolicyVersion, PolicyVersionView>
{
    public async Task<PolicyVersionView> Handle(ViewPolicyVersion request, CancellationToken cancellationToken)
    {
        var version = await db.PolicyVersions.AsNoTracking().Include(v => v.BasedOn).SingleOrDefaultAsync(v => v.Name == request.Name && v.Number == request.Number && v.State == PolicyState.Approved, cancellationToken) ?? throw new RecordNotFoundException("policy version", $"{request.Name} {request.Number}");
        var row = await ListPolicyVersionsHandler.Rows(db, db.PolicyVersions.Where(v => v.Id == version.Id)).SingleAsync(cancellationToken);
        var policy = PolicyStore.Parse(version);
        var before = version.BasedOn is null ? null : PolicyStore.Parse(version.BasedOn);
        return new PolicyVersionView(row, policy, version.Profile, version.BasedOn?.Called, before is null || policy is null ? [] : PolicyDiff.Of(before, policy), inForce.Policy.Version == version.Called);
    }
}
