using System.Globalization;
using System.Text.RegularExpressions;

using DaCaseManagement.IntegrationTests.Faults;

namespace DaCaseManagement.IntegrationTests.Tools;

/// <summary>A share of the simulated year: as many days as DACASE_SIMULATED_DAYS says, or two.</summary>
public sealed partial class SimulateTests
{
    [Fact, Rule("INV-1"), Rule("INV-10"), Rule("CLK-1")]
    public async Task ATimeInALivelyForce_LosesNoDeadlineAndNoOwner_AndDoublesNothing()
    {
        var days = Environment.GetEnvironmentVariable("DACASE_SIMULATED_DAYS") is { Length: > 0 } given ? given : "2";
        var (code, output, error) = await Programs.Tools("simulate", "year", "--seed", "7", "--days", days);
        var end = LastLine().Match(output);
        end.Success.ShouldBeTrue(output + error);
        int Of(string name) => int.Parse(end.Groups[name].Value, CultureInfo.InvariantCulture);
        Of("incidents").ShouldBeGreaterThan(50);
        Of("deadlines").ShouldBeGreaterThan(500);
        (Of("accounted"), Of("double"), Of("gaps")).ShouldBe((Of("deadlines"), 0, 0), output);
        output.ShouldNotContain("FAULT:");
        code.ShouldBe(0);
    }

    [GeneratedRegex(@"incidents=(?<incidents>\d+) deadlines=(?<deadlines>\d+) accounted=(?<accounted>\d+) double=(?<double>\d+) ownership_gaps=(?<gaps>\d+) seconds=\d+\s*$")]
    private static partial Regex LastLine();
}
