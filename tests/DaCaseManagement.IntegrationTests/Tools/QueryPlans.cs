using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace DaCaseManagement.IntegrationTests.Tools;

/// <summary>Asks SQLite, before each query of the application, how it will go about it.</summary>
internal sealed partial class QueryPlans : DbCommandInterceptor
{
    private static readonly string[] Small = ["Units", "Areas", "AspNetUsers", "WeightSets", "AuditHeads"];

    /// <summary>Whether to ask at the moment.</summary>
    public bool On { get; set; }

    /// <summary>By the text of the query; each line of its plan.</summary>
    public ConcurrentDictionary<string, IReadOnlyList<string>> Seen { get; } = new();

    /// <summary>Large tables read from end to end, or indexed for one query, which reads them too; with the query.</summary>
    public IReadOnlyList<string> Scans =>
    [
        // "WHERE 0" is what is left when a list is empty: nothing is read.
        .. from query in Seen
           where !query.Key.Contains("WHERE 0", StringComparison.Ordinal)
           from line in query.Value
           // A list that came as a parameter is no table of ours.
           where !line.Contains("json_each", StringComparison.Ordinal)
           let scanned = Scanned().Match(line)
           where (scanned.Success && !Small.Contains(scanned.Groups[1].Value)) || line.Contains("AUTOMATIC", StringComparison.Ordinal)
           select line + "\n" + query.Key,
    ];

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

    // Older libraries say SCAN TABLE, newer ones SCAN.
    [GeneratedRegex("^SCAN (?:TABLE )?(?!SUBQUERY|CONSTANT|[0-9])([A-Za-z]+)")]
    private static partial Regex Scanned();
}
