using DaCaseManagement.Access;
using DaCaseManagement.Cases;
using DaCaseManagement.Risk;
using DaCaseManagement.Routing;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Cases;

/// <summary>A case: safe contact always in sight, owners, grades, what is due, and the story (CAS-1).</summary>
[PagePermission(Permission.ConsultCases)]
public sealed class ViewModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public TimelineKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    [BindProperty]
    public long Offer { get; set; }

    [BindProperty]
    public string? Because { get; set; }

    public CaseView Case { get; private set; } = null!;

    public Owners Owners { get; private set; } = null!;

    public GradeHistory Grades { get; private set; } = null!;

    public CaseChanges Changes { get; private set; } = null!;

    public NeedList Needs { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostAcceptAsync() => Do(new AcceptHandover(Offer), done =>
    {
        Tell($"Your unit now holds {CaseRouter.Words(done.Kind)} for {done.CaseReference}.");
        return RedirectToPage(new { reference = Reference });
    }, Show);

    public Task<IActionResult> OnPostRejectAsync() => Do(new RejectHandover(Offer, Because), done =>
    {
        Tell($"Rejected. The sender still holds {CaseRouter.Words(done.Kind)} and has been asked what now.");
        return RedirectToPage(new { reference = Reference });
    }, Show);

    public Task<IActionResult> OnPostWithdrawAsync() => Do(new WithdrawHandover(Offer, Because), done =>
    {
        Tell($"Taken back. Your unit holds {CaseRouter.Words(done.Kind)} as before.");
        return RedirectToPage(new { reference = Reference });
    }, Show);

    private async Task<IActionResult> Show()
    {
        Case = await Ask(new ViewCase(Reference, Kind, Before));
        Owners = await Ask(new ViewOwners(Reference));
        Grades = await Ask(new ViewGradeHistory(Reference));
        Changes = await Ask(new ViewChanges(Reference));
        Needs = await Ask(new ViewCaseNeeds(Reference));
        return Page();
    }
}
