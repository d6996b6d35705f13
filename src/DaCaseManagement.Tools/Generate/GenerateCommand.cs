using System.CommandLine;
using System.Diagnostics;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Seeding;
using DaCaseManagement.Sqlite;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using Spectre.Console;

namespace DaCaseManagement.Tools.Generate;

/// <summary>Fills an empty SQLite database with ten years of an invented force, for measuring and for trying out. The same seed and end give the same force.</summary>
internal static class GenerateCommand
{
    private const int Most = 10_000_000;

    public static Command Build()
    {
        var incidents = new Option<int>("--incidents") { Description = $"How many incidents, 1 to {Most:N0}; about twice as many people", DefaultValueFactory = _ => 50_000 };
        var seed = new Option<long>("--seed") { Description = "Another seed, another force", DefaultValueFactory = _ => 1 };
        var until = new Option<DateTime?>("--until") { Description = "The day and hour at which the ten years end, UTC, such as 2026-11-21T12:00 (default: this hour)" };
        var policy = PolicyOptions.Option();
        var command = new Command("generate", "Fill an empty SQLite database with ten years of an invented force. For measuring; the accounts' password is public.") { incidents, seed, until, policy };
        command.SetAction(async (parsed, cancel) =>
        {
            var database = DatabaseOptions.Read(parsed);
            if (database.Provider != Provider.Sqlite)
            {
                throw new ToolFault("Only a SQLite file can be generated; leave out --provider and Database__Provider.");
            }

            var wanted = new Wanted(parsed.GetValue(incidents), parsed.GetValue(seed), DateTime.SpecifyKind(parsed.GetValue(until) ?? ThisHour(), DateTimeKind.Utc));
            if (wanted.Incidents is < 1 or > Most)
            {
                throw new ToolFault($"--incidents must be 1 to {Most:N0}.");
            }

            var watch = Stopwatch.StartNew();
            var rules = PolicyOptions.Read(parsed, policy);
            var (file, filled) = await Fill(database, rules, wanted, cancel);
            var written = watch.Elapsed.TotalSeconds;
            var size = new FileInfo(file).Length / (1024.0 * 1024);
            Console.WriteLine($"{wanted.Incidents:N0} incidents and {filled.People:N0} records of people in {file}: {size:N0} MB, {written:N1} s, {wanted.Incidents / written:N0} incidents a second from beginning to end.");
            Console.WriteLine($"Incidents {filled.Incidents.TotalSeconds:N1} s, keys of people {filled.Keys.TotalSeconds:N1} s, indexes and statistics {filled.Indexes.TotalSeconds:N1} s; most memory {Process.GetCurrentProcess().PeakWorkingSet64 / (1 << 20):N0} MB.");
            await CountPatterns(database, rules, cancel);
            Console.WriteLine($"Repeats and other patterns counted by the application itself: {watch.Elapsed.TotalSeconds - written:N1} s.");
        });
        return command;
    }

    private static async Task<(string File, Filled Filled)> Fill(Database database, ForcePolicy policy, Wanted wanted, CancellationToken cancel)
    {
        await using var services = ToolServices.Open(database, policy, mayCreate: true);
        using var scope = services.AsSystem("generate");
        var provider = scope.ServiceProvider;
        var db = provider.GetRequiredService<CaseDbContext>();
        var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        var force = await Prepare(provider, db, policy, cancel);

        // Past EF, which keeps it: the load wants the file to itself.
        await db.Database.GetDbConnection().CloseAsync();
        SqliteConnection.ClearAllPools();

        Filled filled;
        try
        {
            filled = await Filling.Run(file, force, wanted, cancel);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            throw new ToolFault($"Stopped before the end ({e.Message}). {file} is half filled: delete it.");
        }

        var trail = provider.GetRequiredService<AuditTrail>();
        await provider.GetRequiredService<Transactions>().Run(
            () =>
            {
                trail.Record(AuditAct.Collection, "force.generated", Subject.System("force"), $"{wanted.Incidents} invented incidents, {filled.People} records of people, seed {wanted.Seed}");
                return Task.FromResult(true);
            },
            cancel);
        return (file, filled);
    }

    /// <summary>As after any import; the application would do it at its first start and keep everybody waiting.</summary>
    private static async Task CountPatterns(Database database, ForcePolicy policy, CancellationToken cancel)
    {
        await using var services = ToolServices.Open(database, policy);
        using var scope = services.AsSystem("generate");
        var recount = scope.ServiceProvider.GetRequiredService<RecountEverything>();
        _ = Console.IsOutputRedirected
            ? await recount.Run(null, cancel)
            : await AnsiConsole.Status().StartAsync("Counting patterns", status => recount.Run(n => status.Status($"Counted patterns of {n:N0} people and addresses"), cancel));
    }

    /// <summary>Migrations, first rows and the demonstration accounts, as the application makes them.</summary>
    private static async Task<Force> Prepare(IServiceProvider provider, CaseDbContext db, ForcePolicy policy, CancellationToken cancel)
    {
        await SqliteSetup.UseWriteAheadLog(db, cancel);
        await db.Database.MigrateAsync(cancel);
        if (await db.Incidents.AnyAsync(cancel) || await db.People.AnyAsync(cancel))
        {
            throw new ToolFault("This database holds incidents or people already. Generate into an empty folder.");
        }

        await FirstRows.Add(db, policy, provider.GetRequiredService<AuditTrail>(), provider.GetRequiredService<Transactions>(), TimeProvider.System, cancel);
        await ActivatorUtilities.CreateInstance<DemonstrationAccounts>(provider).Make(cancel);
        return new Force(policy, await db.Areas.OrderBy(a => a.Id).ToListAsync(cancel), await db.Units.OrderBy(u => u.Id).ToListAsync(cancel), await db.Users.Where(u => u.IsDemonstration).OrderBy(u => u.Id).ToDictionaryAsync(u => u.UserName!, cancel));
    }

    private static DateTime ThisHour()
    {
        var now = DateTime.UtcNow;
        return now.Date.AddHours(now.Hour);
    }
}

/// <param name="Until">UTC.</param>
internal sealed record Wanted(int Incidents, long Seed, DateTime Until);
