using DaCaseManagement.Access;

using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace DaCaseManagement.Web.Security;

/// <summary>Every form we draw carries a key of its own, so that sending it twice has one effect.</summary>
internal sealed class FormKeys(RequestDelegate next, Imports.ImportStore store)
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

            if (context.GetEndpoint()?.Metadata.GetMetadata<TakesFilesAttribute>() is not null)
            {
                Widen(context, store.MostBytes);
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

    /// <summary>Before anything of the body is read: this form brings a file. What is beyond memory waits in the system's own temporary folder until the answer is sent.</summary>
    private static void Widen(HttpContext context, long most)
    {
        // Room for the other fields and the seams between them.
        most += 64 * 1024;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = most;
        }

        context.Features.Set<IFormFeature>(new FormFeature(context.Request, new FormOptions { MultipartBodyLengthLimit = most, ValueLengthLimit = 64 * 1024, ValueCountLimit = 64 }));
    }
}

/// <summary>A page whose form brings a file, which may be larger than any other form.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesFilesAttribute : Attribute;
