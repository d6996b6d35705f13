using DaCaseManagement.Policy;
using DaCaseManagement.Seeding;

using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace DaCaseManagement.Web.Startup;

/// <summary>What whoever started the app reads first.</summary>
public static class Announcement
{
    public const string DefaultAddress = "http://127.0.0.1:5080";

    private static readonly string[] AddressSettings = ["urls", "http_ports", "https_ports"];

    public static void AddDefaultAddress(this WebApplicationBuilder builder)
    {
        if (AddressSettings.All(k => string.IsNullOrEmpty(builder.Configuration[k])) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }
    }

    public static void AnnounceWhenStarted(this WebApplication app, Settings settings)
    {
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            Logging.Started = true;
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
            var policy = app.Services.GetRequiredService<PolicyInForce>().Policy;
            Console.WriteLine($"DaCaseManagement for {policy.Profile.ForceName} (policy {policy.Version}, {settings.Mode}, {settings.Provider})");
            Console.WriteLine($"Open {string.Join(" or ", addresses)}");
            if (settings.IsDemo)
            {
                Console.WriteLine($"Data in {settings.DataDirectory}");
                Console.WriteLine($"Demonstration accounts, all with the password {DemonstrationAccounts.Password}:");
                Console.WriteLine("  " + string.Join(", ", DemonstrationAccounts.All.Select(a => a.UserName)));
            }
        });
    }

    public static int Fail(string line)
    {
        Console.Error.WriteLine(line.ReplaceLineEndings(" "));
        return 1;
    }

    public static string OneLine(Exception e) => (e.InnerException ?? e).Message.ReplaceLineEndings(" ");
}
