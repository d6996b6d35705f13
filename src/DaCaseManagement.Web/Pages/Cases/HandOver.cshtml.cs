using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Routing;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DaCaseManagement.Web.Pages.Cases;

[PagePermission(Permission.HandOver)]
public sealed class HandOverModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public ResponsibilityKind? Kind { get; set; }

    [BindProperty]
    public long? ToUnit { get; set; }

    [BindProperty]
    public string? Because { get; set; }

    public Owners Owners { get; private set; } = null!;

    public IEnumerable<SelectListItem> Kinds => Owners.Rows.Where(o => o.IsMine && o.Offer is null).Select(o => new SelectListItem(Words.Of(o.Kind), o.Kind.ToString()));

    public IEnumerable<SelectListItem> Units => Owners.Units.Select(u => new SelectListItem(u.Name, u.Id.ToString(CultureInfo.InvariantCulture)));

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostAsync() => Do(new OfferHandover(Reference, Kind, ToUnit, Because), done =>
    {
        Tell($"Offered. Your unit holds {CaseRouter.Words(done.Kind)} until it is accepted.");
        return RedirectToPage("/Cases/View", new { reference = Reference });
    }, Show);

    private async Task<IActionResult> Show()
    {
        Owners = await Ask(new ViewOwners(Reference));
        return Owners.Rows.Count == 0 ? throw new Pipeline.RecordNotFoundException("case", Reference) : Page();
    }
}
