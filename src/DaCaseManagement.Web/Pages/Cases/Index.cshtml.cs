using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Policy;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Cases;

[PagePermission(Permission.ConsultCases)]
public sealed class IndexModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public bool Closed { get; set; }

    [BindProperty(SupportsGet = true)]
    public Grade? Grade { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool MyUnit { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public CasePage Cases { get; private set; } = null!;

    public IReadOnlyList<AreaRow> Areas { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Areas = await Ask(new ListAreas());
        Cases = await Ask(new ListCases(Closed, Grade, MyUnit, Area, Before));
    }
}
