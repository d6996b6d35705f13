using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Web.Startup;

using Microsoft.AspNetCore.Authorization;

namespace DaCaseManagement.Web.Security;

/// <summary>Refuses before anything of the page runs. A refused page looks exactly like one that does not exist.</summary>
internal sealed class PagePermissions(RequestDelegate next)
{
    /// <summary>The only page a one-time password opens.</summary>
    private const string OwnPassword = "/account/password";

    public async Task InvokeAsync(HttpContext context, CurrentUser user, Seat seat, Refusals refusals)
    {
        if (context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
        {
            var needed = endpoint.Metadata.GetMetadata<PagePermissionAttribute>()?.Permission;
            if (needed is null || !user.IsKnown || !user.May(needed.Value))
            {
                await refusals.Log("access.refused", Subject.System(Logging.RouteOf(context)), needed?.ToString() ?? "no permission declared", context.RequestAborted);
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            if (seat.Who is { MustChangePassword: true } && !context.Request.Path.Equals(OwnPassword) && !context.Request.Path.Equals("/sign-out"))
            {
                context.Response.Redirect(OwnPassword);
                return;
            }
        }

        await next(context);
    }
}

/// <summary>Writes a refusal to the audit log, in a transaction of its own.</summary>
internal sealed class Refusals(AuditTrail trail, Transactions transactions)
{
    public Task Log(string code, Subject subject, string? detail, CancellationToken cancel) => transactions.Run(
        () =>
        {
            trail.Forget();
            trail.Record(AuditAct.Refusal, code, subject, detail);
            return Task.FromResult(true);
        },
        cancel);
}
