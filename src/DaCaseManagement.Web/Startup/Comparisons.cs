using System.Data.Common;

using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Web.Startup;

/// <summary>Compares new and changed people with everybody else a few seconds after they were recorded, so that nobody on the telephone waits for it. What is due
/// stands in the database: a restart, or another node, goes on where this one stopped.</summary>
internal sealed partial class Comparisons(IServiceScopeFactory scopes, Readiness readiness, ILogger<Comparisons> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.Wait(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var more = false;
            try
            {
                more = await Some(stoppingToken);
            }
            catch (Exception e) when (e is DbException or DbUpdateException or TimeoutException)
            {
                // What is due is still due: the next round tries again.
                WaitingForDatabase(e.GetType().Name);
            }

            await Task.Delay(more ? TimeSpan.FromMilliseconds(50) : Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> Some(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        if (!await services.GetRequiredService<CaseDbContext>().ComparisonsDue.AnyAsync(cancel))
        {
            return false;
        }

        services.GetRequiredService<CurrentUser>().BecomeSystem("comparison");
        return (await services.GetRequiredService<IMediator>().Send(new FindDuplicates(), cancel)).Left;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Comparing people waits: the database did not answer ({Fault})")]
    private partial void WaitingForDatabase(string fault);
}
