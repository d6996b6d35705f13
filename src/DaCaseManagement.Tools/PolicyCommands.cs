using System.CommandLine;

using DaCaseManagement.Policy;

namespace DaCaseManagement.Tools;

/// <summary>For whoever writes a profile.</summary>
internal static class PolicyCommands
{
    public static Command Build() => new("policy", "Work with force policy profiles.") { Validate(), Check(), Schema() };

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

    private static Command Check()
    {
        var file = new Argument<string>("file") { Description = "Profile name or file" };
        var command = new Command("check", "Say where a profile goes against the inspections' recommendations, a line each. Exit 0 nowhere, 1 somewhere, 2 when it cannot be read.") { file };
        command.SetAction(parsed =>
        {
            ForcePolicy policy;
            try
            {
                policy = PolicyFile.Load(parsed.GetRequiredValue(file), PolicyOptions.Folder);
            }
            catch (PolicyException fault)
            {
                throw new ToolFault(fault.Message);
            }

            var findings = PolicyCheck.Of(policy);
            foreach (var finding in findings)
            {
                Console.WriteLine(finding.Line);
            }

            return findings.Count == 0 ? ExitCodes.Good : ExitCodes.Bad;
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
