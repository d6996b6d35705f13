using DaCaseManagement.Access;
using DaCaseManagement.Oversight;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Oversight;

/// <summary>The decisions behind one number of the supervision page (INV-9).</summary>
[PagePermission(Permission.ConsultOversight)]
public sealed class SupervisionRowsModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public SupervisionBy By { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Key { get; set; }

    [BindProperty(SupportsGet = true)]
    public SupervisionWhat What { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public SupervisionRows? Rows { get; private set; }

    public async Task OnGetAsync() => Rows = await AskOrSay(new ViewSupervisionRows(new Period(From, To), By, Key, What, Before));
}
