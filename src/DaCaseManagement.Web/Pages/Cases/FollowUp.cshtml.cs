using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Cases;

/// <summary>The follow-up of a case: what is to be done for the victim, by when, and what became of it (CAS-10).</summary>
[PagePermission(Permission.ConsultCases)]
public sealed class FollowUpModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public long Step { get; set; }

    [BindProperty]
    public bool? Done { get; set; }

    [BindProperty]
    public string? Told { get; set; }

    public FollowUpView Plan { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostAsync() => Do(new RecordStep(Reference, Step, Done, Told), _ =>
    {
        Tell("The step is recorded.");
        return RedirectToPage(new { reference = Reference });
    }, Show);

    protected override string FieldFor(string field) => field == nameof(RecordStep.Words) ? nameof(Told) : base.FieldFor(field);

    private async Task<IActionResult> Show()
    {
        Plan = await Ask(new ViewFollowUp(Reference));
        return Page();
    }
}
