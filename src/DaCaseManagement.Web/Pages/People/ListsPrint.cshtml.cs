using DaCaseManagement.Access;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.People;

/// <summary>A standing list as sheets of paper.</summary>
[PagePermission(Permission.ConsultLists)]
public sealed class ListsPrintModel(IMediator mediator, CurrentUser user) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public StandingList List { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Level { get; set; }

    public StandingPage Standing { get; private set; } = null!;

    public string AreaName { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync()
    {
        var area = Area ?? user.AreaId ?? ListsModel.WholeForce;
        AreaName = (await Ask(new ListAreas())).FirstOrDefault(a => a.Id == area)?.Name ?? "Whole force";
        if (await AskOrSay(new ConsultList(List, area == ListsModel.WholeForce ? null : area, Level, OnPaper: true)) is not { } page)
        {
            return NotFound();
        }

        Standing = page;
        return Page();
    }
}
