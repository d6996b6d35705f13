using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Seeding;
using DaCaseManagement.SqlServer;

using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace DaCaseManagement.IntegrationTests.App;

/// <summary>The real application on a database of its own: a SQLite file, or a database on the SQL Server that DACASE_TEST_SQLSERVER names. Antiforgery,
/// sign-in, pipeline and audit are all on; only the clock is ours.</summary>
public class ForceApp : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly Contents contents;
    private readonly string? sqlServer = Environment.GetEnvironmentVariable("DACASE_TEST_SQLSERVER") is { Length: > 0 } given ? OwnDatabase(given) : null;
    private readonly bool fromTemplate;

    public ForceApp()
        : this(Contents.Empty)
    {
    }

    protected internal ForceApp(Contents contents, bool fromTemplate = true) => (this.contents, this.fromTemplate) = (contents, fromTemplate);

    public string DataDirectory { get; } = Directory.CreateTempSubdirectory("dacase-test-").FullName;

    public FakeClock Clock { get; } = new();

    public string SqliteFile => DataLocation.SqliteFile(DataDirectory);

    /// <summary>Everything the application logged, for the test that nobody's name is in it.</summary>
    public LogLines Log { get; } = new();

    public bool OnSqlServer => sqlServer is not null;

    /// <summary>A change to the application's services for one test class.</summary>
    public Action<IServiceCollection>? Also { get; init; }

    public IReadOnlyDictionary<string, string> AlsoSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>False: the policy file in <see cref="AlsoSettings"/> is the first version, as in an empty database. True: the national profile is stored already.</summary>
    public bool PolicyIsStored { get; init; }

    /// <summary>Done with the SQLite file before the application opens it.</summary>
    public Action<string>? BeforeStart { get; init; }

    public void Start() => _ = Services;

    public Browser Open() => new(this);

    /// <summary>A browser in which somebody has signed in.</summary>
    public async Task<Browser> SignIn(string account)
    {
        var browser = Open();
        await browser.SignIn(account);
        return browser;
    }

    public async Task<T> Db<T>(Func<CaseDbContext, Task<T>> ask)
    {
        await using var scope = Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<CaseDbContext>());
    }

    public Task Db(Func<CaseDbContext, Task> act) => Db(async db =>
    {
        await act(db);
        return true;
    });

    /// <summary>Runs with the services of one request in somebody's name, past the web: for arranging what a test starts from.</summary>
    public async Task<T> As<T>(string account, Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        var user = await scope.ServiceProvider.GetRequiredService<CaseDbContext>().Users.AsNoTracking().SingleAsync(u => u.UserName == account);
        var policy = scope.ServiceProvider.GetRequiredService<Policy.PolicyInForce>().Policy;
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(user.Id, account, user.FullName, user.Role, user.UnitId, user.AreaId, null, policy.Roles[user.Role]);
        return await act(scope.ServiceProvider);
    }

    public Task<T> Send<T>(string account, MediatR.IRequest<T> request) => As(account, services => services.GetRequiredService<MediatR.IMediator>().Send(request));

    /// <summary>What the clocks of this node do now; how many deadlines they looked at.</summary>
    public Task<int> Tick() => Services.GetRequiredService<DaCaseManagement.Clocks.ClockEngine>().Tick(CancellationToken.None);

    public Task InitializeAsync()
    {
        Start();
        return Task.CompletedTask;
    }

    Task IAsyncLifetime.DisposeAsync()
    {
        StopButKeepFiles();
        if (sqlServer is not null)
        {
            using var db = new CaseDbContext((DbContextOptions<CaseDbContext>)SqlServerSetup.Use(new DbContextOptionsBuilder<CaseDbContext>(), sqlServer).Options);
            db.Database.EnsureDeleted();
        }

        Directory.Delete(DataDirectory, recursive: true);
        return Task.CompletedTask;
    }

    internal void StopButKeepFiles()
    {
        Dispose();
        SqliteConnection.ClearAllPools();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        if (sqlServer is null && fromTemplate)
        {
            Templates.CopyTo(DataDirectory, contents);
            if (AlsoSettings.ContainsKey("Policy") && !PolicyIsStored)
            {
                Templates.ForgetPolicy(SqliteFile);
            }

            BeforeStart?.Invoke(SqliteFile);
        }
        else if (sqlServer is not null)
        {
            using var db = new CaseDbContext((DbContextOptions<CaseDbContext>)SqlServerSetup.Use(new DbContextOptionsBuilder<CaseDbContext>(), sqlServer).Options);
            db.Database.Migrate();
            builder.UseSetting("Database:Provider", "SqlServer");
            builder.UseSetting("ConnectionStrings:CaseData", sqlServer);
        }

        builder.UseContentRoot(AppContext.BaseDirectory);
        builder.UseSetting("DataDirectory", DataDirectory);
        foreach (var (key, value) in AlsoSettings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.AddProvider(Log));
        builder.ConfigureTestServices(services =>
        {
            // Tests compare people when they say so, with FindDuplicates.
            services.Remove(services.Single(s => s.ImplementationType?.Name == "Comparisons"));
            services.Remove(services.Single(s => s.ImplementationType?.Name == "Watching"));

            // The clocks run when a test says so, with Tick.
            services.Remove(services.Single(s => s.ServiceType == typeof(Microsoft.Extensions.Hosting.IHostedService) && (s.ImplementationType ?? s.ImplementationFactory?.Method.DeclaringType)?.FullName?.Contains("Quartz", StringComparison.Ordinal) == true));
            services.RemoveAll<TimeProvider>();
            services.AddSingleton<TimeProvider>(Clock);
            if (contents == Contents.Empty)
            {
                services.RemoveAll<IDemonstrationForce>();
            }

            if (sqlServer is null)
            {
                services.ConfigureDbContext<CaseDbContext>(options => options.AddInterceptors(SqlServerTranslation.Instance));
            }

            Also?.Invoke(services);
        });
    }

    private static string OwnDatabase(string server) =>
        new SqlConnectionStringBuilder(server) { InitialCatalog = "dacase_test_" + Guid.NewGuid().ToString("N")[..12] }.ConnectionString;
}

/// <summary>The same with the demonstration force in it.</summary>
public sealed class FullForceApp : ForceApp
{
    public FullForceApp()
        : base(Contents.Force)
    {
    }
}
