using DaCaseManagement.Access;
using DaCaseManagement.Risk;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Risk;

/// <summary>Going without an assessment: asked by an officer, decided by a supervisor, both with words (RSK-5).</summary>
[PagePermission(Permission.ConsultCases)]
public sealed class ExceptionModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Incident { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Case { get; set; } = "";

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public long Id { get; set; }

    [BindProperty]
    public bool? Approve { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public ExemptionView View { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostAskAsync() => Do(new AskExemption(Incident, Case, Reason), _ =>
    {
        Tell("Asked. The assessment stays due until a supervisor has decided.");
        return RedirectToPage("/Risk/Exception", null, new { incident = Incident, @case = Case });
    }, Show);

    public Task<IActionResult> OnPostDecideAsync() => Do(new DecideExemption(Id, Approve, Words), stage =>
    {
        Tell(stage == ExemptionStage.Approved ? "Approved. The incident stands without an assessment; the officer is told." : "Refused. The assessment stays due; the officer is told.");
        return RedirectToPage("/Risk/Exception", null, new { incident = Incident, @case = Case });
    }, Show);

    private async Task<IActionResult> Show()
    {
        View = await Ask(new ViewExemption(Incident, Case));
        return Page();
    }
}
