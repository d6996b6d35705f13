using DaCaseManagement.Access;
using DaCaseManagement.Incidents;
using DaCaseManagement.Incidents.Closing;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Incidents;

/// <summary>What an incident is recorded as, and changing it (REC-11).</summary>
[PagePermission(Permission.ConsultIncidents)]
public sealed class CodingModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public Coding? To { get; set; }

    [BindProperty]
    public string? Because { get; set; }

    [BindProperty]
    public bool? Approve { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public ClosingView View { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostAskAsync() => Do(new AskUncoding(Reference, To, Because), _ => Done("Asked. It stays domestic abuse until a supervisor has decided."), Show);

    public Task<IActionResult> OnPostDecideAsync() =>
        Do(new DecideUncoding(Reference, Approve, Words), off => Done(off ? "It is no longer recorded as domestic abuse. Whoever asked is told." : "It stays domestic abuse. Whoever asked is told."), Show);

    public Task<IActionResult> OnPostAbuseAsync() => Do(new CodeAsDomesticAbuse(Reference, Because), _ => Done("It is recorded as domestic abuse, and everything due for one is now due."), Show);

    private RedirectToPageResult Done(string told)
    {
        Tell(told);
        return RedirectToPage("/Incidents/Coding", null, new { reference = Reference });
    }

    private async Task<IActionResult> Show()
    {
        View = await Ask(new ViewClosing(Reference));
        return Page();
    }
}
