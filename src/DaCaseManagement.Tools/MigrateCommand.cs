using System.CommandLine;

using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Pipeline;
using DaCaseManagement.SqlServer;
using DaCaseManagement.Sqlite;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.Tools;

/// <summary>Brings the database up to this version. The only thing that ever changes its shape in Production.</summary>
internal static class MigrateCommand
{
    public static Command Build()
    {
        var policy = PolicyOptions.Option();
        var script = new Option<string?>("--script") { Description = "Write the idempotent script for SQL Server to this file ('-' for standard output) and touch no database" };
        var command = new Command("migrate", "Apply the migrations that are missing, and add the first rows a new database needs.") { policy, script };
        command.SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetValue(script) is { } file)
            {
                await WriteScript(file, cancel);
                return;
            }

            await Migrate(parsed, policy, cancel);
        });
        return command;
    }

    private static async Task Migrate(ParseResult parsed, Option<string?> policyOption, CancellationToken cancel)
    {
        var (database, policy) = (DatabaseOptions.Read(parsed), PolicyOptions.Read(parsed, policyOption));
        await using var services = ToolServices.Open(database, policy, mayCreate: true);
        using var scope = services.AsSystem("migrate");
        var db = scope.ServiceProvider.GetRequiredService<CaseDbContext>();
        Console.WriteLine(database.File is { } file ? $"Database: {file}" : $"Database: {database.Provider}, {db.Database.GetDbConnection().Database}");

        if (database.Provider == Provider.Sqlite)
        {
            await SqliteSetup.UseWriteAheadLog(db, cancel);
        }

        var pending = (await db.Database.GetPendingMigrationsAsync(cancel)).ToList();
        await db.Database.MigrateAsync(cancel);
        Console.WriteLine(pending.Count == 0 ? "Migrations: none were missing." : $"Migrations applied: {string.Join(", ", pending)}.");

        var added = await FirstRows.Add(db, policy, scope.ServiceProvider.GetRequiredService<AuditTrail>(), scope.ServiceProvider.GetRequiredService<Transactions>(), TimeProvider.System, cancel);
        await scope.ServiceProvider.GetRequiredService<RecountEverything>().RunIfNever(cancel);
        Console.WriteLine(added.LogStarted ? "Audit log: started." : "Audit log: there already.");
        Console.WriteLine(added.Areas + added.Units > 0 ? $"Force: {added.Areas} areas and {added.Units} units added from policy {policy.Version}." : "Force: areas and units there already.");
    }

    private static async Task WriteScript(string file, CancellationToken cancel)
    {
        var options = SqlServerSetup.Use(new DbContextOptionsBuilder<CaseDbContext>(), "Server=none;Database=none");
        await using var db = new CaseDbContext((DbContextOptions<CaseDbContext>)options.Options);
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
        if (file == "-")
        {
            await Console.Out.WriteAsync(script.AsMemory(), cancel);
            return;
        }

        await File.WriteAllTextAsync(file, script, cancel);
        Console.WriteLine($"Script for SQL Server written to {file}. After it has been run, 'migrate' adds the first rows.");
    }
}
