using System.CommandLine;
using System.Security.Cryptography;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.Tools;

/// <summary>Production's first account: somebody has to be able to make the others.</summary>
internal static class CreateAdministratorCommand
{
    // No letters or digits that are mistaken for each other when read aloud.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    public static Command Build()
    {
        var userName = new Option<string>("--user-name") { Required = true, Description = "What they sign in with: letters, digits, hyphen, dot" };
        var fullName = new Option<string>("--full-name") { Required = true, Description = "Their name as colleagues see it" };
        var fromInput = new Option<bool>("--password-stdin") { Description = "Read the password from the first line of standard input; otherwise one is made and printed once" };
        var policy = PolicyOptions.Option();
        var command = new Command("create-administrator", "Make an account that manages accounts.") { userName, fullName, fromInput, policy };
        command.SetAction(async (parsed, cancel) =>
        {
            var rules = PolicyOptions.Read(parsed, policy);
            var typed = parsed.GetValue(fromInput) ? await Console.In.ReadLineAsync(cancel) ?? "" : null;
            var (name, full) = (parsed.GetRequiredValue(userName).Trim(), parsed.GetRequiredValue(fullName).Trim());
            if (full.Length is 0 or > Lengths.Name || name.Length is 0 or > Lengths.Name)
            {
                throw new ToolFault($"User name and full name must be 1 to {Lengths.Name} characters.");
            }

            await using var services = ToolServices.Open(DatabaseOptions.Read(parsed), rules);
            var password = typed ?? Generate();
            await Create(services, name, full, password, cancel);
            Console.WriteLine($"Administrator {name} was made.");
            if (typed is null)
            {
                Console.WriteLine($"Password, shown this once: {password}");
            }
        });
        return command;
    }

    private static async Task Create(ServiceProvider services, string userName, string fullName, string password, CancellationToken cancel)
    {
        using var scope = services.AsSystem("create-administrator");
        var provider = scope.ServiceProvider;
        var (db, trail) = (provider.GetRequiredService<CaseDbContext>(), provider.GetRequiredService<AuditTrail>());
        await provider.GetRequiredService<Transactions>().Run(async () =>
        {
            var unit = await db.Units.Where(u => u.Kind == UnitKind.Headquarters && u.ClosedAt == null).OrderBy(u => u.Id).FirstOrDefaultAsync(cancel);
            var user = new User { UserName = userName, FullName = fullName, Role = Role.Administrator, UnitId = unit?.Id, AreaId = unit?.AreaId, LockoutEnabled = true };
            var result = await provider.GetRequiredService<UserManager<User>>().CreateAsync(user, password);
            if (!result.Succeeded)
            {
                throw new ToolFault(string.Join(" ", result.Errors.Select(e => e.Description)), ExitCodes.Bad);
            }

            trail.Record(AuditAct.Collection, "account.created", Subject.Account(userName), $"role {Role.Administrator}, by command line");
            return true;
        }, cancel);
    }

    /// <summary>20 letters in fours, 99 bits.</summary>
    private static string Generate() => string.Join('-', Enumerable.Range(0, 5).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));
}
