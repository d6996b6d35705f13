using System.Data.Common;

using Microsoft.EntityFrameworkCore.Diagnostics;

namespace DaCaseManagement.Tools.Simulate;

/// <summary>A database that fails now and then in the middle of a transaction: what was written before it must be as if it had not been.</summary>
internal sealed class SimulatedFaults(Random random) : DbCommandInterceptor
{
    /// <summary>Of so many commands one fails, while armed.</summary>
    private const int OneIn = 150;

    public bool Armed { get; set; }

    public int Happened { get; private set; }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Maybe(result));

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Maybe(result));

    private T Maybe<T>(T result)
    {
        if (Armed && random.Next(OneIn) == 0)
        {
            Happened++;
            throw new SimulatedFault();
        }

        return result;
    }
}

internal sealed class SimulatedFault() : Exception("The database failed, as it was asked to.");
