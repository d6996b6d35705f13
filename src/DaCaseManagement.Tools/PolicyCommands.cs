using System.CommandLine;

using DaCaseManagement.Policy;

namespace DaCaseManagement.Tools;

/// <summary>For whoever writes a profile.</summary>
internal static class PolicyCommands
{
    public static Command Build() => new("policy", "Work with force policy profiles.") { Validate(), Schema() };

    private static Command Validate()
    {
        var file = new Argument<string>("file") { Description = "Profile name or file" };
        var command = new Command("validate", "Read a profile and say what is wrong with it. Exit 0 good, 1 bad.") { file };
        command.SetAction(parsed =>
        {
            var policy = PolicyFile.Load(parsed.GetRequiredValue(file), PolicyOptions.Folder);
            Console.WriteLine($"Good: {policy.Version}, {policy.Profile.ForceName}, in force from {policy.Profile.EffectiveFrom:yyyy-MM-dd}.");
        });
        return command;
    }

    private static Command Schema()
    {
        var command = new Command("schema", "Print the JSON schema of a profile.");
        command.SetAction(_ => Console.Write(PolicyFile.Schema()));
        return command;
    }
}
