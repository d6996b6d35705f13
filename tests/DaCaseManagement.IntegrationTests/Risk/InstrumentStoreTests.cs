using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.IntegrationTests.Faults;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;
using DaCaseManagement.Risk.Instruments;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Risk;

/// <summary>A force's own instruments beside those that ship, and what happens where one is missing.</summary>
public sealed class InstrumentStoreTests : IAsyncLifetime
{
    private const string Often = """
        {
          "code": "DARA", "name": "DARA", "spelledOut": "As loaded by a test", "note": "Invented for a test.",
          "scale": [ { "code": "NEVER", "label": "Never", "means": "No" }, { "code": "OFTEN", "label": "Often", "means": "Yes" } ],
          "sections": [ { "title": "One", "items": [ { "number": 1, "prompt": "How often are you followed?", "why": "", "key": true, "tags": ["stalking"], "opens": ["STALKING-11"] } ] } ]
        }
        """;

    private readonly List<ForceApp> apps = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var app in apps)
        {
            await ((IAsyncLifetime)app).DisposeAsync();
        }
    }

    [Fact, Rule("RSK-1")]
    public async Task Load_FillsTheSlot_AndTheAssessmentKeepsHowOften()
    {
        var app = await Under("DARA");
        await app.Send("administrator", new LoadInstrument(Often));
        var told = await app.Report();
        using var officer = await app.SignIn("response-officer");
        var page = await officer.Get($"/risk/assess/{told.Incident}/{told.Case}");

        var done = await page.Submit(new() { ["Reply[1]"] = "OFTEN", ["FaceToFace"] = "True", ["VictimAlone"] = "True", ["Explained"] = "True", ["Grade"] = "Medium", ["Reason"] = "As seen." }, "form[data-assess]", "button[value=submit]");

        done.Document.QuerySelector(".qa-yes dd strong")!.TextContent.ShouldBe("Often");
        var kept = await app.Db(db => db.Assessments.Include(a => a.Answers).SingleAsync(a => a.Case.Reference == told.Case));
        (kept.Instrument, kept.Given("", 1)!.Reply, kept.Given("", 1)!.Degree).ShouldBe(("DARA", RiskReply.Yes, "OFTEN"));
    }

    [Fact, Rule("RSK-1")]
    public async Task Load_TheSameAgain_DoesNothing_AndOtherContentUnderTheCodeIsRefused()
    {
        var app = await Under("DASH-2009");
        (await app.Send("administrator", new LoadInstrument(Often))).WasThere.ShouldBeFalse();

        (await app.Send("administrator", new LoadInstrument(Often.Replace("\n", "\n\n", StringComparison.Ordinal)))).WasThere.ShouldBeTrue();
        var refused = await Should.ThrowAsync<RefusedException>(() => app.Send("administrator", new LoadInstrument(Often.Replace("followed", "watched", StringComparison.Ordinal))));

        refused.Message.ShouldStartWith("line 2 $.code:");
        (await app.Db(db => db.InstrumentVersions.SingleAsync())).Json.ShouldContain("followed");
        await Should.ThrowAsync<NotPermittedException>(() => app.Send("response-officer", new LoadInstrument(Often)));
    }

    [Theory, Rule("RSK-1")]
    [InlineData("DASH-1066")]
    [InlineData("DARA")]
    [InlineData("STALKING-11")]
    public async Task WhereThePolicyNamesWhatCannotBeAsked_AnotherIsAskedAndSaid(string named)
    {
        var app = await Under(named);
        var told = await app.Report();
        using var officer = await app.SignIn("response-officer");
        var page = await officer.Get($"/risk/assess/{told.Incident}/{told.Case}");

        page.Document.QuerySelector(".flag")!.TextContent.ShouldContain(named);
        page.Document.QuerySelectorAll("[data-instrument=DASH-2009]").Length.ShouldBe(27);
        await told.Assess(Story.High);
        (await app.Db(db => db.Assessments.SingleAsync(a => a.Case.Reference == told.Case))).Instrument.ShouldBe("DASH-2009");
    }

    [Fact, Rule("RSK-1")]
    public async Task AnAssessmentInAnInstrumentThatIsGone_IsStillShown_ByNumber()
    {
        var app = await Under("DASH-2009");
        var told = await app.Report();
        await told.Assess(Story.High);
        await app.Db(db => db.Database.ExecuteSqlRawAsync("UPDATE Assessments SET Instrument = 'FORM-1998'"));
        using var officer = await app.SignIn("response-officer");

        var page = await officer.Get($"/risk/assessments/{told.Incident}/{told.Case}");

        page.Text.ShouldContain("FORM-1998");
        page.Document.QuerySelectorAll(".qa dt").Length.ShouldBe(27);
        page.Text.ShouldContain("In her words.");
    }

    [Fact, Rule("RSK-1")]
    public async Task AnAssessment_ShowsInTheInstrumentItWasMadeWith()
    {
        var app = await Under("DIAL-ILLUSTRATIVE");
        var told = await app.Report();
        await told.Assess(Story.Entry(Grade.High, 3) with { Answers = new Dictionary<int, AnswerEntry> { [3] = new(RiskReply.Yes, "Hands.") } });
        using var officer = await app.SignIn("response-officer");

        var page = await officer.Get($"/risk/assessments/{told.Incident}/{told.Case}");

        page.Document.QuerySelectorAll(".qa dt").Length.ShouldBe(24);
        page.Text.ShouldContain("illustrative", Case.Insensitive);
        page.Document.QuerySelector(".qa-yes dt")!.TextContent.ShouldContain("choking");
    }

    [Fact, Rule("RSK-4")]
    public async Task ByTelephoneUnderAPolicyThatKeepsIt_StaysDueUntilFaceToFace()
    {
        var app = await Under("DASH-2009", a => a with { ProvisionalByTelephone = true });
        var told = await app.Report(also: new Dictionary<string, string?> { ["person.2.relationship"] = "Husband" });
        Task<bool> Due() => app.Db(db => db.Deadlines.AnyAsync(d => d.IsOpen && d.Kind == "Assessment" && d.Subject == told.Incident + " " + told.Case));

        (await told.Assess(Story.High with { FaceToFace = false })).Standing.ShouldBe(Grade.High);
        (await Due()).ShouldBeTrue();
        using var officer = await app.SignIn("response-officer");
        var page = await officer.Get($"/risk/assess/{told.Incident}/{told.Case}");
        page.Value("Reply[18]").ShouldBe("NotAsked");
        page.Document.QuerySelector("#q18")!.GetAttribute("data-last").ShouldBe("Yes");
        var done = await page.Submit(AtTheSceneTests.Filled(2, 6, 15, 18), "form[data-assess]", "button[value=submit]");

        done.Status.ShouldBe(System.Net.HttpStatusCode.OK);
        (await Due()).ShouldBeFalse();
        (await app.Db(db => db.Assessments.Where(a => a.Case.Reference == told.Case).OrderBy(a => a.Id).Select(a => a.Provisional).ToListAsync())).ShouldBe([true, false]);
    }

    [Fact, Rule("RSK-4")]
    public async Task AtDiscretion_NoDeadlineOpens_UntilACrimeOrAnEarlierIncidentAsksForOne()
    {
        var app = await Under("DASH-2009", a => a with { Required = [new AssessmentRule("A crime", Crime: true), new AssessmentRule("Either party lately", EitherPartyWithinMonths: 12)] });
        Task<int> Opened(Told t) => app.Db(db => db.Deadlines.CountAsync(d => d.Kind == "Assessment" && d.Subject == t.Incident + " " + t.Case));
        var first = await app.Report();
        (await Opened(first)).ShouldBe(0);
        using var officer = await app.SignIn("response-officer");
        (await officer.Get($"/incidents/{first.Incident}")).Document.QuerySelectorAll("a[href^='/risk/assess/']").Length.ShouldBe(1);
        (await officer.Get($"/risk/assess/{first.Incident}/{first.Case}")).Text.ShouldContain("discretion");

        var key = await app.Db(db => db.Incidents.Where(i => i.Reference == first.Incident).Select(i => i.DraftKey).SingleAsync());
        await app.Send("call-handler", new DaCaseManagement.Incidents.SaveReport(key, Guid.NewGuid(), null, new Dictionary<string, string?> { ["offence"] = "ABH" }));
        (await Opened(first)).ShouldBe(1);
        var again = await first.Again(also: new Dictionary<string, string?> { ["offence"] = "NON-CRIME" });
        (await Opened(again)).ShouldBe(1);
        (await Opened(await app.Report())).ShouldBe(0);
    }

    [Fact, Rule("RSK-1")]
    public async Task TheTool_ChecksAndLoads_AndSaysWhereAFileIsWrong()
    {
        var directory = Directory.CreateTempSubdirectory("dacase-instrument-").FullName;
        try
        {
            var (good, bad) = (Path.Combine(directory, "good.json"), Path.Combine(directory, "bad.json"));
            await File.WriteAllTextAsync(good, Often);
            await File.WriteAllTextAsync(bad, Often.Replace("\"stalking\"", "\"tea\"", StringComparison.Ordinal).Replace("STALKING-11", "NONE-1", StringComparison.Ordinal));
            (await Programs.Tools("migrate", "--data-directory", directory)).Code.ShouldBe(0);

            (await Programs.Tools("instrument", "check", good)).Code.ShouldBe(0);
            var (code, _, error) = await Programs.Tools("instrument", "load", bad, "--data-directory", directory);
            code.ShouldBe(1);
            error.Trim().Split('\n').Length.ShouldBe(2);
            error.ShouldContain("line 4 $.sections[0].items[0].tags[0]");
            (await Programs.Tools("instrument", "load", good, "--data-directory", directory)).Code.ShouldBe(0);
            (await Programs.Tools("instrument", "check", Path.Combine(directory, "none.json"))).Code.ShouldBe(2);
            await using var db = Programs.Open(directory);
            (await db.InstrumentVersions.SingleAsync()).Code.ShouldBe("DARA");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private async Task<ForceApp> Under(string instrument, Func<AssessmentPolicy, AssessmentPolicy>? also = null)
    {
        var settings = new Dictionary<string, string>();
        var app = new ForceApp { AlsoSettings = settings };
        var national = PolicyFile.Load("national", Path.Combine(AppContext.BaseDirectory, "policies"));
        var assessment = national.Assessment with { Instrument = instrument };
        settings["Policy"] = Path.Combine(app.DataDirectory, "own.json");
        await File.WriteAllTextAsync(settings["Policy"], PolicyText.Of(national with { Assessment = also is null ? assessment : also(assessment) }));
        await ((IAsyncLifetime)app).InitializeAsync();
        apps.Add(app);
        return app;
    }
}
