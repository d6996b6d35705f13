using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Marac;
using DaCaseManagement.Policy;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Marac;

/// <summary>A meeting and its agenda. The co-ordinator moves cases with buttons, by number, or by dragging (MRC-3).</summary>
[PagePermission(Permission.ConsultMarac)]
public sealed class MeetingModel(IMediator mediator, PolicyInForce inForce) : AppPage(mediator)
{
    private const string MovedKey = "moved";

    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public long? Item { get; set; }

    /// <summary>The place typed; 1 is heard first.</summary>
    [BindProperty]
    public int? Place { get; set; }

    /// <summary>Set by the buttons that move one place: the place to go to.</summary>
    [BindProperty]
    public int? Up { get; set; }

    [BindProperty]
    public int? Down { get; set; }

    public MeetingView Meeting { get; private set; } = null!;

    /// <summary>The case that was just moved, to say so where it now stands.</summary>
    public long? Moved { get; private set; }

    public string GradeWords(Grade grade) => inForce.Policy.GradeLabel(grade);

    public Task<IActionResult> OnGetAsync()
    {
        Moved = long.TryParse(TempData[MovedKey] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var moved) ? moved : null;
        return Show();
    }

    public Task<IActionResult> OnPostAsync()
    {
        if ((Up ?? Down ?? Place) is not ({ } to and >= 1))
        {
            ModelState[nameof(Place)]?.Errors.Clear();
            ModelState.AddModelError(nameof(Place), "Enter the place to move it to, such as 1 to be heard first");
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Show();
        }

        // Without a version or a case it is no form of ours: refused as stale, or not found.
        return Do(new OrderAgenda(Reference, Version ?? 0, Item ?? 0, to), _ =>
        {
            TempData[MovedKey] = Item?.ToString(CultureInfo.InvariantCulture);

            // The keyboard stays where it was: on the same button of the same case, wherever that case now stands.
            return RedirectToPage(null, null, new { reference = Reference }, (Up, Down) switch { ( > 1, _) => $"up-{Item}", (null, not null) => $"down-{Item}", _ => $"item-{Item}" });
        }, Show);
    }

    public Task<IActionResult> OnPostReadyAsync() => Do(new ReadyAgenda(Reference, Version ?? 0), _ =>
    {
        Tell("Agenda and research are ready.");
        return RedirectToPage(null, new { reference = Reference, handler = (string?)null });
    }, Show);

    private async Task<IActionResult> Show()
    {
        Meeting = await Ask(new ViewMeeting(Reference));
        return Page();
    }
}
