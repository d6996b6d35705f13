using System.Net;

using DaCaseManagement.Cases;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Cases;

public sealed class CaseTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("CAS-8")]
    public async Task SafeContact_StandsBeforeAnythingElse()
    {
        var told = await app.Report();
        using var officer = await app.SignIn("response-officer");
        var unknown = await officer.Get("/cases/" + told.Case);
        unknown.Document.QuerySelector("main .safe")!.TextContent.ShouldContain("not asked");
        var form = await unknown.Click("Record safe contact");

        var page = await form.Submit(new() { ["Number"] = "07700 900222", ["Never"] = "Never ring the house" });

        page.Status.ShouldBe(HttpStatusCode.OK);
        var main = page.Document.QuerySelector("main")!;
        var banner = main.QuerySelector(".safe")!;
        banner.TextContent.ShouldContain("07700 900222");
        (banner.CompareDocumentPosition(main.QuerySelector("h1")!) & AngleSharp.Dom.DocumentPositions.Following).ShouldNotBe((AngleSharp.Dom.DocumentPositions)0);
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "safe-contact.kept" && e.SubjectReference == told.Case))).ShouldBe(1);
    }

    [Fact, Rule("CAS-8")]
    public async Task SafeContact_WhenSomebodyElseChangedIt_ShowsBoth()
    {
        var told = await app.Report();
        using var one = await app.SignIn("response-officer");
        using var other = await app.SignIn("specialist");
        var first = await one.Get($"/cases/{told.Case}/safe-contact");
        var second = await other.Get(first.Path);
        await first.Submit(new() { ["Number"] = "07700 900301" });

        var clash = await second.Submit(new() { ["Number"] = "07700 900302" });

        clash.Status.ShouldBe(HttpStatusCode.Conflict);
        clash.Text.ShouldContain("07700 900301");
        clash.Value("Number").ShouldBe("07700 900302");
        (await app.Db(db => db.Cases.Where(c => c.Reference == told.Case).Select(c => c.SafeContact.Number).SingleAsync())).ShouldBe("07700 900301");
        (await clash.Submit([])).Status.ShouldBe(HttpStatusCode.OK);
        (await app.Db(db => db.Timeline.CountAsync(t => t.Kind == TimelineKind.Contact && db.Cases.Any(c => c.Id == t.CaseId && c.Reference == told.Case)))).ShouldBe(2);
    }

    [Fact, Rule("CAS-1")]
    public async Task Timeline_HasOneLineForEachThingThatHappenedNewestFirstAndFilters()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        using var officer = await app.SignIn("response-officer");

        var all = await officer.Get("/cases/" + told.Case);
        var risk = await officer.Get($"/cases/{told.Case}?kind=Risk");

        var times = all.Document.QuerySelectorAll(".story-line time").Select(t => t.GetAttribute("datetime")).ToList();
        times.Count.ShouldBeGreaterThan(3);
        times.ShouldBe(times.OrderByDescending(t => t, StringComparer.Ordinal));
        risk.Document.QuerySelectorAll(".story-line").ShouldAllBe(l => l.ClassList.Contains("story-line--risk"));
        risk.Document.QuerySelectorAll(".story-line").Length.ShouldBe(1);
    }

    [Fact, Rule("ACC-2")]
    public async Task Reading_ACase_IsLoggedForTheCaseAndBothPeople()
    {
        var told = await app.Report();
        using var officer = await app.SignIn("neighbourhood-officer");

        await officer.Get("/cases/" + told.Case);

        var victim = await app.Db(db => db.Cases.Where(c => c.Reference == told.Case).Select(c => c.Victim.Reference).SingleAsync());
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.UserName == "neighbourhood-officer" && e.Code == "ViewCase" && (e.SubjectReference == told.Case || e.SubjectReference == victim)))).ShouldBe(2);
    }

    [Fact, Rule("ACC-1")]
    public async Task ARestrictedCase_DoesNotExistForThoseWithoutThePermission()
    {
        var told = await app.Report("Hiddenleigh", number: "07700 900401", location: "40 Hidden Mews, WM4 4HH");
        await told.Assess(Story.High);
        await app.Db(async db =>
        {
            (await db.Cases.SingleAsync(c => c.Reference == told.Case)).Restrict();
            await db.SaveChangesAsync();
        });
        using var officer = await app.SignIn("response-officer");
        using var supervisor = await app.SignIn("response-supervisor");
        using var specialist = await app.SignIn("specialist");

        foreach (var path in new[] { $"/cases/{told.Case}", $"/incidents/{told.Incident}", $"/risk/assessments/{told.Incident}/{told.Case}", $"/risk/assess/{told.Incident}/{told.Case}", $"/cases/{told.Case}/safe-contact", $"/cases/{told.Case}/hand-over", $"/incidents/{told.Incident}/print", $"/incidents/report/{told.Incident}" })
        {
            var hidden = await officer.Get(path);
            hidden.Status.ShouldBe(HttpStatusCode.NotFound, path);
            var unknown = await officer.Get(path.Replace(told.Case, "CS-26-999999", StringComparison.Ordinal).Replace(told.Incident, "DA-26-999999", StringComparison.Ordinal));
            Bare(hidden).ShouldBe(Bare(unknown), path);
        }

        foreach (var path in new[] { "/", "/cases", "/incidents", "/risk/sign-off", "/risk/sign-off?everyUnit=true" })
        {
            var list = await supervisor.Get(path);
            list.Status.ShouldBe(HttpStatusCode.OK);
            list.Body.ShouldNotContain(told.Case);
            list.Body.ShouldNotContain(told.Incident);
            list.Body.ShouldNotContain("Hiddenleigh");
        }

        var search = new DaCaseManagement.Incidents.FindHistory("07700 900401", "40 Hidden Mews", null, "Hiddenleigh");
        var found = await app.Send("call-handler", search);
        found.People.ShouldBeEmpty();
        found.Incidents.ShouldBeEmpty();
        (await app.Send("specialist", search)).People.ShouldContain(p => p.Name == told.Victim && p.TimesVictim == 1);
        (await specialist.Get("/cases/" + told.Case)).Status.ShouldBe(HttpStatusCode.OK);
        (await app.Db(db => db.AuditEvents.AnyAsync(e => e.Code == "record.notfound" && e.SubjectReference == told.Case && e.UserName == "response-officer"))).ShouldBeTrue();
        await Should.ThrowAsync<RecordNotFoundException>(() => app.Send("response-officer", new KeepSafeContact(told.Case, 0, "1", null, null, null, null)));
    }

    // Two 404 pages differ in form tokens and nothing else.
    private static string Bare(WebPage page) => System.Text.RegularExpressions.Regex.Replace(page.Body, "value=\"[^\"]*\"", "");
}
