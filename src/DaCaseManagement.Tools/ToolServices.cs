using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.SqlServer;
using DaCaseManagement.Sqlite;

using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.Tools;

/// <summary>The core as the web has it, without the web.</summary>
internal static class ToolServices
{
    private const int MaxBatchSize = 100;

    /// <summary>Services on the database; the SQLite file may be made only when <paramref name="mayCreate"/>.</summary>
    public static ServiceProvider Open(Database database, ForcePolicy? policy = null, bool mayCreate = false)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IAuditAnchor, NoAuditAnchor>();
        services.AddPipeline();
        if (policy is not null)
        {
            services.AddSingleton(new PolicyInForce(policy));
            services.AddIdentityCore<User>(o => Passwords(o.Password, policy.Security)).AddEntityFrameworkStores<CaseDbContext>();
        }

        if (database.Provider == Provider.SqlServer)
        {
            services.AddSqlServerCaseData(database.Connection!, MaxBatchSize);
        }
        else
        {
            services.AddSqliteCaseData(SqliteConnectionFor(database, mayCreate));
        }

        return services.BuildServiceProvider();
    }

    /// <summary>One piece of work, done by the system under a name that the audit log shows.</summary>
    public static IServiceScope AsSystem(this ServiceProvider services, string purpose)
    {
        var scope = services.CreateScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().BecomeSystem(purpose);
        return scope;
    }

    // Length and nothing else, as NCSC advises.
    private static void Passwords(PasswordOptions password, SecurityPolicy security)
    {
        password.RequiredLength = security.PasswordLength;
        password.RequireDigit = password.RequireLowercase = password.RequireUppercase = password.RequireNonAlphanumeric = false;
    }

    private static string SqliteConnectionFor(Database database, bool mayCreate)
    {
        if (mayCreate)
        {
            if (database.File is not null)
            {
                Directory.CreateDirectory(database.DataDirectory);
            }

            return database.Connection ?? SqliteSetup.ConnectionTo(database.File!);
        }

        // SQLite makes an empty database of a mistyped name; only 'migrate' may.
        var connection = new SqliteConnectionStringBuilder(database.Connection ?? SqliteSetup.ConnectionTo(database.File!));
        if (connection.Mode == SqliteOpenMode.ReadWriteCreate)
        {
            connection.Mode = SqliteOpenMode.ReadWrite;
        }

        return File.Exists(connection.DataSource)
            ? connection.ToString()
            : throw new ToolFault($"There is no database at {connection.DataSource}. Run 'migrate' first, or name another with --data-directory or --connection.");
    }
}
