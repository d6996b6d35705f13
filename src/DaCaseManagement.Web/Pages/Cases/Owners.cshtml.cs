using DaCaseManagement.Access;
using DaCaseManagement.Routing;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Cases;

/// <summary>Who owned what in a case at any past minute (RTE-1).</summary>
[PagePermission(Permission.ConsultCases)]
public sealed class OwnersModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? At { get; set; }

    /// <summary>Null when the time could not be read.</summary>
    public OwnersAt? Owners { get; private set; }

    public async Task OnGetAsync() => Owners = await AskOrSay(new ViewOwnersAt(Reference, At));
}
