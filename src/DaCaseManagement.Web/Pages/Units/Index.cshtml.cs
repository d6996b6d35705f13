using DaCaseManagement.Access;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Units;

/// <summary>The unit's caseload and backlog, for its managers (RTE-5).</summary>
[PagePermission(Permission.ManageUnit)]
public sealed class UnitModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty]
    public Skill? Skill { get; set; }

    [BindProperty]
    public int? Posts { get; set; }

    public Caseload Load { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostAsync() => Do(new KeepPosts(Skill, Posts), _ =>
    {
        Tell("The posts are kept.");
        return RedirectToPage();
    }, Show);

    private async Task<IActionResult> Show()
    {
        Load = await Ask(new ViewCaseload());
        return Page();
    }
}
