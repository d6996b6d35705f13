using DaCaseManagement.Access;
using DaCaseManagement.Risk;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Risk;

/// <summary>An officer's own assessments and what became of each (RSK-14).</summary>
[PagePermission(Permission.AssessRisk)]
public sealed class MineModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public MyAssessments Mine { get; private set; } = null!;

    public async Task OnGetAsync() => Mine = await Ask(new ListMyAssessments(Before));
}
