using System.Collections.Concurrent;
using System.Data.Common;

using DaCaseManagement.Data;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.Sqlite;

public static class SqliteSetup
{
    public static IServiceCollection AddSqliteCaseData(this IServiceCollection services, string connectionString, int maxBatchSize = 100)
    {
        services.AddSingleton<IDatabaseProvider>(new SqliteProvider(connectionString));
        return services.AddDbContext<CaseDbContext>(options => Use(options, connectionString, maxBatchSize));
    }

    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder options, string connectionString, int maxBatchSize = 100)
    {
        SqliteBinding.Load();
#if OLDER_SQLITE_BINDING
        options.ReplaceService<IQueryableMethodTranslatingExpressionVisitorFactory, ListsAsJson>();
#endif
        return options
            .UseSqlite(connectionString, o => o.MigrationsAssembly(typeof(SqliteSetup).Assembly.GetName().Name).MaxBatchSize(maxBatchSize).UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)
                // A list of ids travels as one parameter: one statement and one plan, however many there are.
                .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .AddInterceptors(DurableConnections.Instance);
    }

    /// <summary>A connection string for a file.</summary>
    public static string ConnectionTo(string path) => new SqliteConnectionStringBuilder { DataSource = path, Cache = SqliteCacheMode.Private, DefaultTimeout = 30 }.ToString();

    /// <summary>Readers go on while somebody writes. Kept in the file, so once is enough.</summary>
    public static async Task UseWriteAheadLog(CaseDbContext db, CancellationToken cancel) => await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancel);
}

/// <summary>Every commit reaches the disk before it is acknowledged (INV-5), on every connection.</summary>
internal sealed class DurableConnections : DbConnectionInterceptor
{
    public static readonly DurableConnections Instance = new();

    // 8 MB of pages for each connection: a look-up by name touches a thousand pages all over the file.
    private const string Pragmas = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=30000; PRAGMA cache_size=-8000;";

    // Opening costs more than most of our queries (settings, functions, collations), and EF opens and closes around each. The context keeps its connection until it
    // is disposed of; between queries it holds no lock.
    public override InterceptionResult ConnectionClosing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => InterceptionResult.Suppress();

    public override ValueTask<InterceptionResult> ConnectionClosingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => new(InterceptionResult.Suppress());

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

internal sealed class SqliteProvider(string connectionString) : IDatabaseProvider
{
    // One queue per file in this process, whoever opened it.
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = new();
    private readonly SemaphoreSlim gate = Gates.GetOrAdd(connectionString, _ => new SemaphoreSlim(1, 1));

    public async ValueTask<IDisposable> EnterWriting(CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        return new Turn(gate);
    }

    public bool IsUniqueViolation(Exception fault) =>
        (fault as SqliteException ?? fault.InnerException as SqliteException) is { SqliteExtendedErrorCode: 2067 or 1555 };

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
