using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Routing;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DaCaseManagement.Web.Pages.Cases;

/// <summary>Gives what my unit holds to one of its people (RTE-4).</summary>
[PagePermission(Permission.AllocateCases)]
public sealed class AllocateModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public ResponsibilityKind? Kind { get; set; }

    [BindProperty]
    public long? Person { get; set; }

    [BindProperty]
    public string? BelowBecause { get; set; }

    public AllocationView View { get; private set; } = null!;

    public IEnumerable<SelectListItem> Kinds => View.Held.Select(h => new SelectListItem($"{Words.Of(h.Kind)} ({h.Person ?? "nobody yet"})", h.Kind.ToString()));

    public IEnumerable<SelectListItem> People => View.People.Select(p => new SelectListItem(
        $"{p.Name}{(p.Skills.Count == 0 ? "" : $" ({string.Join(", ", p.Skills.Select(s => Words.Of(s).ToLowerInvariant()))})")}", p.Id.ToString(CultureInfo.InvariantCulture)));

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostAsync() => Do(new AllocateOwner(Reference, Kind, Person, BelowBecause), done =>
    {
        Tell($"{Words.Of(done.Kind)} is allocated.{(done.Below ? " Oversight shows that it is below what the policy asks for, with your reason." : "")}");
        return RedirectToPage("/Cases/View", new { reference = Reference });
    }, Show);

    private async Task<IActionResult> Show()
    {
        View = await Ask(new ViewAllocation(Reference));
        return Page();
    }
}
