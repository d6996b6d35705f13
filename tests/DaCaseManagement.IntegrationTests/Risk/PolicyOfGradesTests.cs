using System.Net;
using System.Text.Json.Nodes;

using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Risk;

/// <summary>Who grades first and what a supervisor may do are the force's policy.</summary>
public sealed class PolicyOfGradesTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("dacase-policy-");
    private ForceApp app = null!;

    [Fact, Rule("RSK-6"), Rule("RTE-3")]
    public async Task Submit_WhereAUnitGradesFirst_LeavesTheCaseUngradedAndTheUnitToGradeIt()
    {
        await Run(p => (p["assessment"]!["gradedBy"], p["reviews"]) = (JsonValue.Create("SpecialistDa"), new JsonArray()));
        var told = await app.Report();
        using var officer = await app.SignIn("response-officer");

        await told.Assess(Story.High with { Grade = null });

        (await Standing(told)).ShouldBeNull();
        using var specialist = await app.SignIn("specialist");
        (await specialist.Get("/risk/reviews")).Text.ShouldContain(told.Incident);
        var page = await specialist.Get($"/risk/assessments/{told.Incident}/{told.Case}");
        var done = await page.Submit(new() { ["Grade"] = "High", ["Words"] = "Strangling." }, "form[action*='First']");

        done.Status.ShouldBe(HttpStatusCode.OK);
        (await Standing(told)).ShouldBe(Grade.High);
        (await app.Db(db => db.HandoverOffers.Where(o => o.Case.Reference == told.Case).Select(o => o.RuleId).Distinct().SingleAsync())).ShouldBe("HIGH");
        (await app.Db(db => db.Deadlines.Where(d => d.IsOpen && db.Cases.Any(c => c.Id == d.CaseId && c.Reference == told.Case)).Select(d => d.Kind).ToListAsync())).ShouldContain("SupervisorSignOff");
        (await told.Review(Grade.High)).Stage.ShouldBe(DecisionStage.SupervisorAgreed);
    }

    [Fact, Rule("RSK-8")]
    public async Task Review_WhereSupervisorsOnlyCountersign_OffersAndAcceptsNoOtherGrade()
    {
        await Run(p => p["assessment"]!["supervisor"] = "Countersign");
        var told = await app.Report();
        await told.Assess(Story.Medium);
        using var supervisor = await app.SignIn("response-supervisor");
        var page = await supervisor.Get($"/risk/assessments/{told.Incident}/{told.Case}");
        page.Document.QuerySelectorAll("form[action*='Review'] input[name=Grade]").Length.ShouldBe(1);

        (await Should.ThrowAsync<RefusedException>(() => told.Review(Grade.High))).Rule.ShouldBe("RSK-8");
        (await told.Review(Grade.Medium)).Stage.ShouldBe(DecisionStage.SupervisorAgreed);
    }

    [Fact, Rule("RSK-8")]
    public async Task Submit_WhereSupervisorsDoNotLook_WaitsForNone()
    {
        await Run(p => p["assessment"]!["supervisor"] = "None");
        var told = await app.Report();
        await told.Assess(Story.Medium);

        (await Should.ThrowAsync<RefusedException>(() => told.Review(Grade.Medium))).Rule.ShouldBe("RSK-8");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (app is not null)
        {
            await ((IAsyncLifetime)app).DisposeAsync();
        }

        folder.Delete(recursive: true);
    }

    private async Task Run(Action<JsonObject> change)
    {
        var profile = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "policies", "national.json")))!.AsObject();
        change(profile);
        var file = Path.Combine(folder.FullName, "national.json");
        await File.WriteAllTextAsync(file, profile.ToJsonString());
        app = new ForceApp { AlsoSettings = new Dictionary<string, string> { ["Policy"] = file } };
        await app.InitializeAsync();
    }

    private Task<Grade?> Standing(Told told) => app.Db(db => db.Cases.Where(c => c.Reference == told.Case).Select(c => c.Grade).SingleAsync());
}
