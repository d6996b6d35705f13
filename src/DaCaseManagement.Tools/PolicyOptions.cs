using System.CommandLine;

using DaCaseManagement.Policy;
using DaCaseManagement.Policy.Changes;

using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.Tools;

internal static class PolicyOptions
{
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "policies");

    public static Option<string?> Option() => new("--policy") { Description = "Profile name or file (environment: Policy; default: what is in force in the database, else national)" };

    /// <summary>What people have approved decides, unless a profile was named for this run.</summary>
    public static async Task FollowStored(IServiceScope scope, ParseResult parsed, Option<string?> option, CancellationToken cancel)
    {
        if (parsed.GetValue(option) is null && DatabaseOptions.Setting("Policy") is null)
        {
            await scope.ServiceProvider.GetRequiredService<PolicyStore>().Refresh(cancel);
        }
    }

    public static ForcePolicy Read(ParseResult parsed, Option<string?> option) =>
        PolicyFile.Load(parsed.GetValue(option) ?? DatabaseOptions.Setting("Policy") ?? "national", Folder);
}
