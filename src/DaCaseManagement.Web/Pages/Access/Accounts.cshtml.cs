using DaCaseManagement.Access;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DaCaseManagement.Web.Pages.Access;

[PagePermission(Permission.ManageAccounts)]
public sealed class AccountsModel(IMediator mediator, TimeProvider clock) : AppPage(mediator)
{
    /// <summary>Comes by post only: a name has no place in an address (ACC-4).</summary>
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty(SupportsGet = true)]
    public Role? Role { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Unit { get; set; }

    [FromQuery]
    public string? After { get; set; }

    public AccountList List { get; private set; } = new([], null);

    public IEnumerable<SelectListItem> Units { get; private set; } = [];

    public DateTimeOffset Now => clock.GetUtcNow();

    public Task OnGet() => Load();

    public async Task<IActionResult> OnPost()
    {
        if (ModelState.IsValid && string.IsNullOrWhiteSpace(Name))
        {
            return RedirectToPage(new { Role, Unit });
        }

        return await Load();
    }

    private async Task<IActionResult> Load()
    {
        Units = (await Ask(new ListUnits())).Units.Select(u => new SelectListItem(u.Name, u.Id.ToString()));
        var list = await AskOrSay(new ListAccounts(Name, Role, Unit, After));
        List = list ?? List;
        return Page();
    }
}
