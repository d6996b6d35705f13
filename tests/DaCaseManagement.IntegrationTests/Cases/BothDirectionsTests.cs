using System.Net;

using DaCaseManagement.Cases;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Cases;

public sealed class BothDirectionsTests(ForceApp app) : IClassFixture<ForceApp>
{
    // One has these, the other those; no page of either has the other's.
    private static readonly string[] Hers = ["922001", "1 Heron Reach"];
    private static readonly string[] His = ["922002", "2 Heron Reach"];

    private async Task<(Told One, Told Other)> Pair()
    {
        var one = await app.Report(number: "07700 922001", location: "1 Heron Reach, WM8 1AA", also: new Dictionary<string, string?> { ["person.1.phone"] = "07700 922001", ["person.1.address"] = "1 Heron Reach, WM8 1AA" });
        return (one, await one.Again(otherWay: true, also: new Dictionary<string, string?>
        {
            ["caller-number"] = "07700 922002",
            ["location"] = "2 Heron Reach, WM8 1AB",
            ["person.1.phone"] = "07700 922002",
            ["person.1.address"] = "2 Heron Reach, WM8 1AB",
            ["prompt.injured"] = "Yes",
            ["person.2.phone"] = "07700 922001",
            ["person.2.address"] = "1 Heron Reach, WM8 1AA",
        }));
    }

