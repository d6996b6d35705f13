using DaCaseManagement.Access;
using DaCaseManagement.Policy;
using DaCaseManagement.Web.Security;
using DaCaseManagement.Web.Startup;

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DaCaseManagement.Web.Pages.Access;

[AllowAnonymous]
public sealed class SignInModel(SignIns signIns, Settings settings, PolicyInForce inForce) : PageModel
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Where they were going.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Next { get; set; }

    [FromQuery(Name = "unsaved")]
    public bool Unsaved { get; set; }

    public bool ShowDemonstration => settings.IsDemo;

    public IActionResult OnGet() => User.Identity is { IsAuthenticated: true } ? LocalRedirect("/") : Page();

    public async Task<IActionResult> OnPost()
    {
        if (string.IsNullOrWhiteSpace(UserName))
        {
            ModelState.AddModelError(nameof(UserName), "Enter your user name");
        }

        if (string.IsNullOrEmpty(Password))
        {
            ModelState.AddModelError(nameof(Password), "Enter your password");
        }

        var outcome = ModelState.IsValid ? await signIns.TryPassword(UserName!, Password!, HttpContext.RequestAborted) : SignInOutcome.Refused;
        switch (outcome.Step)
        {
            case SignInStep.SignedIn:
                await HttpContext.SignIn(outcome);
                return LocalRedirect(Url.IsLocalUrl(Next) ? Next : "/");
            case SignInStep.SecondStep:
                await HttpContext.RememberFirstStep(outcome.UserId);
                return RedirectToPage("/Access/SignInCode", new { Next = Url.IsLocalUrl(Next) ? Next : null });
            default:
                if (ModelState.IsValid)
                {
                    // One answer for every reason: it must not tell which accounts exist.
                    var rules = inForce.Policy.Security;
                    ModelState.AddModelError(nameof(UserName), $"The user name or the password is not right. After {rules.LockoutAttempts} wrong passwords an account is locked for {rules.LockoutMinutes} minutes.");
                }

                Response.StatusCode = StatusCodes.Status400BadRequest;
                return Page();
        }
    }
}
