using System.Globalization;
using System.Text;

using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Web.Security;

using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Web.Live;

/// <summary>The board as server-sent events, and the same for a browser that must ask. Watching is not using: neither keeps a session alive.</summary>
internal static class BoardEvents
{
    /// <summary>How long a session that has ended may still be fed.</summary>
    private static readonly TimeSpan Recheck = TimeSpan.FromSeconds(3);

    private static readonly byte[] Ended = Encoding.UTF8.GetBytes("event: ended\ndata: ended\n\n");

    public static void MapBoard(this WebApplication app)
    {
        app.MapGet("/board/events", Events).WithMetadata(new PagePermissionAttribute(Permission.ConsultBoard), new BackgroundAttribute());
        app.MapGet("/board/rows", Rows).WithMetadata(new PagePermissionAttribute(Permission.ConsultBoard));
    }

    private static async Task Rows(HttpContext context, BoardFeed feed, Seat seat, CurrentUser user)
    {
        long? have = long.TryParse(context.Request.Query["have"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        if (await feed.Ask(seat.Who!, BoardClass.Of(user), have, context.RequestAborted) is not { } frame)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        context.Response.Headers["X-Board"] = frame.Id.ToString(CultureInfo.InvariantCulture);
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(frame.Html, context.RequestAborted);
    }

    private static async Task Events(HttpContext context, BoardFeed feed, Seat seat, CurrentUser user, CaseDbContext db, IServiceScopeFactory scopes, TimeProvider clock, IHostApplicationLifetime life)
    {
        // It may be hours until this ends: the connection that asked who is there goes back.
        await db.Database.GetDbConnection().CloseAsync();
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        var (who, sees) = (seat.Who!, BoardClass.Of(user));
        var viewer = feed.Join(who, sees);
        try
        {
            await Send(context, Encoding.UTF8.GetBytes("retry: 2000\n\n"), over.Token);
            await Feed(context, viewer, scopes, clock, over.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // They have gone, or we are.
        }
        finally
        {
            feed.Leave(viewer);
        }
    }

    /// <summary>The whole board whenever it changes, the latest first: nothing depends on what a browser had before it was cut off.</summary>
    private static async Task Feed(HttpContext context, BoardViewer viewer, IServiceScopeFactory scopes, TimeProvider clock, CancellationToken over)
    {
        // What the clocks on the screen go by, whatever the computer under it believes; and a sign of life.
        byte[] Time() => Encoding.UTF8.GetBytes($"event: now\ndata: {clock.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ}\n\n");
        await Send(context, Time(), over);
        var check = Environment.TickCount64 + (long)Recheck.TotalMilliseconds;
        while (!over.IsCancellationRequested)
        {
            using var wait = CancellationTokenSource.CreateLinkedTokenSource(over);
            wait.CancelAfter(TimeSpan.FromMilliseconds(Math.Max(1, check - Environment.TickCount64)));
            try
            {
                await Send(context, (await viewer.Frames.ReadAsync(wait.Token)).Event, over);
            }
            catch (OperationCanceledException) when (!over.IsCancellationRequested)
            {
                await Send(context, Time(), over);
            }

            if (Environment.TickCount64 >= check)
            {
                if (!await StillThere(viewer, scopes, over))
                {
                    await Send(context, Ended, over);
                    return;
                }

                check = Environment.TickCount64 + (long)Recheck.TotalMilliseconds;
            }
        }
    }

    /// <summary>Signed in still, and allowed to see just what this stream shows.</summary>
    private static async Task<bool> StillThere(BoardViewer viewer, IServiceScopeFactory scopes, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var user = scope.ServiceProvider.GetRequiredService<CurrentUser>();
        return await scope.ServiceProvider.GetRequiredService<Sessions>().Resume(viewer.Who.Session, counts: false, cancel) is { MustChangePassword: false }
            && user.May(Permission.ConsultBoard) && BoardClass.Of(user) == viewer.Sees;
    }

    private static async Task Send(HttpContext context, byte[] bytes, CancellationToken cancel)
    {
        await context.Response.Body.WriteAsync(bytes, cancel);
        await context.Response.Body.FlushAsync(cancel);
    }
}
