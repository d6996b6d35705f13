using DaCaseManagement.Access;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DaCaseManagement.Web.Pages.Access;

[PagePermission(Permission.ManageAccounts)]
public sealed class NewAccountModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? FullName { get; set; }

    [BindProperty]
    public Role? Role { get; set; }

    [BindProperty]
    public long? UnitId { get; set; }

    [BindProperty]
    public long? AreaId { get; set; }

    public IEnumerable<SelectListItem> Units { get; private set; } = [];

    public IEnumerable<SelectListItem> Areas { get; private set; } = [];

    public string? OneTimePassword { get; private set; }

    public Task OnGet() => Load();

    public Task<IActionResult> OnPost()
    {
        KeepNothing();
        return Do(
            new CreateAccount(UserName, FullName, Role, UnitId, AreaId),
            password =>
            {
                OneTimePassword = password;
                return Page();
            },
            Load);
    }

    private async Task<IActionResult> Load()
    {
        var structure = await Ask(new ListUnits());
        Units = structure.Units.Where(u => u.ClosedAt is null).Select(u => new SelectListItem(u.Name, u.Id.ToString()));
        Areas = structure.Areas.Select(a => new SelectListItem(a.Name, a.Id.ToString()));
        return Page();
    }
}
