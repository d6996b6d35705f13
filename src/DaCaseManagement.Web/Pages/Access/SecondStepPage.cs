using DaCaseManagement.Access;
using DaCaseManagement.Web.Security;

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DaCaseManagement.Web.Pages.Access;

/// <summary>After the password: a code from the authenticator or a recovery code.</summary>
public abstract class SecondStepPage(SignIns signIns) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Next { get; set; }

    protected abstract bool IsRecovery { get; }

    protected abstract string Ask { get; }

    protected abstract string Wrong { get; }

    public async Task<IActionResult> OnGet() => await HttpContext.FirstStep() is null ? LocalRedirect("/sign-in") : Page();

    public async Task<IActionResult> OnPost()
    {
        if (await HttpContext.FirstStep() is not { } userId)
        {
            return LocalRedirect("/sign-in");
        }

        var typed = Code?.Trim() ?? "";
        var outcome = typed.Length is > 0 and <= 100 ? await signIns.TryCode(userId, typed, IsRecovery, HttpContext.RequestAborted) : SignInOutcome.Refused;
        if (outcome.Step == SignInStep.SignedIn)
        {
            await HttpContext.SignOutAsync(SessionCookie.SecondStepScheme);
            await HttpContext.SignIn(outcome);
            return LocalRedirect(Url.IsLocalUrl(Next) ? Next : "/");
        }

        ModelState.AddModelError(nameof(Code), typed.Length == 0 ? Ask : Wrong);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
