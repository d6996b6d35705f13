using DaCaseManagement.Access;
using DaCaseManagement.Incidents;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Incidents;

[PagePermission(Permission.ConsultIncidents)]
public sealed class IndexModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public IncidentList List { get; set; } = IncidentList.Open;

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public IncidentPage Incidents { get; private set; } = null!;

    public async Task OnGetAsync() => Incidents = await Ask(new ListIncidents(List, Before: Before));
}
