using System.CommandLine;
using System.Globalization;

using DaCaseManagement.Data;
using DaCaseManagement.People;

using MediatR;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using Spectre.Console;

namespace DaCaseManagement.Tools;

/// <summary>Matching on the force's own database: estimate weights, make keys anew, compare everybody who waits.</summary>
internal static class OwnRecordsCommands
{
    public static Command Estimate()
    {
        var keep = new Option<bool>("--keep") { Description = "Keep the weights as a new version and use them from now on; otherwise they are only shown" };
        var policy = PolicyOptions.Option();
        var command = new Command("estimate", "Estimate match weights from the force's own records, without labels.") { keep, policy };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var services = ToolServices.Open(DatabaseOptions.Read(parsed), PolicyOptions.Read(parsed, policy));
            using var scope = services.AsSystem("matching");
            await PolicyOptions.FollowStored(scope, parsed, policy, cancel);
            var version = "own " + TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            var estimator = scope.ServiceProvider.GetRequiredService<WeightEstimator>();
            var estimate = await Shown("Drawing pairs", progress => estimator.Estimate(version, progress, cancel));
            if (estimate is null)
            {
                Console.Error.WriteLine("Too few records share a name, number or address to learn from. The weights that ship stay in use.");
                return ExitCodes.Bad;
            }

            var table = new Table().AddColumns("Field", "Level", "Same person", "Strangers", "Weight");
            foreach (var field in estimate.Weights.Fields)
            {
                foreach (var level in field.Levels)
                {
                    table.AddRow(field.Field, level.Level, level.M.ToString("0.0000", CultureInfo.InvariantCulture), level.U.ToString("0.000000", CultureInfo.InvariantCulture), Math.Log2(level.M / level.U).ToString("+0.0;-0.0;0", CultureInfo.InvariantCulture));
                }
            }

            AnsiConsole.Write(table);
            Console.WriteLine($"Settled after {estimate.Iterations} rounds.");
            if (parsed.GetValue(keep))
            {
                var kept = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new KeepWeights(estimate.Weights), cancel);
                Console.WriteLine($"Kept as '{kept.Version}' and in use.");
            }

            return ExitCodes.Good;
        });
        return command;
    }

    public static Command Index()
    {
        var policy = PolicyOptions.Option();
        var command = new Command("index", "Make every person's keys anew: after an upgrade from a version without them.") { policy };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var services = ToolServices.Open(DatabaseOptions.Read(parsed), PolicyOptions.Read(parsed, policy));
            var done = 0;
            await Shown("Indexing", async progress =>
            {
                for (long? last = 0; last is { } after;)
                {
                    using var scope = services.AsSystem("matching");
                    var part = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new IndexPeople(after), cancel);
                    (last, done) = (part.Last, done + part.Count);
                    progress.Report($"{done:N0} records");
                }

                return done;
            });
            Console.WriteLine($"{done} records indexed.");
            return ExitCodes.Good;
        });
        return command;
    }

    public static Command Compare()
    {
        var policy = PolicyOptions.Option();
        var command = new Command("compare", "Compare everybody who waits for it now; the web does the same by itself, a few at a time.") { policy };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var services = ToolServices.Open(DatabaseOptions.Read(parsed), PolicyOptions.Read(parsed, policy));
            var (compared, found) = (0, 0);
            await Shown("Comparing", async progress =>
            {
                for (var left = true; left;)
                {
                    using var scope = services.AsSystem("comparison");
                    if (!await scope.ServiceProvider.GetRequiredService<CaseDbContext>().ComparisonsDue.AnyAsync(cancel))
                    {
                        break;
                    }

                    var part = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new FindDuplicates(50), cancel);
                    (compared, found, left) = (compared + part.Compared, found + part.Found, part.Left);
                    progress.Report($"{compared:N0} compared, {found:N0} possible duplicates");
                }

                return found;
            });
            Console.WriteLine($"{compared} records compared; {found} possible duplicates wait for a person.");
            return ExitCodes.Good;
        });
        return command;
    }

    private static Task<T> Shown<T>(string what, Func<IProgress<string>, Task<T>> work) => Console.IsOutputRedirected
        ? work(new Progress<string>())
        : AnsiConsole.Status().StartAsync(what, status => work(new Progress<string>(text => status.Status(text))));
}
