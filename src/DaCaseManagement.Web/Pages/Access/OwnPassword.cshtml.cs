using DaCaseManagement.Access;
using DaCaseManagement.Policy;
using DaCaseManagement.Web.Security;

using MediatR;

using Microsoft.AspNetCore.Mvc;

namespace DaCaseManagement.Web.Pages.Access;

[PagePermission(Permission.UseSystem)]
public sealed class OwnPasswordModel(IMediator mediator, PolicyInForce inForce) : AppPage(mediator)
{
    [BindProperty]
    public string? Current { get; set; }

    [BindProperty]
    public string? New { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    public int Fewest => inForce.Policy.Security.PasswordLength;

    public void OnGet()
    {
    }

    public Task<IActionResult> OnPost()
    {
        KeepNothing();
        return Do(new ChangePassword(Current, New, Again), _ =>
        {
            Tell("Your password is changed. You are signed out everywhere else.");
            return RedirectToPage("/Access/MyAccount");
        });
    }
}
