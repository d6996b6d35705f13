using DaCaseManagement.Web.Startup;

namespace DaCaseManagement.Web.Security;

/// <summary>On every answer, whatever made it.</summary>
internal static class SecurityHeaders
{
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static void UseSecurityHeaders(this WebApplication app, Settings settings) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (!settings.IsDemo)
            {
                headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            }

            // Only what is the same for everybody may stay on a shared computer.
            if (context.Items.ContainsKey(Cacheable))
            {
                headers.CacheControl = "public, max-age=31536000, immutable";
            }
            else
            {
                headers.CacheControl = "no-store";
                headers.Pragma = "no-cache";
            }

            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>Set by what serves a file that carries its version in its address.</summary>
    public static readonly object Cacheable = new();
}
