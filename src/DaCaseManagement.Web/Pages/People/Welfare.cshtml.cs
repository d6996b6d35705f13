using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Policy;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DaCaseManagement.Web.Pages.People;

/// <summary>Looking after somebody who has stopped reporting (PPL-6).</summary>
[PagePermission(Permission.KeepSafeContact)]
public sealed class WelfareModel(IMediator mediator, PolicyInForce inForce) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Person { get; set; } = "";

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Found { get; set; }

    [BindProperty]
    public string? NextOn { get; set; }

    public WelfareView Welfare { get; private set; } = null!;

    public IEnumerable<SelectListItem> Reasons => inForce.Policy.Quiet.Reasons.Select(r => new SelectListItem(r, r));

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostAsync() => Do(new RecordWelfareReview(Person, Reason, Found, NextOn), _ =>
    {
        Tell("The review is recorded. She is off the list until the day to look again, or until she reports again.");
        return RedirectToPage("/People/Lists", new { List = StandingList.GoneQuiet });
    }, Show);

    protected override string FieldFor(string field) => base.FieldFor(field == nameof(RecordWelfareReview.Words) ? nameof(Found) : field);

    private async Task<IActionResult> Show()
    {
        Welfare = await Ask(new ViewWelfare(Person));
        return Page();
    }
}
