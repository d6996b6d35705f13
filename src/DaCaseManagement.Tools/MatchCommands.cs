using System.CommandLine;

using DaCaseManagement.Tools.Matching;

namespace DaCaseManagement.Tools;

/// <summary>How good the matching is, measured.</summary>
internal static class MatchCommands
{
    public static Command Build() => new("match", "Matching of people: how good it is, and its weights.") { Score(), OwnRecordsCommands.Estimate(), OwnRecordsCommands.Index(), OwnRecordsCommands.Compare() };

    private static Command Score()
    {
        var files = new Option<string[]>("--febrl") { AllowMultipleArgumentsPerToken = true, Description = "One file in the FEBRL layout, to find its duplicates, or two, to link" };
        var command = new Command("score", "Score the matching on invented people, or on your own labelled file.") { files };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(files) is { Length: > 0 } paths)
            {
                Register(paths);
            }
        });
        return command;
    }

    private static void Register(string[] paths)
    {
        if (paths.Length > 2)
        {
            throw new ToolFault("Give one file or two.");
        }

        var files = paths.Select(Read).ToList();
        Console.WriteLine(RegisterScore.Of(files[0], files.Count > 1 ? files[1] : null));
    }

    private static IReadOnlyList<RegisterRow> Read(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            return RegisterFile.Read(reader);
        }
        catch (FormatException fault)
        {
            throw new ToolFault($"{Path.GetFileName(path)}: {fault.Message}", ExitCodes.Bad);
        }
    }
}
