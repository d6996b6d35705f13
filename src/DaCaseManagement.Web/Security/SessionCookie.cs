using System.Security.Claims;

using DaCaseManagement.Access;
using DaCaseManagement.Web.Startup;

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace DaCaseManagement.Web.Security;

/// <summary>The sign-in cookie holds the session's id and nothing else that counts: who somebody is and what they may do is read from the database on
/// every request.</summary>
internal static class SessionCookie
{
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>Between the password and the code. Opens nothing.</summary>
    public const string SecondStepScheme = "second-step";

    /// <summary>The browser sends this by itself (a board that refreshes): not a sign that somebody is there.</summary>
    public const string BackgroundHeader = "X-Background";

    private const string SessionClaim = "sid";

    public static void AddSessionCookie(this IServiceCollection services, Settings settings)
    {
        services.AddScoped<Seat>();
        services.AddAuthentication(Scheme)
            .AddCookie(Scheme, o =>
            {
                Guard(o, settings, "dacase");
                o.LoginPath = "/sign-in";
                o.ReturnUrlParameter = "next";

                // The longest that any policy allows; when a session really ends is the policy of the moment, asked on every request.
                o.ExpireTimeSpan = TimeSpan.FromHours(24);
                o.SlidingExpiration = false;
                o.Events = new CookieAuthenticationEvents { OnValidatePrincipal = Validate, OnRedirectToLogin = Challenge };
            })
            .AddCookie(SecondStepScheme, o =>
            {
                Guard(o, settings, "dacase-step");
                o.LoginPath = "/sign-in";
                o.ExpireTimeSpan = TimeSpan.FromMinutes(5);
                o.SlidingExpiration = false;
            });
    }

    public static Task SignIn(this HttpContext context, SignInOutcome outcome) =>
        context.SignInAsync(Scheme, Principal(Scheme, new Claim(ClaimTypes.NameIdentifier, outcome.UserId.ToString()), new Claim(SessionClaim, outcome.Session!.Value.ToString("N"))));

    public static Task RememberFirstStep(this HttpContext context, long userId) =>
        context.SignInAsync(SecondStepScheme, Principal(SecondStepScheme, new Claim(ClaimTypes.NameIdentifier, userId.ToString())));

    /// <summary>Whose password was right a moment ago, or null.</summary>
    public static async Task<long?> FirstStep(this HttpContext context) =>
        await context.AuthenticateAsync(SecondStepScheme) is { Succeeded: true, Principal: var principal } && long.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    private static ClaimsPrincipal Principal(string scheme, params Claim[] claims) => new(new ClaimsIdentity(claims, scheme));

    // "__Host-" ties a cookie to this host and to https; a browser refuses it over plain http, which is what a demonstration on one computer uses.
    private static void Guard(CookieAuthenticationOptions o, Settings settings, string name)
    {
        o.Cookie.Name = CookieName(settings, name);
        o.Cookie.HttpOnly = true;
        o.Cookie.IsEssential = true;
        o.Cookie.Path = "/";

        // Lax, not Strict: a link to a case in a colleague's message must open it and not the sign-in page.
        o.Cookie.SameSite = SameSiteMode.Lax;
        o.Cookie.SecurePolicy = settings.IsDemo ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
    }

    public static string CookieName(Settings settings, string name) => settings.IsDemo ? name : "__Host-" + name;

    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var counts = !IsBackground(context.HttpContext);
        var who = Guid.TryParse(context.Principal?.FindFirstValue(SessionClaim), out var id)
            ? await services.GetRequiredService<Sessions>().Resume(id, counts, context.HttpContext.RequestAborted)
            : null;
        if (who is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Scheme);
            return;
        }

        services.GetRequiredService<Seat>().Who = who;
    }

    private static bool IsBackground(HttpContext context) => context.Request.Headers.ContainsKey(BackgroundHeader) || context.GetEndpoint()?.Metadata.GetMetadata<BackgroundAttribute>() is not null;

    private static Task Challenge(RedirectContext<CookieAuthenticationOptions> context)
    {
        // A script gets a plain answer it can act on, not a page it did not ask for.
        if (context.Request.Headers.ContainsKey(FormKeys.Header) || IsBackground(context.HttpContext))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        // What was sent with a form is gone, and the sign-in page must say so.
        var lost = HttpMethods.IsPost(context.Request.Method) ? "&unsaved=true" : "";
        context.Response.Redirect(context.RedirectUri + lost);
        return Task.CompletedTask;
    }
}

/// <summary>Who is signed in on this request, with the words the header needs.</summary>
public sealed class Seat
{
    public SignedIn? Who { get; set; }
}
