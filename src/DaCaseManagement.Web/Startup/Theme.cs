using System.Security.Cryptography;
using System.Text;

using DaCaseManagement.Policy;
using DaCaseManagement.Web.Security;

namespace DaCaseManagement.Web.Startup;

/// <summary>The force's colour as a style sheet, since the content policy allows no inline style; and versioned addresses for all assets.</summary>
public static class Theme
{
    private static readonly string AssetVersion = VersionOfAssets();

    public static string Css(ForcePolicy policy) => $":root{{--force-colour:{policy.Profile.Colour}}}\n";

    /// <summary>An asset's address, which changes when any asset does.</summary>
    public static string Asset(string name) => $"/assets/{name}?v={AssetVersion}";

    public static string Address(ForcePolicy policy) => "/theme.css?v=" + policy.Profile.Colour[1..];

    public static void MapTheme(this WebApplication app) => app.MapGet("/theme.css", (HttpContext context, PolicyInForce inForce) =>
    {
        context.Items[SecurityHeaders.Cacheable] = true;
        return Results.Text(Css(inForce.Policy), "text/css; charset=utf-8");
    }).AllowAnonymous();

    private static string VersionOfAssets()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in new[] { "main.js", "main.css" })
        {
            var path = Path.Combine(AppContext.BaseDirectory, "wwwroot", "assets", name);
            hash.AppendData(File.Exists(path) ? File.ReadAllBytes(path) : Encoding.UTF8.GetBytes("none"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }
}
