using DaCaseManagement.Access;

using Microsoft.AspNetCore.Diagnostics;

namespace DaCaseManagement.Web.Security;

/// <summary>Every form we draw carries a key of its own, so that sending it twice has one effect.</summary>
internal sealed class FormKeys(RequestDelegate next)
{
    public const string Field = "__form";
    public const string Header = "X-Form-Key";

    public async Task InvokeAsync(HttpContext context, CurrentUser user)
    {
        // Not again for an error page: what could not be read the first time cannot be read the second.
        if (HttpMethods.IsPost(context.Request.Method) && context.Features.Get<IStatusCodeReExecuteFeature>() is null)
        {
            if (!context.Request.HasFormContentType)
            {
                // Nothing of ours sends anything but forms.
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }

            var typed = (await context.Request.ReadFormAsync(context.RequestAborted))[Field].ToString();
            if (typed.Length == 0)
            {
                typed = context.Request.Headers[Header].ToString();
            }

            user.FormKey = Guid.TryParse(typed, out var key) ? key : null;
        }

        await next(context);
    }
}
