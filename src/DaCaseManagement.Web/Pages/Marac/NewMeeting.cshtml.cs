using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Marac;
using DaCaseManagement.Policy;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DaCaseManagement.Web.Pages.Marac;

/// <summary>A new meeting; what is usual by policy stands there already.</summary>
[PagePermission(Permission.PrepareMarac)]
public sealed class NewMeetingModel(IMediator mediator, PolicyInForce inForce) : AppPage(mediator)
{
    [BindProperty]
    public long? Area { get; set; }

    [BindProperty]
    public string? HeldOn { get; set; }

    [BindProperty]
    public string? StartsAt { get; set; }

    [BindProperty]
    public string? Venue { get; set; }

    [BindProperty]
    public string? Capacity { get; set; }

    public IEnumerable<SelectListItem> Areas { get; private set; } = [];

    public Task<IActionResult> OnGetAsync()
    {
        var usual = inForce.Policy.Marac;
        (StartsAt, Capacity) = (usual.StartTime, usual.Capacity.ToString(CultureInfo.InvariantCulture));
        return Show();
    }

    public Task<IActionResult> OnPostAsync() => Do(new ArrangeMeeting(Area, HeldOn, StartsAt, Venue, Capacity), reference =>
    {
        Tell($"Meeting {reference} is arranged. Referrals can be listed at it now.");
        return RedirectToPage("/Marac/Meeting", new { reference });
    }, Show);

    private async Task<IActionResult> Show()
    {
        Areas = (await Ask(new ListAreas())).Select(a => new SelectListItem(a.Name, a.Id.ToString(CultureInfo.InvariantCulture)));
        return Page();
    }
}
