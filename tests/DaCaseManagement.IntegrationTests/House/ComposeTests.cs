using YamlDotNet.RepresentationModel;

namespace DaCaseManagement.IntegrationTests.House;

/// <summary>The compose file cannot run where this is built; at least it must be whole.</summary>
public sealed class ComposeTests
{
    [Fact]
    public void ComposeFile_HasTheFiveServicesAndDocumentsEveryVariable()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "DaCaseManagement.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        var text = File.ReadAllText(Path.Combine(folder, "docker-compose.yml"));
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        var services = (YamlMappingNode)yaml.Documents[0].RootNode["services"];

        services.Children.Count.ShouldBeGreaterThanOrEqualTo(5);
        services.Children.Values.ShouldAllBe(s => ((YamlMappingNode)s).Children.ContainsKey("image") || ((YamlMappingNode)s).Children.ContainsKey("build") || ((YamlMappingNode)s).Children.ContainsKey("extends") || ((YamlMappingNode)s).Children.ContainsKey("<<"));
        var operations = File.ReadAllText(Path.Combine(folder, "docs", "operations.md"));
        var variables = System.Text.RegularExpressions.Regex.Matches(text, @"\$\{([A-Z_]+)").Select(m => m.Groups[1].Value).Distinct().ToList();
        variables.ShouldNotBeEmpty();
        variables.Where(v => !operations.Contains(v, StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
