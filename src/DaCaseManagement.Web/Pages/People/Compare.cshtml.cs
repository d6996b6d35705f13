using DaCaseManagement.Access;
using DaCaseManagement.People;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.People;

[PagePermission(Permission.JoinPeople)]
public sealed class CompareModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string One { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Other { get; set; } = "";

    [BindProperty]
    public string? Because { get; set; }

    public PeopleCompared Compared { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => Show();

    public Task<IActionResult> OnPostSameAsync() => Do(new JoinPeople(One, Other, Because), done =>
    {
        Tell($"{One} and {Other} are now held to be one person, under {done.Reference}. Both records stay as they are.");
        return RedirectToPage("/People/Duplicates");
    }, Show);

    public Task<IActionResult> OnPostDifferentAsync() => Do(new SayDifferent(One, Other, Because), _ =>
    {
        Tell($"{One} and {Other} are recorded as different people and will not be suggested again.");
        return RedirectToPage("/People/Duplicates");
    }, Show);

    public Task<IActionResult> OnPostWithdrawAsync() => Do(new WithdrawDifferent(One, Other, Because), _ =>
    {
        Tell($"It is open again whether {One} and {Other} are the same person.");
        return RedirectToPage("/People/Compare", new { one = One, other = Other });
    }, Show);

    private async Task<IActionResult> Show()
    {
        Compared = await Ask(new ComparePeople(One, Other));
        return Page();
    }
}
