using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using MediatR;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.Imports;

/// <summary>Carries one import out, batch by batch, each in a transaction and a context of its own: memory stays the same however long the file, and whatever kills
/// it, the next run goes on after the last batch that was committed.</summary>
public sealed class ImportRun(IServiceScopeFactory scopes, TimeProvider clock)
{
    public const int BatchRows = 1_000;

    /// <summary>Takes the import on and runs it to its end, to a stop, or until cancelled.</summary>
    /// <param name="told">Called after each batch with the rows and bytes done.</param>
    /// <returns>False when another process has it, or it was stopped.</returns>
    public async Task<bool> Run(long importFileId, Func<Stream> open, Action<BatchPlace>? told, CancellationToken cancel)
    {
        var lease = Guid.NewGuid();
        try
        {
            await Send(importFileId, new ClaimImport(importFileId, lease), cancel);
            await using (var stream = open())
            {
                await Read(importFileId, lease, stream, told, cancel);
            }

            await Send(importFileId, new FinishImport(importFileId, lease), cancel);
            return true;
        }
        catch (ImportInterruptedException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            await Release(importFileId, lease);
            throw;
        }
    }

    private async Task Read(long id, Guid lease, Stream stream, Action<BatchPlace>? told, CancellationToken cancel)
    {
        var file = await Ask(id, cancel);
        var (headings, rows) = ImportReading.Rows(stream, file.Encoding, file.Delimiter[0]);
        var map = new ColumnMap(file.Kind, headings!.Fields, file.Columns.Split(','));
        var (done, now) = (file.RowsDone, clock.GetUtcNow().UtcDateTime);
        foreach (var piece in rows.Skip((int)done).Chunk(BatchRows))
        {
            var read = piece.Select(r => ImportReading.Read(map, r, now)).ToList();
            var place = new BatchPlace(done + piece.Length, stream.Position);
            IReadOnlyList<IImportRow> broken = [.. read.OfType<BrokenRow>()];
            if (file.Kind == ImportKind.People)
            {
                await Send(id, new TakePeople(new RowBatch<PeopleRow>(id, lease, done, place, [.. read.OfType<PeopleRow>()], broken)), cancel);
            }
            else
            {
                await Send(id, new TakeIncidents(new RowBatch<IncidentRow>(id, lease, done, place, [.. read.OfType<IncidentRow>()], broken)), cancel);
            }

            done = place.Rows;
            told?.Invoke(place);
        }
    }

    private async Task<ImportFile> Ask(long id, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CaseDbContext>().ImportFiles.AsNoTracking().SingleAsync(f => f.Id == id, cancel);
    }

    private async Task Send<T>(long id, ICommand<T> command, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await Become(scope.ServiceProvider, id, cancel);
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command, cancel);
    }

    /// <summary>In the name and with the permissions of whoever added it, as they are now: an account that was disabled imports nothing more (ASVS 8.3.2).</summary>
    private static async Task Become(IServiceProvider services, long id, CancellationToken cancel)
    {
        var (db, user) = (services.GetRequiredService<CaseDbContext>(), services.GetRequiredService<CurrentUser>());
        if (await db.ImportFiles.Where(f => f.Id == id).Select(f => f.ById).SingleAsync(cancel) is not { } by)
        {
            user.BecomeSystem("import");
            return;
        }

        var account = await db.Users.AsNoTracking().SingleAsync(u => u.Id == by, cancel);
        var may = account.DisabledAt is null ? services.GetRequiredService<PolicyInForce>().Policy.Roles[account.Role] : [];
        user.Become(account.Id, account.UserName!, account.FullName, account.Role, account.UnitId, account.AreaId, null, may);
    }

    /// <summary>Leaves in order, so that whoever comes next need not wait for the lease to run out.</summary>
    private async Task Release(long id, Guid lease)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CaseDbContext>().ImportFiles.Where(f => f.Id == id && f.LeaseBy == lease)
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.LeaseUntil, (DateTime?)null), CancellationToken.None);
    }
}
