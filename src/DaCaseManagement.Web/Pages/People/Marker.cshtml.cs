using DaCaseManagement.Access;
using DaCaseManagement.People;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.People;

/// <summary>One marker is looked at again: kept to a new day, or ended (PPL-8).</summary>
[PagePermission(Permission.KeepMarkers)]
public sealed class MarkerModel(IMediator mediator, TimeProvider clock) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public long Id { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public MarkerOutcome? Outcome { get; set; }

    [BindProperty]
    public string? Because { get; set; }

    [BindProperty]
    public string? ReviewOn { get; set; }

    [BindProperty]
    public string? ExpiresOn { get; set; }

    public MarkerView Marker { get; private set; } = null!;

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task OnGetAsync()
    {
        await Show();
        (Version, ExpiresOn) = (Marker.Version, Marker.Marker.ExpiresAt is { } end ? DaCaseManagement.Clocks.LocalTime.DayOf(end.AddMinutes(-1)).ToString("d/M/yyyy", System.Globalization.CultureInfo.InvariantCulture) : null);
    }

    public Task<IActionResult> OnPostAsync() => Do(new ReviewMarker(Id, Version, Outcome, Because, ReviewOn, ExpiresOn), kept =>
    {
        Tell(kept ? "Kept. It comes back to the list on its new day." : "Ended. It warns no longer; what it said and why it ended are kept.");
        return RedirectToPage(new { id = Id });
    }, Show);

    private async Task<IActionResult> Show()
    {
        Marker = await Ask(new ViewMarker(Id));
        return Page();
    }
}
