using System.Data.Common;

using DaCaseManagement.Clocks;

using Microsoft.EntityFrameworkCore;

using Quartz;

namespace DaCaseManagement.Web.Startup;

/// <summary>Quartz rings twice a second on every node; the lease in the database lets one of them act (CLK-1). Nothing is kept in the scheduler: what is due stands in the database.</summary>
internal static class ClockSetup
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    public static void AddClocks(this IServiceCollection services)
    {
        services.AddQuartz(q =>
        {
            var key = new JobKey("clocks");
            q.AddJob<ClockJob>(j => j.WithIdentity(key));

            // A tick that could not run in time is not made up for: the next one finds everything.
            q.AddTrigger(t => t.ForJob(key).WithIdentity("clocks").StartNow().WithSimpleSchedule(s => s.WithInterval(Every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)));
        });
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }
}

[DisallowConcurrentExecution]
internal sealed partial class ClockJob(ClockEngine engine, Readiness readiness, ILogger<ClockJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (!readiness.IsReady)
        {
            return;
        }

        try
        {
            await engine.Tick(cancellationToken);
        }
        catch (Exception e) when (e is DbException or DbUpdateException or TimeoutException)
        {
            // What was due is still due.
            WaitingForDatabase(e.GetType().Name);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The node is stopping.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The clocks wait: the database did not answer ({Fault})")]
    private partial void WaitingForDatabase(string fault);
}
