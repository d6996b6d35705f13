using System.Collections.Concurrent;
using System.Data.Common;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace DaCaseManagement.IntegrationTests.Tools;

/// <summary>Asks SQLite, before each query of the application, how it will go about it.</summary>
internal sealed class QueryPlans : DbCommandInterceptor
{
    /// <summary>Whether to ask at the moment.</summary>
    public bool On { get; set; }

    /// <summary>By the text of the query; each line of its plan.</summary>
    public ConcurrentDictionary<string, IReadOnlyList<string>> Seen { get; } = new();

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Explain(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Explain(command);
        return ValueTask.FromResult(result);
    }

    private void Explain(DbCommand command)
    {
        if (!On || !command.CommandText.TrimStart().StartsWith("SELECT", StringComparison.Ordinal))
        {
            return;
        }

        using var explain = command.Connection!.CreateCommand();
        explain.Transaction = command.Transaction;
        explain.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        foreach (SqliteParameter parameter in command.Parameters)
        {
            explain.Parameters.Add(new SqliteParameter(parameter.ParameterName, parameter.Value));
        }

        using var reader = explain.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
        {
            lines.Add(reader.GetString(3));
        }

        Seen.TryAdd(command.CommandText, lines);
    }
}
