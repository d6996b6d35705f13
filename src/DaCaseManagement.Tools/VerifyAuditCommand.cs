using System.CommandLine;

using DaCaseManagement.Audit;
using DaCaseManagement.Data;

using Microsoft.Extensions.DependencyInjection;

using Spectre.Console;

namespace DaCaseManagement.Tools;

/// <summary>Checks the whole audit log against itself, its head and every anchor. Exit 0 whole, 1 broken, 2 could not be checked.</summary>
internal static class VerifyAuditCommand
{
    public static Command Build()
    {
        var anchor = new Option<string[]>("--anchor") { Description = "A directory of anchor files (audit-anchor-*.txt), such as copies kept on another machine; may be given more than once (default: the data directory)" };
        var command = new Command("audit", "Check that the audit log is whole, and name the first bad row if it is not.") { anchor };
        command.SetAction(async (parsed, cancel) =>
        {
            var database = DatabaseOptions.Read(parsed);
            var anchors = Anchors(parsed.GetValue(anchor) ?? [], database);
            await using var services = ToolServices.Open(database);
            using var scope = services.CreateScope();
            return Report(await Verify(scope.ServiceProvider.GetRequiredService<CaseDbContext>(), anchors, cancel));
        });
        return command;
    }

    private static List<AuditAnchor> Anchors(string[] named, Database database)
    {
        // A directory that was asked for must be there; the default one may not be, on a machine that runs no node.
        var directories = named.Length > 0 ? named : Directory.Exists(database.DataDirectory) ? [database.DataDirectory] : [];
        return [.. directories.SelectMany(d => Directory.Exists(d) ? AuditAnchor.ReadAll(d) : throw new ToolFault($"There is no directory {d}."))];
    }

    private static async Task<AuditVerificationResult> Verify(CaseDbContext db, List<AuditAnchor> anchors, CancellationToken cancel)
    {
        if (Console.IsOutputRedirected)
        {
            return await new AuditVerification(db, anchors).Run(cancel);
        }

        return await AnsiConsole.Status().StartAsync("Reading the audit log", status =>
            new AuditVerification(db, anchors, new Progress<long>(row => status.Status($"Row {row:N0}"))).Run(cancel));
    }

    private static int Report(AuditVerificationResult result)
    {
        if (result.Bad is { } bad)
        {
            Console.Error.WriteLine(bad.Row > 0
                ? $"BAD: first bad row {bad.Row} ({bad.Fault}): {bad.Why}. Rows before it that were good: {result.Rows}."
                : $"BAD ({bad.Fault}): {bad.Why}.");
            return ExitCodes.Bad;
        }

        var anchors = result.Anchors switch
        {
            0 => "no anchor was found, so that a log cut short together with its head would not show",
            1 => "1 anchor agrees",
            _ => $"{result.Anchors} anchors agree",
        };
        Console.WriteLine($"Good: {result.Rows} {(result.Rows == 1 ? "row" : "rows")} of log {result.LogId:N}, last hash {result.LastHash}; the head agrees; {anchors}.");
        return ExitCodes.Good;
    }
}
