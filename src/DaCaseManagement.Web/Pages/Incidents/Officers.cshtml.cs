using DaCaseManagement.Access;
using DaCaseManagement.Incidents;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Incidents;

/// <summary>Sending officers, saying that they are there, standing them down (REC-6).</summary>
[PagePermission(Permission.DispatchOfficers)]
public sealed class OfficersModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public string? CallSign { get; set; }

    [BindProperty]
    public string? Officers { get; set; }

    /// <summary>The crew a button stands beside.</summary>
    [BindProperty]
    public string? Crew { get; set; }

    public OfficersOf Sent { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostAsync() => Do(new SendOfficers(Reference, CallSign, Officers), sent =>
    {
        Tell(sent.Alone ? "Recorded. One officer alone was sent: the parties cannot be seen apart." : "Recorded: they are on the way.");
        return RedirectToPage(new { reference = Reference });
    }, Show);

    public Task<IActionResult> OnPostArrivedAsync() => Do(new RecordArrival(Reference, Crew ?? ""), _ =>
    {
        Tell("Recorded: they are there.");
        return RedirectToPage(new { reference = Reference });
    }, Show);

    public Task<IActionResult> OnPostStandDownAsync() => Do(new StandDown(Reference, Crew), covered =>
    {
        Tell(covered ? "Recorded: they are stood down." : "Recorded: they are stood down. Nobody is on the way now.");
        return RedirectToPage(new { reference = Reference });
    }, Show);

    private async Task<IActionResult> Show()
    {
        Sent = await Ask(new ViewOfficers(Reference));
        return Page();
    }
}