    [Fact, Rule("PPL-7")]
    public async Task TwoWhoReportEachOther_AreShownSideBySide_ThroughJoinedRecords()
    {
        var (one, other) = await Pair();
        await one.Assess(Story.High);

        // A second record of her: the case under it is the same direction.
        var third = await app.Report();
        await app.Db(async db =>
        {
            var (a, b) = (await db.Cases.Where(c => c.Reference == one.Case).Select(c => c.VictimId).SingleAsync(), await db.Cases.Where(c => c.Reference == third.Case).Select(c => c.Victim).SingleAsync());
            db.Entry(b).Property(nameof(DaCaseManagement.People.Person.SameAsId)).CurrentValue = a;
            await db.SaveChangesAsync();
        });
        var underSecond = await one.Again(victim: await third.VictimRecord);
        var decoy = await app.Report();
        using var officer = await app.SignIn("response-officer");

        var page = await officer.Get($"/cases/{one.Case}/both-directions");

        var sides = page.Document.QuerySelectorAll(".direction");
        sides.Length.ShouldBe(2);
        sides[0].TextContent.ShouldContain(one.Incident);
        sides[0].TextContent.ShouldContain(underSecond.Incident);
        sides[0].TextContent.ShouldContain("High");
        sides[0].TextContent.ShouldNotContain(other.Incident);
        sides[1].TextContent.ShouldContain(other.Incident);
        sides[1].TextContent.ShouldContain("Common assault");
        sides[1].QuerySelectorAll("tbody tr").ShouldHaveSingleItem().Children[2].TextContent.ShouldBe("Yes");
        sides[1].TextContent.ShouldNotContain(one.Incident);
        page.Body.ShouldNotContain(third.Incident);
        page.Body.ShouldNotContain(decoy.Incident);
        foreach (var told in new[] { one, other })
        {
            (await (await officer.Get("/cases/" + told.Case)).Click("Both directions side by side")).Path.ShouldBe($"/cases/{told.Case}/both-directions");
            (await officer.Get("/incidents/" + told.Incident)).Document.QuerySelector(".counter").ShouldNotBeNull();
        }

        (await officer.Get("/cases/" + decoy.Case)).Document.QuerySelector(".counter").ShouldBeNull();
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "ViewBothDirections" && e.UserName == "response-officer" && (e.SubjectReference == one.Case || e.SubjectReference == other.Case)))).ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact, Rule("PPL-7"), Rule("CAS-8")]
    public async Task NeitherPartysContactDetails_AreOnTheOthersPages()
    {
        var (one, other) = await Pair();
        var (her, him) = (await one.VictimRecord, await one.SuspectRecord);
        foreach (var account in new[] { "response-officer", "specialist" })
        {
            using var browser = await app.SignIn(account);
            await NeitherIn(browser, $"/cases/{one.Case}/both-directions", [.. Hers, .. His]);
            await NeitherIn(browser, $"/people/{her}", His);
            await NeitherIn(browser, $"/people/{him}", Hers);
            await NeitherIn(browser, $"/cases/{one.Case}", His);
            await NeitherIn(browser, $"/cases/{other.Case}", Hers);
            await NeitherIn(browser, $"/incidents/{other.Incident}", Hers);
            await NeitherIn(browser, $"/incidents/{other.Incident}/print", Hers);
            (await browser.Get($"/people/{her}")).Text.ShouldContain("07700 922001");
            (await browser.Get($"/cases/{other.Case}")).Text.ShouldContain("07700 922002");
        }
    }

    [Fact, Rule("PPL-7")]
    public async Task TheDecision_IsKeptWithReasons_StandsOnBothCasesAndTheBriefing_AndALaterOneCorrectsIt()
    {
        var (one, other) = await Pair();
        var (her, him) = (await one.VictimRecord, await one.SuspectRecord);
        using var officer = await app.SignIn("response-officer");
        var form = await officer.Get($"/cases/{other.Case}/both-directions");
        form.Text.ShouldContain("has not been decided");

        var request = form.Request(new() { ["Aggressor"] = her, ["Basis"] = "Two accounts", ["Because"] = "First impression" });
        var body = await request.Content!.ReadAsStringAsync();
        (await officer.Follow(request)).Status.ShouldBe(HttpStatusCode.OK);
        await officer.Follow(new HttpRequestMessage(HttpMethod.Post, form.Path) { Content = new StringContent(body, System.Text.Encoding.ASCII, "application/x-www-form-urlencoded") });
        var again = await (await officer.Get($"/cases/{one.Case}/both-directions")).Submit(new() { ["Aggressor"] = him, ["Basis"] = "The doctor's note", ["Because"] = "Marks of being held off" });

        again.Status.ShouldBe(HttpStatusCode.OK);
        again.Text.ShouldContain("First impression");
        var kept = await app.Db(db => db.AggressorDecisions.Where(d => d.Case.Reference == one.Case).OrderBy(d => d.Id).Select(d => new { d.Aggressor!.Reference, d.Because, d.CorrectsId, d.Id, By = d.By.UserName }).ToListAsync());
        kept.Select(d => d.Reference).ShouldBe([her, him]);
        kept[1].CorrectsId.ShouldBe(kept[0].Id);
        kept.ShouldAllBe(d => d.By == "response-officer");
        foreach (var path in new[] { $"/cases/{one.Case}", $"/cases/{other.Case}", $"/incidents/{one.Incident}", $"/incidents/{other.Incident}/print" })
        {
            var banner = (await officer.Get(path)).Document.QuerySelector(".counter")!.TextContent;
            banner.ShouldContain("Marks of being held off", Shouldly.Case.Sensitive, path);
            banner.ShouldContain("corrects", Shouldly.Case.Sensitive, path);
        }

        foreach (var reference in new[] { one.Case, other.Case })
        {
            (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "aggressor.decided" && e.SubjectReference == reference))).ShouldBe(2);
            (await app.Db(db => db.Timeline.CountAsync(t => t.Headline.StartsWith("Primary aggressor") && db.Cases.Any(c => c.Id == t.CaseId && c.Reference == reference)))).ShouldBe(2);
        }
    }

    [Fact, Rule("PPL-7")]
    public async Task TheDecision_ByTwoAtOnce_TheSecondIsShownBoth()
    {
        var (one, other) = await Pair();
        using var first = await app.SignIn("response-officer");
        using var second = await app.SignIn("specialist");
        var mine = await first.Get($"/cases/{one.Case}/both-directions");
        var theirs = await second.Get($"/cases/{other.Case}/both-directions");

        await mine.Submit(new() { ["Aggressor"] = await one.SuspectRecord, ["Basis"] = "Seen", ["Because"] = "The first reasons" });
        var clash = await theirs.Submit(new() { ["Aggressor"] = DecidePrimaryAggressor.Neither, ["Basis"] = "Heard", ["Because"] = "The second reasons" });

        clash.Status.ShouldBe(HttpStatusCode.Conflict);
        clash.Text.ShouldContain("The first reasons");
        clash.Value("Because").ShouldBe("The second reasons");
        (await app.Db(db => db.AggressorDecisions.CountAsync(d => d.Case.Reference == one.Case))).ShouldBe(1);
        (await clash.Submit([])).Status.ShouldBe(HttpStatusCode.OK);
        (await app.Db(db => db.AggressorDecisions.Where(d => d.Case.Reference == one.Case).OrderBy(d => d.Id).Select(d => d.CorrectsId != null).ToListAsync())).ShouldBe([false, true]);
    }

    [Theory, Rule("PPL-7")]
    [InlineData("Aggressor", "")]
    [InlineData("Aggressor", "P-999999")]
    [InlineData("Basis", " ")]
    [InlineData("Because", "")]
    [InlineData("Because", "long")]
    [InlineData("Because", "She is on 07700 922001 now")]
    [InlineData("Basis", "Seen at WM8 1AA")]
    public async Task TheDecision_WithWhatCannotBe_IsRefusedByTheField(string field, string typed)
    {
        var (one, _) = await Pair();
        using var officer = await app.SignIn("response-officer");
        var values = new Dictionary<string, string> { ["Aggressor"] = await one.VictimRecord, ["Basis"] = "Seen", ["Because"] = "Reasons" };
        values[field] = typed == "long" ? new string('x', 2_001) : typed;

        var refused = await (await officer.Get($"/cases/{one.Case}/both-directions")).Submit(values);

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Document.QuerySelector($"#{field}-error").ShouldNotBeNull();
        (await app.Db(db => db.AggressorDecisions.CountAsync(d => d.Case.Reference == one.Case))).ShouldBe(0);
    }

    [Fact, Rule("PPL-7"), Rule("ACC-1")]
    public async Task ARestrictedCounterCase_IsNotGivenAway_AndStillKeepsContactDetailsApart()
    {
        var (one, other) = await Pair();
        await app.Send("specialist", new DecidePrimaryAggressor(one.Case, DecidePrimaryAggressor.Neither, "Veiled basis", "Veiled reasons", null));
        await other.Restrict();
        using var officer = await app.SignIn("response-officer");

        var page = await officer.Get($"/cases/{one.Case}");
        var both = await officer.Get($"/cases/{one.Case}/both-directions");

        page.Document.QuerySelector(".counter").ShouldBeNull();
        foreach (var shown in new[] { page, both, await officer.Get($"/incidents/{one.Incident}"), await officer.Get($"/people/{await one.VictimRecord}") })
        {
            shown.Body.ShouldNotContain(other.Case);
            shown.Body.ShouldNotContain(other.Incident);
        }

        both.Body.ShouldNotContain("Veiled");
        both.Document.QuerySelector("main form[method=post]").ShouldBeNull();
        page.Body.ShouldNotContain(His[0]);
        await Should.ThrowAsync<RefusedException>(() => app.Send("response-officer", new DecidePrimaryAggressor(one.Case, DecidePrimaryAggressor.Neither, "b", "r", null)));
        await Should.ThrowAsync<RecordNotFoundException>(() => app.Send("response-officer", new DecidePrimaryAggressor(other.Case, DecidePrimaryAggressor.Neither, "b", "r", null)));
    }

    private static async Task NeitherIn(Browser browser, string path, string[] details)
    {
        var page = await browser.Get(path);
        page.Status.ShouldBe(HttpStatusCode.OK, path);
        foreach (var detail in details)
        {
            page.Body.ShouldNotContain(detail, Shouldly.Case.Insensitive, path);
        }
    }
}
