using System.Data.Common;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Policy.Changes;
using DaCaseManagement.Seeding;
using DaCaseManagement.Sqlite;

using MediatR;

using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Web.Startup;

/// <summary>True once the database is migrated, seeded and warm.</summary>
public sealed class Readiness
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsReady => done.Task.IsCompletedSuccessfully;

    /// <summary>Early visitors wait here instead of seeing half a system.</summary>
    public Task Wait(CancellationToken cancel) => done.Task.WaitAsync(cancel);

    public void Ready() => done.TrySetResult();
}

/// <summary>Runs after the port is ours (a second copy of the app must fail there, before it touches the data) and before the app counts as started.</summary>
internal sealed partial class Preparation(IServiceScopeFactory scopes, Settings settings, PolicySource source, PolicyInForce inForce, Readiness readiness, ILogger<Preparation> log) : IHostedLifecycleService
{
    /// <summary>Bytes. Reading a larger file through would keep everybody waiting for longer than a start may take.</summary>
    private const long MostChecked = 500_000_000;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<CaseDbContext>();
        try
        {
            await BringUpToDate(db, cancellationToken);
            services.GetRequiredService<CurrentUser>().BecomeSystem("start");
            await ReadPolicy(db, services, cancellationToken);
            if (settings.IsDemo)
            {
                await services.GetRequiredService<RecountEverything>().RunIfNever(cancellationToken);
            }

            await SeedOrRefuse(db, services, cancellationToken);
            await Warm(db, services, cancellationToken);
        }
        catch (DbException e)
        {
            throw new StartupException(Explain(e));
        }

        readiness.Ready();
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task BringUpToDate(CaseDbContext db, CancellationToken cancel)
    {
        if (settings is { IsDemo: true, Provider: DatabaseProvider.Sqlite })
        {
            await RefuseDamage(db, cancel);
            await db.Database.MigrateAsync(cancel);
            await SqliteSetup.UseWriteAheadLog(db, cancel);
            return;
        }

        if ((await db.Database.GetPendingMigrationsAsync(cancel)).Any())
        {
            throw new StartupException("The database is not up to date. Run the migration tool first (DaCaseManagement.Tools migrate); the app never migrates by itself here.");
        }
    }

    private async Task RefuseDamage(CaseDbContext db, CancellationToken cancel)
    {
        if (settings.ConnectionString is null && new FileInfo(settings.SqliteFile) is { Exists: true, Length: > 0 and < MostChecked })
        {
            var verdict = await db.Database.SqlQueryRaw<string>("SELECT quick_check AS Value FROM pragma_quick_check(1)").ToListAsync(cancel);
            if (verdict is not ["ok"])
            {
                throw new StartupException(Damaged());
            }
        }
    }

