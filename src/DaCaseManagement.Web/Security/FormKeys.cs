using DaCaseManagement.Access;

namespace DaCaseManagement.Web.Security;

/// <summary>Every form we draw carries a key of its own, so that sending it twice has one effect.</summary>
internal sealed class FormKeys(RequestDelegate next)
{
    public const string Field = "__form";
    public const string Header = "X-Form-Key";

    public async Task InvokeAsync(HttpContext context, CurrentUser user)
    {
        if (HttpMethods.IsPost(context.Request.Method))
        {
            var typed = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(context.RequestAborted))[Field].ToString() : "";
            if (typed.Length == 0)
            {
                typed = context.Request.Headers[Header].ToString();
            }

            user.FormKey = Guid.TryParse(typed, out var key) ? key : null;
        }

        await next(context);
    }
}
