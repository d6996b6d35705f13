using DaCaseManagement.Access;
using DaCaseManagement.Policy;
using DaCaseManagement.Web.Security;

using MediatR;

namespace DaCaseManagement.Web.Pages.Policy;

/// <summary>OVR-9: where the policy in force goes against the inspections' recommendations.</summary>
[PagePermission(Permission.ConsultPolicy)]
public sealed class CheckModel(IMediator mediator) : AppPage(mediator)
{
    public string Version { get; private set; } = "";

    public IReadOnlyList<PolicyFinding> Findings { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var policy = await Ask(new ViewPolicy());
        (Version, Findings) = (policy.Version, PolicyCheck.Of(policy));
    }
}
