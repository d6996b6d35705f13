using System.Data.Common;

using DaCaseManagement.Access;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Policy;
using DaCaseManagement.Policy.Changes;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Web.Startup;

/// <summary>Every second: has another node approved a version, and has the file changed? The running policy stays whatever the file says.</summary>
internal sealed partial class PolicyWatch(IServiceScopeFactory scopes, Readiness readiness, PolicySource source, ILogger<PolicyWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.Wait(stoppingToken);
        var unseen = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (source.Look())
                {
                    unseen = source.Fault is null;
                    if (source.Fault is { } fault)
                    {
                        Refused(fault);
                    }
                }

                unseen = await Once(unseen, stoppingToken);
            }
            catch (Exception e) when (e is DbException or DbUpdateException or TimeoutException or InvalidOperationException)
            {
                // The next round asks again; what is in memory holds.
                Waiting(e.GetType().Name);
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> Once(bool fileIsNew, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().BecomeSystem("policy");
        var store = scope.ServiceProvider.GetRequiredService<PolicyStore>();
        await store.Refresh(cancel);
        try
        {
            if (fileIsNew && await store.SeeFile(source.Policy!, cancel))
            {
                Proposed(source.Policy!.Version);
            }
        }
        catch (PolicyException e)
        {
            source.Refuse(e.Message);
            Refused(e.Message);
        }

        return false;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The policy file is refused; the running policy stays. {Fault}")]
    private partial void Refused(string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The policy file has changed ({Version}): it waits for approval")]
    private partial void Proposed(string version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for a newer policy waits: the database did not answer ({Fault})")]
    private partial void Waiting(string fault);
}

/// <summary>When another version takes effect and counts repeats, serial perpetrators or silence otherwise, the standing lists are counted again.</summary>
internal sealed partial class StandingsFollow(IServiceScopeFactory scopes, Readiness readiness, PolicyInForce inForce, ILogger<StandingsFollow> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.Wait(stoppingToken);
        var followed = "";
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (inForce.Policy.Version is var now && now != followed)
                {
                    await using var scope = scopes.CreateAsyncScope();
                    scope.ServiceProvider.GetRequiredService<CurrentUser>().BecomeSystem("patterns");
                    await scope.ServiceProvider.GetRequiredService<RecountEverything>().RunIfPolicyChanged(stoppingToken);
                    followed = now;
                }
            }
            catch (Exception e) when (e is DbException or DbUpdateException or TimeoutException)
            {
                Waiting(e.GetType().Name);
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Counting the standing lists under a new policy waits: the database did not answer ({Fault})")]
    private partial void Waiting(string fault);
}
