using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Cases;

/// <summary>A supervisor's review of an open case (CAS-15): what is late, and the words for it.</summary>
[PagePermission(Permission.ReviewAssessments)]
public sealed class ReviewModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public string? Told { get; set; }

    public CaseView Case { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostAsync() => Do(new ReviewCase(Reference, Told), next =>
    {
        Tell($"The review is kept. The next one is due by {Words.Time(next)}.");
        return RedirectToPage("/Cases/View", new { reference = Reference });
    }, Show);

    protected override string FieldFor(string field) => field == nameof(ReviewCase.Words) ? nameof(Told) : base.FieldFor(field);

    private async Task<IActionResult> Show()
    {
        Case = await Ask(new ViewCase(Reference));
        return Page();
    }
}
