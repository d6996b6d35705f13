using DaCaseManagement.Access;
using DaCaseManagement.Policy;
using DaCaseManagement.Policy.Changes;
using DaCaseManagement.Web.Security;

using MediatR;

namespace DaCaseManagement.Web.Pages.Policy;

/// <summary>The profile in force, and what waits to change it.</summary>
[PagePermission(Permission.ConsultPolicy)]
public sealed class IndexModel(IMediator mediator, PolicySource source) : AppPage(mediator)
{
    public ForcePolicy Profile { get; private set; } = null!;

    /// <summary>What is wrong with the file this node was given.</summary>
    public string? FileFault => source.Fault;

    public IReadOnlyList<PolicyVersionRow> Waiting { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Profile = await Ask(new ViewPolicy());
        Waiting = [.. (await Ask(new ListPolicyVersions())).Rows.Where(r => r.State == PolicyState.Proposed)];
    }
}
