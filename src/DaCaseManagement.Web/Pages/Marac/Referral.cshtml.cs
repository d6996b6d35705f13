using DaCaseManagement.Access;
using DaCaseManagement.Marac;
using DaCaseManagement.Policy;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DaCaseManagement.Web.Pages.Marac;

/// <summary>One referral. The co-ordinator chooses its meeting here (MRC-3).</summary>
[PagePermission(Permission.ConsultMarac)]
public sealed class ReferralModel(IMediator mediator, PolicyInForce inForce) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public string? Meeting { get; set; }

    public ReferralView Referral { get; private set; } = null!;

    public IEnumerable<SelectListItem> Choices => Referral.Meetings.Select(m => new SelectListItem(
        $"{Words.Date(m.HeldOn)}, {m.Area}: {m.Listed} of {m.Capacity} listed{(m.Listed >= m.Capacity ? ", full; one more needs an extra meeting" : "")}", m.Reference));

    public bool AllFull => Referral.Meetings.Count > 0 && Referral.Meetings.All(m => m.Listed >= m.Capacity);

    public string GradeWords(Grade grade) => inForce.Policy.GradeLabel(grade);

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostAsync() => Do(new ListAtMeeting(Reference, Meeting), listed =>
    {
        Tell(listed.Over == 0
            ? $"{Reference} is listed at {listed.Meeting}, place {listed.Place}."
            : $"{Reference} is listed at {listed.Meeting}, place {listed.Place}. The agenda is now {listed.Over} over what that meeting can hear: arrange an extra meeting. Nothing is dropped.");
        return RedirectToPage("/Marac/Index");
    }, Show);

    private async Task<IActionResult> Show()
    {
        Referral = await Ask(new ViewReferral(Reference));
        return Page();
    }
}
