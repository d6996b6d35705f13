using System.Diagnostics;

using Microsoft.AspNetCore.Routing;

using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace DaCaseManagement.Web.Startup;

/// <summary>What the console shows. Never a body, a query string, a path with a reference in it, or the text of an exception: a database's messages
/// quote the values they complain about.</summary>
public static class Logging
{
    private static readonly object RouteKey = new();

    private const string Template = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}";

    /// <summary>Before this is set, faults are told in one line by the start-up itself.</summary>
    public static bool Started { get; set; }

    public static void AddConsoleLog(this WebApplicationBuilder builder)
    {
        var logger = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Fatal)
            .MinimumLevel.Override("Microsoft.Extensions.Diagnostics.HealthChecks", LogEventLevel.Fatal)
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            .ReadFrom.Configuration(builder.Configuration)
            .Filter.ByExcluding(IsStartUpNoise)
            .WriteTo.Console(outputTemplate: Template, formatProvider: System.Globalization.CultureInfo.InvariantCulture)
            .CreateLogger();
        builder.Logging.ClearProviders().AddSerilog(logger, dispose: true);
    }

    /// <summary>One line a request: method, route pattern, status, time.</summary>
    public static void UseRequestLog(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Request");
        app.Use(async (context, next) =>
        {
            var from = Stopwatch.GetTimestamp();
            try
            {
                await next(context);
            }
            finally
            {
                var ms = Stopwatch.GetElapsedTime(from).TotalMilliseconds;

                // Files and health probes are asked for all the time and say nothing.
                var level = context.Items.ContainsKey(RouteKey) ? LogLevel.Information : LogLevel.Debug;
                if (log.IsEnabled(level))
                {
                    log.Log(level, "{Method} {Route} {Status} {Ms:F1} ms", Method(context), RouteOf(context), context.Response.StatusCode, ms);
                }
            }
        });
    }

    /// <summary>Keeps the first match: an error page drawn later in the same request must not hide what was asked for.</summary>
    public static void UseRouteMemory(this WebApplication app) => app.Use((context, next) =>
    {
        context.Items.TryAdd(RouteKey, context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } pattern } ? "/" + pattern.TrimStart('/') : "(no page)");
        return next(context);
    });

    /// <summary>The pattern that was matched, such as <c>/cases/{reference}</c>; never the reference itself.</summary>
    public static string RouteOf(HttpContext context) => context.Items[RouteKey] as string ?? "(no page)";

    private static string Method(HttpContext context) =>
        context.Request.Method is "GET" or "POST" or "HEAD" or "PUT" or "DELETE" or "PATCH" or "OPTIONS" ? context.Request.Method : "(other)";

    private static bool IsStartUpNoise(LogEvent e) =>
        !Started && e.Exception is not null && e.Properties.TryGetValue(Constants.SourceContextPropertyName, out var source)
        && source.ToString().Contains("Microsoft.", StringComparison.Ordinal);
}
