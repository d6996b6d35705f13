using DaCaseManagement.Access;
using DaCaseManagement.Incidents;
using DaCaseManagement.Risk;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Incidents;

/// <summary>The briefing as a sheet of paper: no navigation, nothing that only a screen can do.</summary>
[PagePermission(Permission.ConsultIncidents)]
public sealed class PrintModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    public Briefing Briefing { get; private set; } = null!;

    public NeedList Needs { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        Briefing = await Ask(new ViewBriefing(Reference));
        Needs = await Ask(new ViewIncidentNeeds(Reference));
    }
}
