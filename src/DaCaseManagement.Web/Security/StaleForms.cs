using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace DaCaseManagement.Web.Security;

/// <summary>Tells the error page that a 400 came from the antiforgery check, which has an explanation people can act on.</summary>
internal sealed class StaleForms : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
        {
            Failure.Of(context.HttpContext).StaleForm = true;
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
