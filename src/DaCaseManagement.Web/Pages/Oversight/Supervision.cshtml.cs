using DaCaseManagement.Access;
using DaCaseManagement.Oversight;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Oversight;

/// <summary>Quality of supervision and the downgrade watch (OVR-3, RSK-8).</summary>
[PagePermission(Permission.ConsultOversight)]
public sealed class SupervisionModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public SupervisionBy By { get; set; }

    public SupervisionPage? Supervision { get; private set; }

    public async Task OnGetAsync() => Supervision = await AskOrSay(new ViewSupervision(new Period(From, To), By));
}
