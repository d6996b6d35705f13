using DaCaseManagement.Access;
using DaCaseManagement.Routing;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Duty;

/// <summary>My shift, what others left for me, and when I shall be away (CLK-3, RTE-2).</summary>
[PagePermission(Permission.ConsultPeople)]
public sealed class DutyModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty]
    public string? Until { get; set; }

    [BindProperty]
    public long Shift { get; set; }

    [BindProperty]
    public string? Because { get; set; }

    [BindProperty]
    public AbsenceKind? Kind { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? Last { get; set; }

    [BindProperty]
    public long Absence { get; set; }

    public DutyView Duty { get; private set; } = null!;

    /// <summary>The form for days away was sent and came back.</summary>
    public bool Opens { get; private set; }

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostBeginAsync() => Do(new GoOnDuty(Until), done =>
    {
        Tell($"You are on duty until {Words.Time(done.Until)}.");
        return RedirectToPage();
    }, Show);

    public Task<IActionResult> OnPostAcceptAsync() => Do(new AcceptShift(Shift), _ =>
    {
        Tell("Accepted. It is due from you now: see Mine by name.");
        return RedirectToPage();
    }, Show);

    public Task<IActionResult> OnPostRejectAsync() => Do(new RejectShift(Shift, Because), _ =>
    {
        Tell("Rejected. It is offered to the unit, and its managers are told.");
        return RedirectToPage();
    }, Show);

    public Task<IActionResult> OnPostAbsentAsync()
    {
        Opens = true;
        return Do(new EnterAbsence(null, Kind, From, Last), done =>
        {
            Tell(done.Asked ? "Kept. Your unit's managers are asked to cover what you hold." : "Kept. If you hold anything when it begins, your unit's managers are asked to cover it.");
            return RedirectToPage();
        }, Show);
    }

    public Task<IActionResult> OnPostBackAsync() => Do(new EndAbsence(Absence), _ =>
    {
        Tell("The absence is ended.");
        return RedirectToPage();
    }, Show);

    protected override string FieldFor(string field) => base.FieldFor(field == "Until" && Opens ? nameof(Last) : field);

    private async Task<IActionResult> Show()
    {
        Duty = await Ask(new ViewDuty());
        return Page();
    }
}
