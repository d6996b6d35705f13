using System.Threading.Channels;

using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Imports;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Web.Startup;

/// <summary>Runs imports, one at a time, apart from any request: whoever started one may leave. After a restart it goes on with what was left.</summary>
public sealed class ImportWorker(IServiceScopeFactory scopes, ImportRun run, ImportStore store, Readiness readiness, TimeProvider clock, ILogger<ImportWorker> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(15);
    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There is something to do: look now, and not at the next round.</summary>
    public void Ring() => bell.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.Wait(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await Next(stoppingToken) is { } next)
                {
                    await Work(next, stoppingToken);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The type only: a database's messages quote the values they complain about.
                log.LogWarning("Imports: {Fault}; looking again later", e.GetType().Name);
            }

            await Nap(stoppingToken);
        }
    }

    /// <summary>Until the bell rings, or the next round.</summary>
    private async Task Nap(CancellationToken cancel)
    {
        using var nap = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        nap.CancelAfter(Between);
        try
        {
            await bell.Reader.ReadAsync(nap.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Nobody rang.
        }
    }

    private async Task<ImportFile?> Next(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow().UtcDateTime;
        var waiting = await scope.ServiceProvider.GetRequiredService<CaseDbContext>().ImportFiles.AsNoTracking()
            .Where(f => f.StoredAs != null && (f.Status == ImportStatus.Waiting || (f.Status == ImportStatus.Running && (f.LeaseUntil == null || f.LeaseUntil < now))))
            .OrderBy(f => f.Id).Take(10).ToListAsync(cancel);
        return waiting.Find(f => store.Has(f.StoredAs!));
    }

    private async Task Work(ImportFile file, CancellationToken cancel)
    {
        try
        {
            if (await run.Run(file.Id, () => store.Open(file.StoredAs!), null, cancel))
            {
                store.Delete(file.StoredAs!);
            }
            else
            {
                // Another import is running, or somebody stopped this one.
                await Task.Delay(TimeSpan.FromSeconds(2), cancel);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError("Import stopped: {Fault}", e.GetType().Name);
            await Stop(file.Reference, e is NotPermittedException ? "Whoever added it may not import records any more" : "A technical fault. Try to go on; if it stops again at the same place, tell whoever keeps the system running", cancel);
        }
    }

    private async Task Stop(string reference, string because, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().BecomeSystem("import");
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new StopImport(reference, because), cancel);
    }
}
