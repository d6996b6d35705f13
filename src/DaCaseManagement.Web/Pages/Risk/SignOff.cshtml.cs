using DaCaseManagement.Access;
using DaCaseManagement.Risk;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Risk;

/// <summary>What waits for a supervisor's words. Shows no caseload and no capacity (RSK-9).</summary>
[PagePermission(Permission.ReviewAssessments)]
public sealed class SignOffModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public bool EveryUnit { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    public SignOffPage Waiting { get; private set; } = null!;

    public async Task OnGetAsync() => Waiting = await Ask(new ListSignOffs(EveryUnit, After));
}
