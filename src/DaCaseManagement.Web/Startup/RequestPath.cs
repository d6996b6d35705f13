using DaCaseManagement.Web.Live;
using DaCaseManagement.Web.Security;

using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.FileProviders;

namespace DaCaseManagement.Web.Startup;

/// <summary>What every request passes, in this order.</summary>
public static class RequestPath
{
    public static void UseWeb(this WebApplication app, Settings settings)
    {
        app.UseRequestLog();
        app.UseSecurityHeaders(settings);
        app.UseAssets();
        app.UseHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.UseHealthChecks("/health/ready", new HealthCheckOptions { Predicate = c => c.Tags.Contains("ready") });
        if (!settings.IsDemo)
        {
            app.UseHttpsOnly();
        }

        app.Use(async (context, next) =>
        {
            if (context.RequestServices.GetRequiredService<Readiness>() is { IsReady: false } readiness)
            {
                await readiness.Wait(context.RequestAborted);
            }

            await next(context);
        });
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseMiddleware<Failures>();
        app.UseRouting();
        app.UseRouteMemory();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<PagePermissions>();
        app.UseMiddleware<FormKeys>();
        app.MapTheme();
        app.MapBoard();
        app.MapRazorPages();
    }

    /// <summary>Nobody signs in over a line that others can read. Says what is most likely missing.</summary>
    private static void UseHttpsOnly(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.Request.IsHttps)
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        await context.Response.WriteAsync("This service answers by https only. If a proxy in front of it ends https, set ASPNETCORE_FORWARDEDHEADERS_ENABLED=true and let the proxy send X-Forwarded-Proto.");
    });

    /// <summary>Beside the program, wherever it runs from: source, publish folder or a test's output.</summary>
    private static void UseAssets(this WebApplication app)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        Directory.CreateDirectory(folder);
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(folder),
            OnPrepareResponse = file =>
            {
                if (file.Context.Request.Query.ContainsKey("v"))
                {
                    file.Context.Items[SecurityHeaders.Cacheable] = true;
                }
            },
        });
    }
}
