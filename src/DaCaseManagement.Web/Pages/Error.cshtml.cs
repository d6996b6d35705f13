using DaCaseManagement.Web.Security;

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DaCaseManagement.Web.Pages;

/// <summary>Drawn in place of a page that could not be. Asked for by its own address, it is a page that does not exist.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class ErrorModel : PageModel
{
    public string Heading { get; private set; } = "";

    public IReadOnlyList<string> Lines { get; private set; } = [];

    /// <summary>Whatever the method was: the page that failed may have been asked by any.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) => Show();

    private void Show()
    {
        // Not bound: binding gives up altogether when the form that failed cannot be read.
        var code = int.TryParse(RouteData.Values["code"]?.ToString(), out var asked) ? asked : StatusCodes.Status404NotFound;
        if (HttpContext.Features.Get<Microsoft.AspNetCore.Diagnostics.IStatusCodeReExecuteFeature>() is null)
        {
            Response.StatusCode = code = StatusCodes.Status404NotFound;
        }

        var failure = Failure.Of(HttpContext);
        (string, string[]) words = code switch
        {
            400 when failure.StaleForm => ("This form is no longer valid", ["It was open for too long, or you signed out or in again in another window.", "Nothing was saved. Go back, copy what you typed, load the page again and send it from there."]),
            400 => ("That request could not be read", ["Nothing was saved. Go back and try again."]),
            404 or 405 => ("Page not found", ["There is no such page or record, or it is not open to you.", "Check the address or the reference."]),
            409 => ("Somebody else changed this first", ["Your change was not saved, and theirs was not overwritten.", "Go back, load the page again to see what they did, and make your change if it is still needed."]),
            413 => ("That was too much to send at once", ["Nothing was saved. Go back and shorten the longest text."]),
            401 or 403 => ("You are signed out", ["Sign in and try again."]),
            _ => ("Something went wrong", ["Nothing was saved by what you just did. Try again in a minute.", failure.Reference is { } reference ? $"If it goes on, tell your service desk this reference: {reference}." : "If it goes on, tell your service desk."]),
        };
        (Heading, Lines) = words;
    }
}
