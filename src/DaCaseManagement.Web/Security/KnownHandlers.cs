using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace DaCaseManagement.Web.Security;

/// <summary>A page asked for something it does not do, or for a record whose reference is blank, is a page that does not exist. Otherwise it would be
/// drawn without anything having been read for it, or be asked to read nothing.</summary>
internal sealed class KnownHandlers : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null)
        {
            // The error page, drawn for a request that was refused already.
            return;
        }

        // A page without any GET handler is drawn as it stands.
        var isRead = HttpMethods.IsGet(context.HttpContext.Request.Method) || HttpMethods.IsHead(context.HttpContext.Request.Method);
        var unknown = context.HandlerMethod is null && (!isRead || context.ActionDescriptor.HandlerMethods.Any(h => HttpMethods.IsGet(h.HttpMethod)));
        if (unknown || context.RouteData.Values.Values.Any(v => v is string text && string.IsNullOrWhiteSpace(text)))
        {
            context.Result = new NotFoundResult();
        }
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
