using DaCaseManagement.Access;
using DaCaseManagement.Pipeline;

using MediatR;

namespace DaCaseManagement.Policy;

/// <summary>The profile in force, for everybody to read.</summary>
[Requires(Permission.ConsultPolicy)]
[ReadsNoRecord("A policy holds no person and no case.")]
public sealed record ViewPolicy : IQuery<ForcePolicy>;

public sealed class ViewPolicyHandler(PolicyInForce inForce) : IRequestHandler<ViewPolicy, ForcePolicy>
{
    public Task<ForcePolicy> Handle(ViewPolicy request, CancellationToken cancellationToken) => Task.FromResult(inForce.Policy);
}
