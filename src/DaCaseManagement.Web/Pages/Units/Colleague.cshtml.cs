using DaCaseManagement.Access;
using DaCaseManagement.Routing;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Units;

/// <summary>What one person in my unit holds, and when they are away (RTE-2, RTE-5).</summary>
[PagePermission(Permission.ManageUnit)]
public sealed class ColleagueModel(IMediator mediator, CurrentUser user) : AppPage(mediator)
{
    /// <summary>Nothing for oneself.</summary>
    [FromRoute]
    public string? UserName { get; set; }

    [BindProperty]
    public AbsenceKind? Kind { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? Until { get; set; }

    [BindProperty]
    public long Absence { get; set; }

    public ColleagueView Colleague { get; private set; } = null!;

    /// <summary>The form for days away was sent and came back.</summary>
    public bool Opens { get; private set; }

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostAbsentAsync()
    {
        Opens = true;
        return Do(new EnterAbsence(UserName, Kind, From, Until), done =>
        {
            Tell(done.Asked ? "Kept. What they hold must be given to others: it is due from the unit's managers." : "Kept.");
            return RedirectToPage();
        }, Show);
    }

    public Task<IActionResult> OnPostBackAsync() => Do(new EndAbsence(Absence), _ =>
    {
        Tell("The absence is ended.");
        return RedirectToPage();
    }, Show);

    private async Task<IActionResult> Show()
    {
        Colleague = await Ask(new ViewColleague(UserName ?? user.UserName));
        return Page();
    }
}
