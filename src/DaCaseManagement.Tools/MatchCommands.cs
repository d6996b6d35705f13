using System.CommandLine;
using System.Globalization;

using DaCaseManagement.People.Matching;
using DaCaseManagement.Tools.Matching;

namespace DaCaseManagement.Tools;

/// <summary>How good the matching is, measured.</summary>
internal static class MatchCommands
{
    private const int People = 30_000;
    private const int Reports = 5_000;

    public static Command Build() => new("match", "Matching of people: how good it is, and its weights.") { Score(), OwnRecordsCommands.Estimate(), OwnRecordsCommands.Index(), OwnRecordsCommands.Compare() };

    private static Command Score()
    {
        var files = new Option<string[]>("--febrl") { AllowMultipleArgumentsPerToken = true, Description = "One file in the FEBRL layout, to find its duplicates, or two, to link" };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1, Description = "Another seed invents other people" };
        var command = new Command("score", "Score the matching on invented people, or on your own labelled file.") { files, seed };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(files) is { Length: > 0 } paths)
            {
                Register(paths);
            }
            else
            {
                Invented(parsed.GetValue(seed));
            }
        });
        return command;
    }

    private static void Invented(int seed)
    {
        var thresholds = MatchingThresholds.Default;
        Console.WriteLine($"People invented with seed {seed}; same from {thresholds.SameAtLeast:0.00}, offered from {thresholds.PossibleAtLeast:0.00}.");
        Console.WriteLine("damage    what                       precision    recall        f1");
        foreach (var damage in PersonDamage.All)
        {
            var set = LabelledSet.Invent(seed, People, Reports, damage);
            var weights = MatchWeights.Default.ForPopulation(set.Held.Count) with { Frequencies = Frequencies.Count(set.Held) };
            var score = LabelledScore.Of(set, weights, thresholds);
            Line(damage.Name, "same", score.Same);
            Line("", "same or possible", score.Offered);
            Line("", "baseline: same number", score.SamePhone);
            Line("", "baseline: same address", score.SameAddress);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"          of repeat victims a stored key led to {score.Found:0.000}, the same number finds {score.SamePhone.Recall:0.000}, the same address {score.SameAddress.Recall:0.000}"));
        }

        static void Line(string damage, string what, Quality quality) => Console.WriteLine($"{damage,-9} {what,-25} {quality}");
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
