using DaCaseManagement.Access;
using DaCaseManagement.People;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DaCaseManagement.Web.Pages.People;

/// <summary>Markers on one person: those in force, a new one, and all that were (PPL-8).</summary>
[PagePermission(Permission.KeepMarkers)]
public sealed class MarkersModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public MarkerKind? Kind { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? ReviewOn { get; set; }

    [BindProperty]
    public string? ExpiresOn { get; set; }

    public PersonMarkers Person { get; private set; } = null!;

    public static IEnumerable<SelectListItem> Kinds(bool confidentialToo) =>
        Words.Choices<MarkerKind>().Where(k => confidentialToo || k.Value != nameof(MarkerKind.RefugeOrConfidential));

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostAsync() => Do(new PlaceMarker(Reference, null, Kind, Reason, ReviewOn, ExpiresOn), _ =>
    {
        Tell("The marker is placed. It warns from now on wherever this person is found.");
        return RedirectToPage(new { reference = Reference });
    }, Show);

    private async Task<IActionResult> Show()
    {
        Person = await Ask(new ViewPersonMarkers(Reference));
        return Page();
    }
}
