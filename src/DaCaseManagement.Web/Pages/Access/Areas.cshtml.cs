using DaCaseManagement.Access;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DaCaseManagement.Web.Pages.Access;

[PagePermission(Permission.ManageAccounts)]
public sealed class AreasModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    /// <summary>The code of the area to rename.</summary>
    [BindProperty]
    public string? Area { get; set; }

    [BindProperty]
    public string? NewName { get; set; }

    public Structure Structure { get; private set; } = new([], []);

    public IEnumerable<SelectListItem> Choices => Structure.Areas.Select(a => new SelectListItem(a.Name, a.Code));

    public Task OnGet() => Load();

    public Task<IActionResult> OnPost() => Do(
        new AddArea(Code, Name),
        code =>
        {
            Tell($"Area {code} is added.");
            return RedirectToPage();
        },
        Load);

    public Task<IActionResult> OnPostRename() => Do(
        new RenameArea(Area, NewName),
        code =>
        {
            Tell($"Area {code} is renamed.");
            return RedirectToPage();
        },
        Load);

    private async Task<IActionResult> Load()
    {
        Structure = await Ask(new ListUnits());
        return Page();
    }
}
