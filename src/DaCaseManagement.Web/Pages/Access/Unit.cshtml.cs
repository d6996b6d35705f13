using DaCaseManagement.Access;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DaCaseManagement.Web.Pages.Access;

[PagePermission(Permission.ManageAccounts)]
public sealed class UnitModel(IMediator mediator) : AppPage(mediator)
{
    [FromRoute]
    public string Code { get; set; } = "";

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public UnitKind? Kind { get; set; }

    [BindProperty]
    public long? AreaId { get; set; }

    [BindProperty]
    public bool PassOn { get; set; }

    public UnitRow Unit { get; private set; } = null!;

    public IEnumerable<SelectListItem> Areas { get; private set; } = [];

    public Task<IActionResult> OnGet() => Show();

    public Task<IActionResult> OnPost() => Do(
        new SaveUnit(Code, Name, Kind, AreaId, IsNew: false),
        _ =>
        {
            Tell("The changes are saved.");
            return RedirectToPage();
        },
        async () =>
        {
            await Load();
            return Page();
        });

    public Task<IActionResult> OnPostClose() => Turn(reopen: false, "The unit is closed.");

    public Task<IActionResult> OnPostReopen() => Turn(reopen: true, "The unit is open again.");

    private Task<IActionResult> Turn(bool reopen, string told)
    {
        ModelState.Clear();
        return Do(
            new CloseUnit(Code, reopen, PassOn && !reopen),
            turned =>
            {
                Tell(turned.Passed is { } passed ? $"{told} It held {passed.Responsibilities} responsibilities and {passed.Deadlines} open deadlines, which went to {string.Join(", ", passed.To)}." : told);
                return RedirectToPage();
            },
            Show);
    }

    private async Task<IActionResult> Show()
    {
        await Load();
        (Name, Kind, AreaId) = (Unit.Name, Unit.Kind, Unit.AreaId);
        return Page();
    }

    private async Task Load()
    {
        var structure = await Ask(new ListUnits());
        Unit = structure.Units.FirstOrDefault(u => u.Code == Code) ?? throw new RecordNotFoundException("System", Code);
        Areas = structure.Areas.Select(a => new SelectListItem(a.Name, a.Id.ToString()));
    }
}
