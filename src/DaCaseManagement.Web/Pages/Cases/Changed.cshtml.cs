using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Policy;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DaCaseManagement.Web.Pages.Cases;

/// <summary>Events that no other part of the system knows of are said here, and ask for a new assessment (RSK-12).</summary>
[PagePermission(Permission.AssessRisk)]
public sealed class ChangedModel(IMediator mediator, PolicyInForce inForce) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public RiskEvent? What { get; set; }

    [BindProperty]
    public string? When { get; set; }

    [BindProperty]
    public string? Told { get; set; }

    public CaseChanges Changes { get; private set; } = null!;

    public IEnumerable<SelectListItem> Events => Enum.GetValues<RiskEvent>().Where(e => e != RiskEvent.NewIncident)
        .Select(e => new SelectListItem((inForce.Policy.Reassessments.FirstOrDefault(r => r.Event == e)?.Words ?? RiskEvents.Usual[e] + " (recorded; this force asks for no new assessment)"), e.ToString()));

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostAsync() => Do(new SayChanged(Reference, What, When, Told), said =>
    {
        Tell(said.Known ? "That was recorded before; nothing was added."
            : said.DueAt is { } due ? $"Recorded. The risk is to be assessed again by {Words.Time(due)}."
            : said.OpensAt is { } opens ? $"Recorded. A new assessment is asked for on {Words.Time(opens)}."
            : "Recorded on the case. This force asks for no new assessment after it.");
        return RedirectToPage(new { reference = Reference });
    }, Show);

    protected override string FieldFor(string field) => field == nameof(SayChanged.Words) ? nameof(Told) : base.FieldFor(field);

    private async Task<IActionResult> Show()
    {
        Changes = await Ask(new ViewChanges(Reference));
        return Page();
    }
}
