using System.CommandLine;

using DaCaseManagement.Policy;

namespace DaCaseManagement.Tools;

internal static class PolicyOptions
{
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "policies");

    public static Option<string?> Option() => new("--policy") { Description = "Profile name or file (environment: Policy; default national)" };

    public static ForcePolicy Read(ParseResult parsed, Option<string?> option) =>
        PolicyFile.Load(parsed.GetValue(option) ?? DatabaseOptions.Setting("Policy") ?? "national", Folder);
}
