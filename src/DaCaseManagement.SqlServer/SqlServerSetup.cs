using DaCaseManagement.Data;

using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.SqlServer;

public static class SqlServerSetup
{
    public static IServiceCollection AddSqlServerCaseData(this IServiceCollection services, string connectionString, int maxBatchSize)
    {
        services.AddSingleton<IDatabaseProvider, SqlServerProvider>();
        return services.AddDbContext<CaseDbContext>(options => Use(options, connectionString, maxBatchSize));
    }

    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder options, string connectionString, int maxBatchSize = 100) => options
        .UseSqlServer(connectionString, o => o.MigrationsAssembly(typeof(SqlServerSetup).Assembly.GetName().Name).MaxBatchSize(maxBatchSize).UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)
            // A list of ids travels as one parameter: one statement and one plan, and no limit of two thousand.
            .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter));
}

internal sealed class SqlServerProvider : IDatabaseProvider
{
    private static readonly Free NoQueue = new();

    public ValueTask<IDisposable> EnterWriting(CancellationToken cancel) => ValueTask.FromResult<IDisposable>(NoQueue);

    public bool IsUniqueViolation(Exception fault) =>
        (fault as SqlException ?? fault.InnerException as SqlException) is { Number: 2601 or 2627 };

    private sealed class Free : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
