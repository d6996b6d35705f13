using System.Data.Common;

using DaCaseManagement.Access;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Risk;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Web.Startup;

/// <summary>Looks every minute for assessments that nobody is asked for and for events whose time has come (RSK-5, RSK-12). After a start, and then daily, it also compares every kept mark with the
/// records, a step at a time: what is missing is found from the incidents, whatever a fault may have done to marks and deadlines.</summary>
internal sealed partial class Watching(IServiceScopeFactory scopes, Readiness readiness, TimeProvider clock, ILogger<Watching> log) : BackgroundService
{
    // Small steps far apart: the walk takes minutes on ten years of history, and nobody on the telephone waits for it.
    private const int Step = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1), BetweenSteps = TimeSpan.FromMilliseconds(500), BetweenWalks = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.Wait(stoppingToken);
        DateTimeOffset? walked = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (walked is null || clock.GetUtcNow() - walked > BetweenWalks || clock.GetUtcNow() < walked)
                {
                    await Walk(stoppingToken);
                    walked = clock.GetUtcNow();
                }

                if (await Ask(new LookForLost(), stoppingToken) is { Lost: true } or { Come: true })
                {
                    await Ask(new ReopenLost(), stoppingToken);
                }
            }
            catch (Exception e) when (e is DbException or DbUpdateException or TimeoutException)
            {
                // Nothing is lost by waiting: what is missing is still missing in a minute.
                WaitingForDatabase(e.GetType().Name);
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Walk(CancellationToken cancel)
    {
        FlagKey? after = null;
        do
        {
            var step = await Ask(new FindWrongFlags(after, Step), cancel);
            if (step.Wrong.Count > 0)
            {
                await Ask(new MendFlags(step.Wrong), cancel);
            }

            after = step.Next;
            await Task.Delay(BetweenSteps, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        while (after is not null && !cancel.IsCancellationRequested);
    }

    private async Task<T> Ask<T>(IRequest<T> request, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().BecomeSystem("watch");
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancel);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watch waits: the database did not answer ({Fault})")]
    private partial void WaitingForDatabase(string fault);
}
