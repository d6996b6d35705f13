using System.Text.RegularExpressions;

namespace DaCaseManagement.IntegrationTests.House;

/// <summary>docs/traceability.csv says which test proves which rule. It is read off the tests; with DACASE_WRITE=1 it is written anew.</summary>
public sealed partial class TraceabilityTests
{
    [Fact]
    public void TheTable_NamesEveryRuleTaggedTest()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "DaCaseManagement.sln")))
        {
            root = Path.GetDirectoryName(root)!;
        }

        var rows = Directory.EnumerateFiles(Path.Combine(root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .SelectMany(Rows)
            .Distinct()
            .OrderBy(r => r.Rule.Split('-')[0], StringComparer.Ordinal).ThenBy(r => int.Parse(r.Rule.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture)).ThenBy(r => r.Test, StringComparer.Ordinal)
            .Select(r => $"{r.Rule},{r.Test}");
        var table = "rule,test\n" + string.Join('\n', rows) + "\n";
        var file = Path.Combine(root, "docs", "traceability.csv");
        if (Environment.GetEnvironmentVariable("DACASE_WRITE") == "1")
        {
            File.WriteAllText(file, table);
        }

        File.ReadAllText(file).ShouldBe(table, "write it anew: DACASE_WRITE=1 dotnet test tests/DaCaseManagement.IntegrationTests --filter Traceability");
    }

    private static IEnumerable<(string Rule, string Test)> Rows(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var rules = new List<string>();
        var ofClass = new List<string>();
        foreach (var line in File.ReadLines(file))
        {
            rules.AddRange(Tag().Matches(line).Where(_ => line.TrimStart().StartsWith('[')).Select(m => m.Groups[1].Value));
            if (Class().IsMatch(line))
            {
                ofClass = [.. rules];
                rules.Clear();
            }
            else if (Method().Match(line) is { Success: true } method)
            {
                foreach (var rule in rules.Concat(ofClass))
                {
                    yield return (rule, $"{name}.{method.Groups[1].Value}");
                }

                rules.Clear();
            }
        }
    }

    [GeneratedRegex("Rule\\(\"([A-Z]+-[0-9]+)\"\\)")]
    private static partial Regex Tag();

    [GeneratedRegex("^public (?:sealed )?(?:partial )?class ")]
    private static partial Regex Class();

    [GeneratedRegex(@"^\s+public (?:async )?(?:Task|void) (\w+)\(")]
    private static partial Regex Method();
}
