using DaCaseManagement.Access;
using DaCaseManagement.Web.Security;

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DaCaseManagement.Web.Pages.Access;

[PagePermission(Permission.UseSystem)]
public sealed class SignOutModel(SignIns signIns, CurrentUser user) : PageModel
{
    public async Task<IActionResult> OnPost()
    {
        if (user.SessionId is { } session)
        {
            await signIns.SignOut(session, HttpContext.RequestAborted);
        }

        await HttpContext.SignOutAsync(SessionCookie.Scheme);
        return LocalRedirect("/sign-in");
    }
}
