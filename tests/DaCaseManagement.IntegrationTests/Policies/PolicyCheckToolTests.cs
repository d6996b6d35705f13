using DaCaseManagement.IntegrationTests.Faults;

namespace DaCaseManagement.IntegrationTests.Policies;

/// <summary>The check as a command: one line a finding, and an exit code that a script can read.</summary>
public sealed class PolicyCheckToolTests
{
    [Theory, Rule("OVR-9")]
    [InlineData("national", 0, "")]
    [InlineData("leicestershire-2014", 1, "LEIC-")]
    [InlineData("warwickshire-2014", 1, "WARK-")]
    [InlineData("staffordshire-2014", 1, "STAF-")]
    [InlineData("cambridgeshire-2014", 1, "CAMB-")]
    public async Task Check_SaysALineForEachFinding_BeginningWithTheRecommendation(string profile, int exit, string own)
    {
        var (code, output, error) = await Programs.Run("DaCaseManagement.Tools.dll", "policy", "check", profile);
        code.ShouldBe(exit, error);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldAllBe(l => System.Text.RegularExpressions.Regex.IsMatch(l, "^(LEIC|WARK|STAF|CAMB|NAT15)-[0-9]+ "));
        lines.Any(l => l.Contains(own, StringComparison.Ordinal) && own.Length > 0).ShouldBe(exit == 1);
    }

    [Fact, Rule("OVR-9")]
    public async Task Check_OfWhatCannotBeRead_ExitsWithItsReason()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "{ \"profile\": 3 }");
            var (code, output, error) = await Programs.Run("DaCaseManagement.Tools.dll", "policy", "check", file);
            (code, output).ShouldBe((2, ""));
            error.ShouldContain(Path.GetFileName(file));
            error.ShouldContain("$.profile");
            (await Programs.Run("DaCaseManagement.Tools.dll", "policy", "check", "atlantis")).Code.ShouldBe(2);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
