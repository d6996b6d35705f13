using DaCaseManagement.Access;
using DaCaseManagement.People;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.People;

/// <summary>A marker on an address (PPL-8). The address is posted and never in a URL.</summary>
[PagePermission(Permission.KeepMarkers)]
public sealed class MarkAddressModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public MarkerKind? Kind { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? ReviewOn { get; set; }

    [BindProperty]
    public string? ExpiresOn { get; set; }

    public void OnGet()
    {
    }

    public Task<IActionResult> OnPostAsync() => Do(new PlaceMarker(null, Address ?? "", Kind, Reason, ReviewOn, ExpiresOn), id =>
    {
        Tell("The marker is placed. It warns from now on whenever this address is typed.");
        return RedirectToPage("/People/Marker", new { id });
    });
}
