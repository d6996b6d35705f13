using DaCaseManagement.Data;

using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace DaCaseManagement.BrowserTests;

/// <summary>The real application with the demonstration force, on a real port, and one Chromium for all journeys.</summary>
public sealed class LiveForce : IAsyncLifetime
{
    private readonly string dataDirectory = Directory.CreateTempSubdirectory("dacase-browser-").FullName;
    private App app = null!;
    private IPlaywright playwright = null!;

    public IBrowser Chromium { get; private set; } = null!;

    public string Address { get; private set; } = "";

    public async Task InitializeAsync()
    {
        app = new App(dataDirectory);
        app.UseKestrel(0);
        app.StartServer();
        Address = app.ClientOptions.BaseAddress.ToString().TrimEnd('/');
        playwright = await Playwright.CreateAsync();
        Chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium",
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        await Chromium.DisposeAsync();
        playwright.Dispose();
        await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(dataDirectory, recursive: true);
    }

    public async Task<T> Db<T>(Func<CaseDbContext, Task<T>> ask)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<CaseDbContext>());
    }

    private sealed class App(string dataDirectory) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseContentRoot(AppContext.BaseDirectory);
            builder.UseSetting("DataDirectory", dataDirectory);
        }
    }
}

[CollectionDefinition(Name)]
public sealed class LiveForceShared : ICollectionFixture<LiveForce>
{
    public const string Name = "live force";
}
