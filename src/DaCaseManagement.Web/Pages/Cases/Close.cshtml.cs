using DaCaseManagement.Access;
using DaCaseManagement.Routing;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Cases;

/// <summary>Ending the work on a case, and beginning it again (CAS-15).</summary>
[PagePermission(Permission.ConsultCases)]
public sealed class CloseModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? PlanWith { get; set; }

    [BindProperty]
    public bool? Told { get; set; }

    [BindProperty]
    public string? ToldAt { get; set; }

    [BindProperty]
    public string? ToldHow { get; set; }

    [BindProperty]
    public string? NotToldBecause { get; set; }

    [BindProperty]
    public string? Because { get; set; }

    public CaseClosingView View { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostCloseAsync() => Do(new CloseCase(Reference, Words, PlanWith, Told, ToldAt, ToldHow, NotToldBecause), _ => Done("The case is closed. Nobody owns it from this moment."), Show);

    public Task<IActionResult> OnPostReopenAsync() => Do(new ReopenCase(Reference, Because), _ => Done("The case is open again. Its last owners hold it."), Show);

    private RedirectToPageResult Done(string told)
    {
        Tell(told);
        return RedirectToPage("/Cases/View", new { reference = Reference });
    }

    private async Task<IActionResult> Show()
    {
        View = await Ask(new ViewCaseClosing(Reference));
        return Page();
    }
}
