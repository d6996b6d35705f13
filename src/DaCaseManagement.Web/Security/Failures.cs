using System.Diagnostics;
using System.Text.RegularExpressions;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Web.Startup;

using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Web.Security;

/// <summary>What went wrong, for the error pages.</summary>
internal sealed class Failure
{
    /// <summary>Set on an unexpected fault: what to quote to whoever keeps the system running.</summary>
    public string? Reference { get; set; }

    /// <summary>The form's antiforgery token was missing, old or somebody else's.</summary>
    public bool StaleForm { get; set; }

    /// <summary>More was sent than any form of ours sends.</summary>
    public bool TooLarge { get; set; }

    public static Failure Of(HttpContext context)
    {
        if (context.Items.TryGetValue(typeof(Failure), out var kept) && kept is Failure failure)
        {
            return failure;
        }

        context.Items[typeof(Failure)] = failure = new Failure();
        return failure;
    }
}

/// <summary>Turns what handlers throw into status codes; the error pages do the talking. Nothing of an exception's text reaches the page or the log:
/// databases quote the values they complain about.</summary>
internal sealed partial class Failures(RequestDelegate next, ILogger<Failures> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is waiting for the answer. 499 as proxies write it.
            Answer(context, StatusCodes.Status499ClientClosedRequest);
        }
        catch (RecordNotFoundException e)
        {
            // What was asked for goes into the log only when it looks like a reference of ours: anything else may be a name.
            var reference = OurReference().IsMatch(e.Reference) ? e.Reference : "unknown";
            await Refused(context, "record.notfound", new Subject(KindOf(e.Kind), reference), e.Kind);
        }
        catch (NotPermittedException)
        {
            await Refused(context, "access.refused", Subject.System(Logging.RouteOf(context)), "request");
        }
        catch (Exception e) when (e is DbUpdateConcurrencyException or EditConflictException)
        {
            Answer(context, StatusCodes.Status409Conflict);
        }
        catch (Exception e) when (e is FluentValidation.ValidationException or RefusedException)
        {
            // A page that has no field for it: an address that somebody wrote by hand.
            Answer(context, StatusCodes.Status400BadRequest);
        }
        catch (Exception e) when (e is BadHttpRequestException or InvalidDataException)
        {
            var status = (e as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status413PayloadTooLarge;
            Failure.Of(context).TooLarge = status == StatusCodes.Status413PayloadTooLarge;
            Answer(context, status);
        }
        catch (Exception e)
        {
            var reference = Unexpected(context, e);
            Failure.Of(context).Reference = reference;
            Answer(context, StatusCodes.Status500InternalServerError);
            if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null && !context.Response.HasStarted)
            {
                // The error page itself failed, most likely because the database is away.
                context.Response.ContentType = "text/plain; charset=utf-8";
                await context.Response.WriteAsync($"DaCaseManagement cannot answer at the moment. Try again in a minute. If it goes on, quote {reference} to your service desk.");
            }
        }
    }

    private static async Task Refused(HttpContext context, string code, Subject subject, string detail)
    {
        // A fresh scope: the failed request's context may hold half of its work.
        await using var scope = context.RequestServices.CreateAsyncScope();
        var (who, fresh) = (context.RequestServices.GetRequiredService<CurrentUser>(), scope.ServiceProvider.GetRequiredService<CurrentUser>());
        if (who.IsKnown && who.Role is { } role)
        {
            fresh.Become(who.Id, who.UserName, who.FullName, role, who.UnitId, who.AreaId, who.SessionId, []);
        }

        await scope.ServiceProvider.GetRequiredService<Refusals>().Log(code, subject, detail, CancellationToken.None);
        Answer(context, StatusCodes.Status404NotFound);
    }

    private static void Answer(HttpContext context, int status)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = status;
    }

    private static SubjectKind KindOf(string kind) => Enum.TryParse<SubjectKind>(kind, ignoreCase: true, out var known) ? known : SubjectKind.System;

    private string Unexpected(HttpContext context, Exception fault)
    {
        var reference = Guid.NewGuid().ToString("N")[..8].ToUpperInvariant();
        if (log.IsEnabled(LogLevel.Error))
        {
            log.LogError("Fault {Reference} in {Method} {Route}: {Kinds}{NewLine}{Trace}", reference, context.Request.Method, Logging.RouteOf(context), Kinds(fault), Environment.NewLine, new Trace(fault));
        }

        return reference;
    }

    private static string Kinds(Exception fault)
    {
        var kinds = new List<string>();
        for (var e = fault; e is not null; e = e.InnerException)
        {
            kinds.Add(e.GetType().Name);
        }

        return string.Join(" <- ", kinds);
    }

    /// <summary>Where it happened, without what it said.</summary>
    private sealed class Trace(Exception fault)
    {
        public override string ToString()
        {
            var lines = new List<string>();
            for (var e = fault; e is not null; e = e.InnerException)
            {
                lines.Add(new StackTrace(e, fNeedFileInfo: false).ToString());
            }

            return string.Join("   --" + Environment.NewLine, lines);
        }
    }

    [GeneratedRegex("^[A-Z]{1,6}-[0-9]{2}-[0-9]{6}$")]
    private static partial Regex OurReference();
}
