using DaCaseManagement.Access;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DaCaseManagement.Web.Pages.Access;

[PagePermission(Permission.ManageAccounts)]
public sealed class UnitsModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public UnitKind? Kind { get; set; }

    [BindProperty]
    public long? AreaId { get; set; }

    public Structure Structure { get; private set; } = new([], []);

    public IEnumerable<SelectListItem> Areas => Structure.Areas.Select(a => new SelectListItem(a.Name, a.Id.ToString()));

    public Task OnGet() => Load();

    public Task<IActionResult> OnPost() => Do(
        new SaveUnit(Code, Name, Kind, AreaId, IsNew: true),
        code =>
        {
            Tell($"Unit {code} is added.");
            return RedirectToPage();
        },
        Load);

    private async Task<IActionResult> Load()
    {
        Structure = await Ask(new ListUnits());
        return Page();
    }
}
