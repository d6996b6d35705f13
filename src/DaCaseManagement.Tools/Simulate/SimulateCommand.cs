using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Sqlite;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.Tools.Simulate;

/// <summary>Runs a year of an invented force through the application's own commands and clocks, with faults, and says whether every deadline is accounted for. Exit 1 when one is not.</summary>
internal static class SimulateCommand
{
    /// <summary>A year with a 29 February in it, and both nights on which the clocks change.</summary>
    private static readonly DateTime Start = new(2027, 7, 1, 6, 0, 0, DateTimeKind.Utc);

    private const int DaysOfYear = 366, IncidentsOfYear = 35_000;

    public static Command Build()
    {
        var seed = new Option<int>("--seed") { Description = "Another seed, another year", DefaultValueFactory = _ => 1 };
        var incidents = new Option<int>("--incidents") { Description = "How many calls in the whole year", DefaultValueFactory = _ => IncidentsOfYear };
        var days = new Option<int>("--days") { Description = "How much of the year", DefaultValueFactory = _ => DaysOfYear };
        var policy = PolicyOptions.Option();
        var year = new Command("year", "A year of calls, shifts, leave, faults and a change of policy, at high speed, in a database of its own.") { seed, incidents, days, policy };
        year.SetAction((parsed, cancel) => Run(parsed.GetValue(seed), parsed.GetValue(incidents), parsed.GetValue(days), PolicyOptions.Read(parsed, policy), cancel));
        return new Command("simulate", "See the system through a long time.") { year };
    }

    private static async Task<int> Run(int seed, int incidents, int days, ForcePolicy policy, CancellationToken cancel)
    {
        // Nothing here must outlive a power cut: a file system in memory, where there is one.
        var folder = Directory.CreateDirectory(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "dacase-year-" + Guid.NewGuid().ToString("N")[..8])).FullName;
        try
        {
            return await Run(folder, seed, incidents, days, policy, cancel);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> Run(string folder, int seed, int incidents, int days, ForcePolicy policy, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var (time, random) = (new SimulatedTime(Start), new Random(seed));
        var faults = new SimulatedFaults(new Random(seed + 1));
        var inForce = new PolicyInForce(time);
        inForce.Begin(policy);
        await using var services = Services(folder, time, inForce, faults);
        SimulatedStaff staff;
        using (var scope = services.AsSystem("simulation"))
        {
            var (provider, db) = (scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<CaseDbContext>());
            await SqliteSetup.UseWriteAheadLog(db, cancel);
            await db.Database.MigrateAsync(cancel);
            await FirstRows.Add(db, policy, provider.GetRequiredService<AuditTrail>(), provider.GetRequiredService<Transactions>(), time, cancel);
            await provider.GetRequiredService<Policy.Changes.PolicyStore>().Refresh(cancel);
            staff = await SimulatedStaff.Make(db, policy, random, Start, cancel);
        }

        var world = new SimulatedWorld(services, inForce, time, faults);
        var nodes = Enumerable.Range(0, 2).Select(_ => ActivatorUtilities.CreateInstance<ClockEngine>(services)).ToList();
        var year = new SimulatedYear(world, time, staff, faults, inForce, nodes, random);
        var days_ = TimeSpan.FromDays(days);
        await year.Run((int)(incidents * days / (double)DaysOfYear), days_, (at, done) =>
        {
            if (at.Hour == 6 && (at.Day == 1 || days < 60))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{at:yyyy-MM-dd}: {done} incidents, {watch.Elapsed.TotalSeconds:F0} s"));
            }
        }, cancel);

        var told = await world.Read(db => Accounting.Of(db, time.Now, cancel));
        Report(year, world, faults, told);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"incidents={year.Incidents} deadlines={told.Deadlines} accounted={told.Accounted} double={told.Double} ownership_gaps={told.OwnershipGapSeconds:F0} seconds={watch.Elapsed.TotalSeconds:F0}"));
        return told is { Double: 0, OwnershipGapSeconds: 0, Faults.Count: 0 } && told.Accounted == told.Deadlines ? ExitCodes.Good : ExitCodes.Bad;
    }

    private static ServiceProvider Services(string folder, SimulatedTime time, PolicyInForce inForce, SimulatedFaults faults)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton<IAuditAnchor, NoAuditAnchor>();
        services.AddPipeline();
        services.AddSingleton(inForce);
        services.AddSingleton(MailSettings.Off);
        services.AddSqliteCaseData(SqliteSetup.ConnectionTo(Path.Combine(folder, "year.db")));
        services.ConfigureDbContext<CaseDbContext>(o => o.AddInterceptors(faults));
        return services.BuildServiceProvider();
    }

    private static void Report(SimulatedYear year, SimulatedWorld world, SimulatedFaults faults, Accounting told)
    {
        Console.WriteLine();
        Console.WriteLine($"{"kind",-26}{"opened",9}{"in time",9}{"late",9}{"cancelled",11}{"open",9}{"told late",11}");
        foreach (var k in told.Kinds)
        {
            Console.WriteLine($"{k.Kind,-26}{k.Opened,9}{k.InTime,9}{k.DoneLate,9}{k.Cancelled,11}{k.Open,9}{k.ToldLate,11}");
        }

        Console.WriteLine($"half-days without any node {year.Outages}; faults of the database {faults.Happened}; commands refused {world.Refused}, failed {world.Failed}");
        foreach (var (why, times) in world.Refusals.OrderByDescending(r => r.Value).Take(12))
        {
            Console.WriteLine($"  {times,6} {why}");
        }

        foreach (var (command, (count, took)) in world.Commands.OrderByDescending(c => c.Value.Took).Take(8))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count,6} {command}, {took.TotalMilliseconds / count:F1} ms each"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  clocks {year.InClocks.TotalSeconds:F0} s"));
        foreach (var fault in told.Faults.Take(20))
        {
            Console.WriteLine("FAULT: " + fault);
        }
    }
}
