using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Risk;

/// <summary>A new assessment without a new incident: it hangs on the case's latest (RSK-12).</summary>
[PagePermission(Permission.AssessRisk)]
public sealed class AgainModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Case { get; set; } = "";

    public async Task<IActionResult> OnGetAsync()
    {
        var changes = await Ask(new ViewChanges(Case));
        return changes.LatestIncident is { } incident ? RedirectToPage("/Risk/Assess", new { incident, @case = Case, again = true }) : throw new Pipeline.RecordNotFoundException("case", Case);
    }
}
