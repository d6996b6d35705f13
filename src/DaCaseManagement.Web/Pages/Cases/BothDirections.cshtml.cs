using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DaCaseManagement.Web.Pages.Cases;

/// <summary>Reports in both directions side by side, and who is judged the primary aggressor (PPL-7).</summary>
[PagePermission(Permission.ConsultCases)]
public sealed class BothDirectionsModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    /// <summary>The decision that stood when the form was made; 0 for none.</summary>
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Aggressor { get; set; }

    [BindProperty]
    public string? Basis { get; set; }

    [BindProperty]
    public string? Because { get; set; }

    public BothDirections Both { get; private set; } = null!;

    public IEnumerable<SelectListItem> Choices =>
    [
        new SelectListItem(Both.Victim.Name, Both.Victim.Reference), new SelectListItem(Both.Suspect!.Name, Both.Suspect.Reference),
        new SelectListItem("Neither can be named on what is known", DecidePrimaryAggressor.Neither),
    ];

    public async Task OnGetAsync()
    {
        await Show();
        Version = (int)(Both.Standing?.Id ?? 0);
    }

    public Task<IActionResult> OnPostAsync() => Do(new DecidePrimaryAggressor(Reference, Aggressor, Basis, Because, Version == 0 ? null : Version), _ =>
    {
        Tell("The decision is recorded and stands on both cases.");
        return RedirectToPage(new { reference = Reference });
    }, Show);

    private async Task<IActionResult> Show()
    {
        Both = await Ask(new ViewBothDirections(Reference));
        return Page();
    }
}
