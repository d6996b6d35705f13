using DaCaseManagement.Access;
using DaCaseManagement.Policy.Changes;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Policy;

/// <summary>The change somebody is writing: its sections, what it changes so far, and proposing it.</summary>
[PagePermission(Permission.ProposePolicy)]
public sealed class ChangeModel(IMediator mediator, TimeProvider clock) : AppPage(mediator)
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? From { get; set; }

    public PolicyDraft? Draft { get; private set; }

    public Task OnGetAsync()
    {
        From = DaCaseManagement.Clocks.LocalTime.DayOf(clock.GetUtcNow().UtcDateTime).ToString("d/M/yyyy", System.Globalization.CultureInfo.InvariantCulture);
        return Load();
    }

    public Task<IActionResult> OnPostStartAsync() => Do(new StartPolicyChange(), _ => RedirectToPage(), Load);

    public Task<IActionResult> OnPostProposeAsync() => Do(
        new ProposePolicy(Reason, From),
        id =>
        {
            Tell("Proposed. A second person must approve it.");
            return RedirectToPage("/Policy/Proposal", new { id });
        },
        Load);

    public Task<IActionResult> OnPostWithdrawAsync(long id) => Do(
        new WithdrawPolicy(id),
        _ =>
        {
            Tell("Thrown away. It stays readable.");
            return RedirectToPage();
        },
        Load);

    private async Task<IActionResult> Load()
    {
        Draft = await Ask(new ViewPolicyChange());
        return Page();
    }
}
