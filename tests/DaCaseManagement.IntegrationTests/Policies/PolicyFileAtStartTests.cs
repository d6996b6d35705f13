using System.Net;
using System.Text.Json.Nodes;

using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Policy.Changes;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.IntegrationTests.Policies;

/// <summary>The file and the stored versions: at start, while running, broken in the middle of an edit, and after an upgrade.</summary>
public sealed class PolicyFileAtStartTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("dacase-policy-file-").FullName;
    private readonly List<ForceApp> apps = [];

    private string OwnFile => Path.Combine(folder, "own.json");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var app in apps)
        {
            await ((IAsyncLifetime)app).DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact, Rule("OVR-9")]
    public async Task AFileThatDiffers_WaitsForApproval_OnceAndNotAgainAtTheNextLook()
    {
        Write(p => p["marac"]!["capacity"] = 20);
        var app = Start();
        app.Services.GetPolicy().Marac.Capacity.ShouldBe(16);
        using var chief = await app.SignIn("chief-officer");
        var page = await (await chief.Get("/policy")).Click("A proposal waits for approval");
        page.Text.ShouldContain("the file changed");
        page.Text.ShouldContain("Cases a meeting hears 16 20");

        (await app.As("chief-officer", s => s.GetRequiredService<PolicyStore>().SeeFile(DaCaseManagement.Policy.PolicyFile.Load(OwnFile, folder), default))).ShouldBeFalse();
        await page.Submit(new() { ["DecisionWords"] = "Agreed with the partners." }, "form:has([name=DecisionWords])", "button[formaction*=Approve]");
        (app.Services.GetPolicy().Version, app.Services.GetPolicy().Marac.Capacity).ShouldBe(("national 2", 20));
    }

    [Fact, Rule("OVR-9")]
    public async Task AFileBrokenMidEdit_IsRefusedWithItsPlace_TheRunningPolicyStays_AndTheMendedOneIsProposed()
    {
        Write(_ => { });
        var app = Start();
        using var reader = await app.SignIn("analyst");
        await File.WriteAllTextAsync(OwnFile, (await File.ReadAllTextAsync(OwnFile))[..5_000]);
        (await Until(reader, "/policy", "own.json")).Text.ShouldContain("cannot be used; the policy below goes on");
        app.Services.GetPolicy().Version.ShouldBe("national 1");
        app.Log.Lines.ShouldContain(l => l.Contains("own.json", StringComparison.Ordinal) && l.Contains("running policy stays", StringComparison.Ordinal));

        Write(p => p["assessment"]!["instrument"] = "DASH-1066");
        (await Until(reader, "/policy", "assessment.instrument")).Text.ShouldContain("DASH-1066");

        Write(p => p["quiet"]!["leastDays"] = 70);
        var mended = await Until(reader, "/policy", "A proposal waits for approval");
        mended.Text.ShouldNotContain("cannot be used");
        app.Services.GetPolicy().Quiet.LeastDays.ShouldBe(56);
    }

    [Fact, Rule("OVR-9")]
    public async Task ABrokenFileAtStart_DoesNotStopAForceWhosePolicyIsStored()
    {
        await File.WriteAllTextAsync(OwnFile, "{ \"profile\": ");
        var app = Start();
        app.Services.GetPolicy().Version.ShouldBe("national 1");
        using var reader = await app.SignIn("analyst");
        (await reader.Get("/policy")).Text.ShouldContain("own.json");
    }

    [Fact, Rule("OVR-9")]
    public async Task AStoredVersionOfAnotherProgram_GivesWayToTheFile_IsLoggedAndStaysReadable()
    {
        var app = new ForceApp { AlsoSettings = new Dictionary<string, string> { ["Policy"] = "national" }, PolicyIsStored = true, BeforeStart = file => Sql(file, "DROP TRIGGER PolicyVersions_Decided; UPDATE PolicyVersions SET Profile = json_set(Profile, '$.marac.seats', 12, '$.grades[2].label', 'Grave');") };
        apps.Add(app);
        app.Start();

        app.Services.GetPolicy().Version.ShouldBe("national 2");
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "policy.upgraded"))).ShouldBe(1);
        using var reader = await app.SignIn("analyst");
        var old = await reader.Get("/policy/national/1");
        old.Status.ShouldBe(HttpStatusCode.OK);
        old.Text.ShouldContain("seats");
        app.Services.GetRequiredService<DaCaseManagement.Policy.PolicyInForce>().GradeLabel(DaCaseManagement.Policy.Grade.High, "national 1").ShouldBe("Grave");
    }

    private static void Sql(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private ForceApp Start()
    {
        var app = new ForceApp { AlsoSettings = new Dictionary<string, string> { ["Policy"] = OwnFile }, PolicyIsStored = true };
        apps.Add(app);
        app.Start();
        return app;
    }

    private void Write(Action<JsonObject> change)
    {
        var profile = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", "national.json")))!.AsObject();
        change(profile);
        File.WriteAllText(OwnFile, profile.ToJsonString());
    }

    private static async Task<WebPage> Until(Browser browser, string path, string words)
    {
        var page = await browser.Get(path);
        for (var n = 0; n < 200 && !page.Text.Contains(words, StringComparison.Ordinal); n++)
        {
            await Task.Delay(50);
            page = await browser.Get(path);
        }

        page.Text.ShouldContain(words);
        return page;
    }
}
