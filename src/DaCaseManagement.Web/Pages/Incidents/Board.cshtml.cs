using DaCaseManagement.Access;
using DaCaseManagement.Incidents;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Incidents;

/// <summary>The live board of the control room (REC-10). Drawn whole without script; with it, it keeps itself up to date.</summary>
[PagePermission(Permission.ConsultBoard)]
public sealed class BoardModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty]
    public string? Arrived { get; set; }

    public Board Board { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => Show();

    /// <summary>The only crew on the way is there.</summary>
    public Task<IActionResult> OnPostAsync() => Do(
        new RecordArrival(Arrived ?? "", null),
        _ =>
        {
            Tell("Arrival recorded.");
            return RedirectToPage();
        },
        Show);

    private async Task<IActionResult> Show()
    {
        Board = await Ask(new ViewBoard());
        return Page();
    }
}
