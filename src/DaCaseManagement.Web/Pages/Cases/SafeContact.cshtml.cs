using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DaCaseManagement.Web.Pages.Cases;

[PagePermission(Permission.KeepSafeContact)]
public sealed class SafeContactModel(IMediator mediator) : AppPage(mediator)
{
    private static readonly int[] Hours = [12, 24, 48, 72, 168, 336, 672];

    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string? Times { get; set; }

    [BindProperty]
    public string? Means { get; set; }

    [BindProperty]
    public string? CodeWord { get; set; }

    [BindProperty]
    public string? Never { get; set; }

    [BindProperty]
    public int? EveryHours { get; set; }

    public IEnumerable<SelectListItem> Frequencies => Hours.Append(EveryHours ?? Hours[0]).Distinct().Order().Select(h => new SelectListItem($"At least every {ContactRule.Words(h)}", h.ToString(CultureInfo.InvariantCulture)));

    public CaseView Case { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        await Show();
        var c = Case.SafeContact;
        (Version, Number, Times, Means, CodeWord, Never, EveryHours) = (Case.Version, c.Number, c.Times, c.Means, c.CodeWord, c.Never, c.EveryHours);
    }

    public Task<IActionResult> OnPostAsync() => Do(new KeepSafeContact(Reference, Version, Number, Times, Means, CodeWord, Never, EveryHours), _ =>
    {
        Tell("Safe contact is kept and stands at the top of the case.");
        return RedirectToPage("/Cases/View", new { reference = Reference });
    }, Show);

    private async Task<IActionResult> Show()
    {
        Case = await Ask(new ViewCase(Reference));
        return Page();
    }
}
