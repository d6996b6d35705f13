using System.CommandLine;
using System.Globalization;

using DaCaseManagement.People.Patterns;

using Microsoft.Extensions.DependencyInjection;

using Spectre.Console;

namespace DaCaseManagement.Tools;

/// <summary>Counts repeats, serial perpetrators and quiet victims from scratch. Exit 0 when nothing differed, 1 when something did and was mended.</summary>
internal static class RecountPatternsCommand
{
    public static Command Build()
    {
        var policy = PolicyOptions.Option();
        var command = new Command("recount", "Count every standing again from the incidents, say how many rows differed, and mend them. After an import, under a new policy, or as a check; the system may run meanwhile.") { policy };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var services = ToolServices.Open(DatabaseOptions.Read(parsed), PolicyOptions.Read(parsed, policy));
            using var scope = services.AsSystem("recount-patterns");
            await PolicyOptions.FollowStored(scope, parsed, policy, cancel);
            var recount = scope.ServiceProvider.GetRequiredService<RecountEverything>();
            var result = Console.IsOutputRedirected
                ? await recount.Run(null, cancel)
                : await AnsiConsole.Status().StartAsync("Counting", status => recount.Run(n => status.Status(string.Create(CultureInfo.InvariantCulture, $"Counted {n:N0} people and addresses")), cancel));
            Console.WriteLine(result.Differed == 0
                ? $"Good: {result.Standings} standings, none differed."
                : $"Mended: {result.Standings} standings, {result.Differed} differed.");
            return result.Differed == 0 ? ExitCodes.Good : ExitCodes.Bad;
        });
        return command;
    }
}