    /// <summary>The file is the first version of an empty database. Later the stored versions hold, and a file that says something else is a proposal; one that cannot be
    /// read is told and changes nothing.</summary>
    private async Task ReadPolicy(CaseDbContext db, IServiceProvider services, CancellationToken cancel)
    {
        var stored = await db.PolicyVersions.AnyAsync(v => v.State == PolicyState.Approved, cancel);
        if (source.Fault is { } fault)
        {
            if (!stored)
            {
                throw new StartupException(fault);
            }

            Refused(fault);
        }

        await FirstRows.Add(db, source.Fault is null ? source.Policy : null, services.GetRequiredService<AuditTrail>(), services.GetRequiredService<Transactions>(), services.GetRequiredService<TimeProvider>(), cancel);
        var store = services.GetRequiredService<PolicyStore>();
        await store.Refresh(cancel);
        try
        {
            await store.ReplaceUnreadable(source.Policy, cancel);
        }
        catch (PolicyException e)
        {
            throw new StartupException(e.Message);
        }

        try
        {
            if (source.Fault is null && await store.SeeFile(source.Policy!, cancel))
            {
                Proposed(source.Policy!.Version, inForce.Policy.Version);
            }
        }
        catch (PolicyException e)
        {
            source.Refuse(e.Message);
            Refused(e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The policy file is refused; the stored policy holds. {Fault}")]
    private partial void Refused(string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The policy file ({File}) differs from the policy in force ({Policy}): it waits for approval on the policy page")]
    private partial void Proposed(string file, string policy);

    private async Task SeedOrRefuse(CaseDbContext db, IServiceProvider services, CancellationToken cancel)
    {
        if (!settings.IsDemo)
        {
            if (await db.Users.AnyAsync(u => u.IsDemonstration, cancel))
            {
                throw new StartupException("This database holds demonstration accounts, whose password is public. Mode Production does not start on it.");
            }

            return;
        }

        services.GetRequiredService<CurrentUser>().BecomeSystem("demonstration");
        await services.GetRequiredService<DemonstrationAccounts>().Make(cancel);
        if (services.GetService<IDemonstrationForce>() is { } force)
        {
            await force.Load(cancel);
        }
    }

    /// <summary>Compiles the model and the query of every request, and makes the first protection key, so that the first visitor does not pay for it.</summary>
    private async Task Warm(CaseDbContext db, IServiceProvider services, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        _ = services.GetRequiredService<IDataProtectionProvider>().CreateProtector("warm").Protect("warm");
        services.GetRequiredService<SignIns>().Warm();
        _ = await services.GetRequiredService<Sessions>().Resume(Guid.Empty, false, cancel);
        await WarmHistory(db, services, cancel);
    }

    /// <summary>The call screen's look-up is what somebody waits for on the telephone: asked here by number, by address, by name and by all at once, for the people of the
    /// latest reports and for somebody whom nobody knows, past the pipeline, so that it is compiled for few and for many before the first call. As a call handler, whose
    /// queries leave out what is restricted, and once as the system, which sees everything. Nobody sees the answers and nothing is logged.</summary>
    private async Task WarmHistory(CaseDbContext db, IServiceProvider services, CancellationToken cancel)
    {
        const int Times = 24;
        var latest = await db.Incidents.AsNoTracking().Where(i => i.FinishedAt != null).OrderByDescending(i => i.Id).Take(Times)
            .Select(i => new
            {
                i.CallerNumber,
                i.Location,
                First = i.People.OrderBy(p => p.Slot).Select(p => new { p.GivenNames, p.FamilyName }).FirstOrDefault(),
                Second = i.People.OrderBy(p => p.Slot).Skip(1).Select(p => new { p.GivenNames, p.FamilyName }).FirstOrDefault(),
            }).ToListAsync(cancel);
        var whole = latest.ConvertAll(i => new FindHistoryOfAll([new FindHistory(i.CallerNumber, i.Location, i.First?.GivenNames, i.First?.FamilyName), new FindHistory(Given: i.Second?.GivenNames, Family: i.Second?.FamilyName)]));
        var nobody = new FindHistory("07700 900999", "1 Nowhere Lane, ZZ9 9ZZ", "Nobody", "Whatsoever", new People.PartialDate(1900, null, null));
        var (handler, user) = (services.GetRequiredService<IRequestHandler<FindHistoryOfAll, Histories>>(), services.GetRequiredService<CurrentUser>());
        user.BecomeSystem("start");
        await handler.Handle(whole.FirstOrDefault() ?? new FindHistoryOfAll([nobody]), cancel);
        user.Become(user.Id, user.UserName, user.FullName, Role.CallHandler, null, null, null, inForce.Policy.Roles.GetValueOrDefault(Role.CallHandler) ?? []);
        foreach (var asked in whole.Prepend(new FindHistoryOfAll([nobody, nobody])))
        {
            var first = asked.Asked[0];
            await handler.Handle(asked, cancel);
            await handler.Handle(new FindHistoryOfAll([new FindHistory(first.Number)]), cancel);
            await handler.Handle(new FindHistoryOfAll([new FindHistory(Address: first.Address)]), cancel);
            await handler.Handle(new FindHistoryOfAll([new FindHistory(Given: first.Given, Family: first.Family, Born: nobody.Born)]), cancel);
        }

        user.BecomeSystem("start");
    }

    private string Explain(DbException e) =>
        settings.Provider == DatabaseProvider.Sqlite
            ? e is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 11 or 26 } ? Damaged()
            : $"The database file '{settings.SqliteFile}' cannot be used ({e.GetType().Name} {e.ErrorCode}): another process may hold it, or the disk may be full."
            : $"SQL Server did not answer as expected ({e.GetType().Name} {e.ErrorCode}). Check 'ConnectionStrings:CaseData' and that the server is up.";

    private string Damaged() => $"The database file '{settings.SqliteFile}' is damaged or is not a database. Restore it from a backup, or move it away to begin with an empty one.";
}
