using DaCaseManagement.Access;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DaCaseManagement.Web.Pages.Access;

[PagePermission(Permission.ManageAccounts)]
public sealed class AccountModel(IMediator mediator, CurrentUser current, TimeProvider clock) : AppPage(mediator)
{
    [FromRoute]
    public string UserName { get; set; } = "";

    [BindProperty]
    public string? FullName { get; set; }

    [BindProperty]
    public Role? Role { get; set; }

    [BindProperty]
    public long? UnitId { get; set; }

    [BindProperty]
    public long? AreaId { get; set; }

    [BindProperty]
    public List<Skill> Skills { get; set; } = [];

    /// <summary>The version this page was drawn from.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public AccountView Account { get; private set; } = null!;

    public IEnumerable<SelectListItem> Units { get; private set; } = [];

    public IEnumerable<SelectListItem> Areas { get; private set; } = [];

    public DaCaseManagement.Routing.HeldCount? Held { get; private set; }

    public string? OneTimePassword { get; private set; }

    public bool IsLocked => Account.LockedUntil > clock.GetUtcNow();

    public bool IsMe => Account.UserName == current.UserName;

    public Task<IActionResult> OnGet() => Show();

    public Task<IActionResult> OnPost() => Do(
        new ChangeAccount(UserName, FullName, Role, UnitId, AreaId, Seen, Skills),
        _ =>
        {
            Tell("The changes are saved.");
            return RedirectToPage();
        },
        async () =>
        {
            await Load();
            return Page();
        });

    public Task<IActionResult> OnPostDisable() => Act(new DisableAccount(UserName), "The account is disabled and its sessions have ended.");

    public Task<IActionResult> OnPostEnable() => Act(new EnableAccount(UserName), "The account is enabled.");

    public Task<IActionResult> OnPostUnlock() => Act(new UnlockAccount(UserName), "The account is unlocked.");

    public Task<IActionResult> OnPostResetSecondFactor() => Act(new ResetSecondFactor(UserName), "The second step is off for this account.");

    public async Task<IActionResult> OnPostResetPassword()
    {
        KeepNothing();
        ModelState.Clear();
        string? made = null;
        var result = await Do(
            new ResetPassword(UserName),
            password =>
            {
                made = password;
                return Page();
            },
            () => Task.FromResult<IActionResult>(Page()));
        await Show();
        OneTimePassword = made;
        return result;
    }

    private Task<IActionResult> Act(ICommand<bool> command, string told)
    {
        ModelState.Clear();
        return Do(
            command,
            _ =>
            {
                Tell(told);
                return RedirectToPage();
            },
            Show);
    }

    /// <summary>The page as the database has it.</summary>
    private async Task<IActionResult> Show()
    {
        await Load();
        (FullName, Role, UnitId, AreaId, Seen, Skills) = (Account.FullName, Account.Role, Account.UnitId, Account.AreaId, Account.Version, [.. Account.Skills]);
        return Page();
    }

    private async Task Load()
    {
        Account = await Ask(new FindAccount(UserName));
        Held = await Ask(new DaCaseManagement.Routing.CountHeld(UserName));
        var structure = await Ask(new ListUnits());
        Units = structure.Units.Where(u => u.ClosedAt is null || u.Id == Account.UnitId).Select(u => new SelectListItem(u.Name, u.Id.ToString()));
        Areas = structure.Areas.Select(a => new SelectListItem(a.Name, a.Id.ToString()));
    }
}
