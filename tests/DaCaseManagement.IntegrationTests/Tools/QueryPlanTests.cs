using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.People;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.IntegrationTests.Tools;

/// <summary>Nobody who waits on the telephone waits for a table to be read from end to end.</summary>
public sealed class QueryPlanTests(GeneratedForce force) : IClassFixture<GeneratedForce>
{
    private static readonly string[] Large = ["Incidents", "InvolvedPeople", "People", "PersonNames", "PersonPhones", "PersonAddresses", "PersonKeys", "Cases", "CaseIncidents", "Timeline", "Responsibilities", "Markers", "IncidentPrompts"];

    [Fact, Rule("REC-2")]
    public async Task LookingPeopleUp_ReadsNoLargeTableFromEndToEnd()
    {
        var plans = new QueryPlans();
        await using var app = new ForceApp(Contents.Force, fromTemplate: false) { Also = services => services.ConfigureDbContext<CaseDbContext>(options => options.AddInterceptors(plans)) };
        File.Copy(force.File, app.SqliteFile);
        app.Start();
        plans.Seen.Clear();

        foreach (var asked in new FindHistory[]
        {
            new(Number: "07112 345678"), new(Address: "12 High Street, WM3 4QT"), new(Address: "12 High Street"), new(Family: "Smith"), new(Given: "J", Family: "Smi"), new(Given: "Sarah", Family: "Smyth"),
            new(Given: "Sarah", Family: "Smtih", Born: new PartialDate(1985, null, null)), new("07112 345678", "12 High Street, WM3 4QT", "Sarah", "Jones", new PartialDate(1985, 3, 4), Phone: "07112 345679", Home: "3 Mill Lane"),
        })
        {
            await app.Send("call-handler", asked);
        }

        var scans = plans.Seen.SelectMany(q => q.Value.Where(IsScanOfLarge).Select(line => (line, q.Key))).ToList();
        plans.Seen.Count.ShouldBeGreaterThan(8);
        scans.ShouldBeEmpty();
    }

    private static bool IsScanOfLarge(string line) =>
        line.StartsWith("SCAN ", StringComparison.Ordinal) && !line.Contains("CONSTANT", StringComparison.Ordinal) && !line.Contains("SUBQUERY", StringComparison.Ordinal);
}
