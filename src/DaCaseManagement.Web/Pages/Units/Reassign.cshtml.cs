using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Routing;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DaCaseManagement.Web.Pages.Units;

/// <summary>Gives the work of one person, or what nobody has by name, to others: first shown, then done (RTE-5).</summary>
[PagePermission(Permission.ManageUnit)]
public sealed class ReassignModel(IMediator mediator) : AppPage(mediator)
{
    private const string Unit = "unit";

    /// <summary>Account; nothing for what nobody has by name.</summary>
    [BindProperty(SupportsGet = true)]
    public long? From { get; set; }

    /// <summary><c>unit</c> for the unit as a whole, <c>person-7</c> or <c>unit-7</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public ResponsibilityKind? Kind { get; set; }

    [BindProperty]
    public string? Stamp { get; set; }

    [BindProperty]
    public string? Because { get; set; }

    [BindProperty]
    public string? BelowBecause { get; set; }

    public Hands Hands { get; private set; } = null!;

    /// <summary>Null until somebody has chosen to whom.</summary>
    public ReassignPreview? Preview { get; private set; }

    public IEnumerable<SelectListItem> Holders => Hands.Holders.Select(h => new SelectListItem(h.Name + (h.Away ? " (away or gone)" : ""), h.Id.ToString(CultureInfo.InvariantCulture)));

    public IEnumerable<SelectListItem> Targets =>
    [
        new SelectListItem("The unit as a whole, by nobody's name", Unit),
        .. Hands.People.Where(h => h.Id != From).Select(h => new SelectListItem(h.Name + (h.Away ? " (away)" : ""), string.Create(CultureInfo.InvariantCulture, $"person-{h.Id}"))),
        .. Hands.Units.Select(u => new SelectListItem("Offer to " + u.Name, string.Create(CultureInfo.InvariantCulture, $"unit-{u.Id}"))),
    ];

    private (long? Person, long? Unit) Target =>
        To?.Split('-') is [var what, var id] && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? what == Unit ? (null, n) : (n, null) : (null, null);

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostAsync() => Do(new ReassignMany(From, Target.Person, Target.Unit, Kind, Stamp ?? "", Because, BelowBecause), done =>
    {
        Tell($"{(done.Offered > 0 ? $"{done.Offered} offered" : $"{done.Moved} moved")}{(done.Left > 0 ? $"; {done.Left} stay where they are" : "")}.");
        return RedirectToPage("/Units/Index");
    }, Show);

    private async Task<IActionResult> Show()
    {
        Hands = await Ask(new ListHands());
        if (To is { Length: > 0 })
        {
            Preview = await Ask(new PreviewReassignment(From, Target.Person, Target.Unit, Kind));
            ModelState.Remove(nameof(Stamp));
        }

        return Page();
    }
}
