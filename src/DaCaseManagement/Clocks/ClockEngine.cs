using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.Clocks;

/// <summary>What this node does at each tick: keeps the lease, notices an outage, counts again after a change of policy, and fires what is due until nothing is. Every step is a
/// command of its own, so that a tick cut short anywhere is taken up by the next, here or on another node.</summary>
public sealed class ClockEngine(IServiceScopeFactory scopes, IEnumerable<IRegularWork> regular, PolicyInForce inForce, TimeProvider clock)
{
    /// <summary>Deadlines in one transaction: enough to be quick, few enough that nobody who saves a report waits behind it.</summary>
    public const int Batch = 250;

    /// <summary>A pause longer than this is told as an outage.</summary>
    public static readonly TimeSpan OutageAfter = TimeSpan.FromMinutes(2);

    /// <summary>When each was last done by this node; begun anew with the node.</summary>
    private readonly Dictionary<IRegularWork, DateTime> done = [];

    private DateTime leaseUntil;

    /// <summary>The policy this node has seen open deadlines counted by.</summary>
    private string counted = "";

    public Guid Node { get; } = Guid.NewGuid();

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>How many deadlines were looked at; 0 as well while another node acts.</summary>
    public async Task<int> Tick(CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (!await Keep(scope.ServiceProvider, cancel))
            {
                return 0;
            }

            if (counted != inForce.Policy.Version)
            {
                var version = inForce.Policy.Version;
                for (long? after = 0; after is { } from;)
                {
                    after = (await Send(new RecountDeadlines(Node, from, Batch), cancel)).Next;
                }

                counted = version;
            }

            await DoRegularWork(cancel);
            var count = 0;
            for (var left = await IsAnythingDue(scope.ServiceProvider.GetRequiredService<CaseDbContext>(), cancel); left;)
            {
                var fired = await Send(new FireDeadlines(Node, Batch), cancel);
                (count, left) = (count + fired.Count, fired.Left);
            }

            return count;
        }
        catch (LeaseLostException)
        {
            leaseUntil = default;
            return 0;
        }
    }

    /// <summary>Written only every few seconds: an idle force is not a busy disk.</summary>
    private async Task<bool> Keep(IServiceProvider services, CancellationToken cancel)
    {
        var left = leaseUntil - Now;
        if (left > ClockLease.Holds / 2 && left <= ClockLease.Holds)
        {
            return true;
        }

        leaseUntil = default;
        if (await services.GetRequiredService<CaseDbContext>().Keep(services.GetRequiredService<IDatabaseProvider>(), Node, Now, cancel) is not { } kept)
        {
            return false;
        }

        (leaseUntil, counted) = (kept.Until, kept.PolicyVersion);
        if (Now - kept.LastRunAt > OutageAfter)
        {
            await Send(new NoteOutage(Node, kept.LastRunAt), cancel);
        }

        return true;
    }

    private async Task DoRegularWork(CancellationToken cancel)
    {
        foreach (var work in regular.Where(w => !done.TryGetValue(w, out var last) || Now - last >= w.Every))
        {
            done[work] = Now;
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().BecomeSystem("clocks");
            await work.Do(scope.ServiceProvider.GetRequiredService<IMediator>(), cancel);
        }
    }

    private async Task<bool> IsAnythingDue(CaseDbContext db, CancellationToken cancel)
    {
        var now = Now;
        return await db.Deadlines.AnyAsync(d => d.IsOpen && d.NextAt <= now, cancel) || await db.ClockOutages.AnyAsync(o => o.CaughtUpAt == null, cancel);
    }

    private async Task<T> Send<T>(IRequest<T> request, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().BecomeSystem("clocks");
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancel);
    }
}
