using DaCaseManagement.Access;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Access;

[PagePermission(Permission.UseSystem)]
public sealed class MyAccountModel(IMediator mediator) : AppPage(mediator)
{
    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public bool Wanted { get; set; }

    public MyAccount Me { get; private set; } = null!;

    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    public async Task OnGet()
    {
        Me = await Ask(new ReadMyAccount());
        (Address, Wanted) = (Me.Mail, Me.WantsMail);
    }

    public Task<IActionResult> OnPostMail() => Do(
        new SetMyMail(Address, Wanted),
        on =>
        {
            Tell(on ? "You will be told by e-mail when something waits for you." : "You will not be told by e-mail.");
            return RedirectToPage();
        },
        () => Again(mail: true));

    public Task<IActionResult> OnPostSetUp() => Do(new BeginSecondFactor(), _ => RedirectToPage("/Access/SetUpSecondFactor"), Again);

    public async Task<IActionResult> OnPostCodes()
    {
        KeepNothing();
        IReadOnlyList<string>? made = null;
        var result = await Do(
            new RenewRecoveryCodes(Password),
            codes =>
            {
                made = codes;
                return Page();
            },
            Again);
        RecoveryCodes = made;
        Me = await Ask(new ReadMyAccount());
        (Address, Wanted) = (Me.Mail, Me.WantsMail);
        return result;
    }

    public Task<IActionResult> OnPostTurnOff()
    {
        KeepNothing();
        return Do(
            new TurnOffSecondFactor(Password),
            _ =>
            {
                Tell("The second step is off.");
                return RedirectToPage();
            },
            Again);
    }

    public Task<IActionResult> OnPostEndSession(Guid session) => Do(
        new EndMySession(session),
        _ =>
        {
            Tell("That session has ended.");
            return RedirectToPage();
        },
        Again);

    private Task<IActionResult> Again() => Again(mail: false);

    /// <param name="mail">What was typed about e-mail is shown again; otherwise what is kept.</param>
    private async Task<IActionResult> Again(bool mail)
    {
        Me = await Ask(new ReadMyAccount());
        (Address, Wanted) = mail ? (Address, Wanted) : (Me.Mail, Me.WantsMail);
        return Page();
    }
}
