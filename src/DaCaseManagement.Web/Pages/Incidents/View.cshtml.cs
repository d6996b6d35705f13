using DaCaseManagement.Access;
using DaCaseManagement.Incidents;
using DaCaseManagement.Risk;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Incidents;

/// <summary>One incident and its briefing (REC-7), and the record that it was passed on.</summary>
[PagePermission(Permission.ConsultIncidents)]
public sealed class ViewModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public string? Officers { get; set; }

    public Briefing Briefing { get; private set; } = null!;

    public NeedList Needs { get; private set; } = null!;

    public OfficersOf Sent { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostAsync() => Do(new PassOnBriefing(Reference, To, Officers), together =>
    {
        Tell(together ? "Recorded: the officers have the briefing." : "Recorded. One officer alone was sent: the parties cannot be seen apart.");
        return RedirectToPage(new { reference = Reference });
    }, Show);

    private async Task<IActionResult> Show()
    {
        Briefing = await Ask(new ViewBriefing(Reference));
        Needs = await Ask(new ViewIncidentNeeds(Reference));
        Sent = await Ask(new ViewOfficers(Reference));
        return Page();
    }
}
