using System.Net;

using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Risk;

public sealed class UnassessedTests(ForceApp app) : IClassFixture<ForceApp>
{
    private const string Page = "/risk/unassessed";

    [Fact, Rule("RSK-5")]
    public async Task EveryIncidentWithoutAnAssessment_IsListedWithAgeOwnerAndWhy_UntilItHasOne()
    {
        var (told, decoy) = (await app.Report(), await app.Report());
        await decoy.Assess(Story.Standard);
        using var supervisor = await app.SignIn("response-supervisor");
        var row = await Row(supervisor, told.Incident);
        row.ShouldContain("No assessment has been begun");
        row.ShouldContain("Response City");
        (await Everything(supervisor)).ShouldNotContain(decoy.Incident);

        await app.Send("response-officer", new SaveAssessment(told.Incident, told.Case, null, Story.Medium));
        row = await Row(supervisor, told.Incident);
        row.ShouldContain("Begun and not submitted");
        row.ShouldContain("Tom Askwith");

        var total = await Total(supervisor);
        await told.Assess(Story.Medium);
        (await Everything(supervisor)).ShouldNotContain(told.Incident);
        (await Total(supervisor)).ShouldBe(total - 1);
    }

    [Fact, Rule("RSK-5")]
    public async Task AFilter_NarrowsTheRowsAndNeverTheTotal()
    {
        var told = await app.Report();
        using var supervisor = await app.SignIn("response-supervisor");
        var (whole, oldest) = (await Total(supervisor), (await supervisor.Get(Page)).Document.QuerySelector("#force-oldest")!.TextContent);
        var elsewhere = await app.Db(db => db.Areas.Where(a => a.Code == "NORTH").Select(a => a.Id).SingleAsync());
        var nobody = await app.Db(db => db.Units.Where(u => u.Code == "HQ").Select(u => u.Id).SingleAsync());

        foreach (var filter in new[] { $"?Area={elsewhere}", $"?Unit={nobody}", $"?Area={elsewhere}&Unit={nobody}", "?After=999999999999999999-1-1", "?After=rubbish" })
        {
            var page = await supervisor.Get(Page + filter);
            page.Document.QuerySelector("#force-total")!.TextContent.ShouldBe(whole.ToString(System.Globalization.CultureInfo.InvariantCulture), filter);
            page.Document.QuerySelector("#force-oldest")!.TextContent.ShouldBe(oldest, filter);
            page.Text.Contains(told.Incident, StringComparison.Ordinal).ShouldBe(filter.Contains("rubbish", StringComparison.Ordinal) && whole <= ListUnassessedHandler.PageSize, filter);
        }
    }

    [Fact, Rule("RSK-5"), Rule("INV-6")]
    public async Task ARestrictedRecord_IsInTheTotalAndTellsNothingElse()
    {
        var told = await app.Report();
        using var supervisor = await app.SignIn("response-supervisor");
        var before = await Total(supervisor);
        await told.Restrict();

        (await Total(supervisor)).ShouldBe(before);
        var seen = await Everything(supervisor);
        seen.ShouldContain("Restricted: with the specialist unit");
        seen.ShouldNotContain(told.Incident);
        seen.ShouldNotContain(told.Case);
        var city = await app.Db(db => db.Areas.Where(a => a.Code == "CITY").Select(a => a.Id).SingleAsync());
        (await Everything(supervisor, $"?Area={city}")).ShouldNotContain("Restricted: with");
        using var specialist = await app.SignIn("specialist-supervisor");
        (await Everything(specialist)).ShouldContain(told.Incident);
        (await supervisor.Get($"/risk/exception/{told.Incident}/{told.Case}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact, Rule("RSK-5"), Rule("INV-6")]
    public async Task WhoeverOpensNoCase_SeesAgesAndUnitsAndNoReference()
    {
        var told = await app.Report();
        using var analyst = await app.SignIn("analyst");

        var seen = await Everything(analyst);

        seen.ShouldContain("Response City");
        seen.ShouldNotContain("DA-");
        seen.ShouldNotContain(told.Case);
    }

    [Fact, Rule("RSK-5")]
    public async Task AnException_IsAskedByTheOfficerAndDecidedBySomebodyElse()
    {
        var told = await app.Report();
        using var officer = await app.SignIn("response-officer");
        var path = $"/risk/exception/{told.Incident}/{told.Case}";
        var page = await officer.Get(path);
        (await page.Submit(new() { ["Reason"] = " " }, "form[action*='Ask']")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await page.Submit(new() { ["Reason"] = "Gone abroad before we came." }, "form[action*='Ask']")).Status.ShouldBe(HttpStatusCode.OK);
        using var supervisor = await app.SignIn("response-supervisor");
        (await Row(supervisor, told.Incident)).ShouldContain("Gone abroad before we came.");
        (await OpenKinds(told)).ShouldBe(["Assessment", "ExceptionDecision"]);

        (await officer.Get(path)).Document.QuerySelector("form[action*='Decide']").ShouldBeNull();
        var decide = await supervisor.Get(path);
        (await decide.Submit(new() { ["Approve"] = "True", ["Words"] = "" }, "form[action*='Decide']")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await decide.Submit(new() { ["Approve"] = "True", ["Words"] = "Seen the ticket; IDVA told." }, "form[action*='Decide']")).Status.ShouldBe(HttpStatusCode.OK);

        (await Everything(supervisor)).ShouldNotContain(told.Incident);
        (await OpenKinds(told)).ShouldBeEmpty();
        (await app.Db(db => db.AuditEvents.Where(e => e.SubjectReference == told.Case && (e.Code == "exception.asked" || e.Code == "exception.decided")).OrderBy(e => e.Sequence).Select(e => e.Code).ToListAsync())).ShouldBe(["exception.asked", "exception.decided"]);
        (await officer.Get("/")).Text.ShouldContain("Seen the ticket; IDVA told.");

        // What was let go can still be assessed: then the exception is withdrawn and nothing of it is lost.
        await told.Assess(Story.Standard);
        (await app.Db(db => db.Exemptions.Include(e => e.Steps).SingleAsync(e => e.Case.Reference == told.Case))).Steps.OrderBy(s => s.Id).Select(s => s.Stage).ShouldBe([ExemptionStage.Asked, ExemptionStage.Approved, ExemptionStage.Withdrawn]);
    }

    [Fact, Rule("RSK-5")]
    public async Task AnException_IsNotDecidedByWhoAskedNorTwice()
    {
        var told = await app.Report();
        var id = await app.Send("response-supervisor", new AskExemption(told.Incident, told.Case, "Not reached."));

        (await Should.ThrowAsync<RefusedException>(() => app.Send("response-supervisor", new DecideExemption(id, true, "Fine.")))).Rule.ShouldBe("RSK-5");
        (await Should.ThrowAsync<RefusedException>(() => app.Send("response-officer", new AskExemption(told.Incident, told.Case, "Again.")))).Rule.ShouldBe("RSK-5");
        await Should.ThrowAsync<NotPermittedException>(() => app.Send("response-officer", new DecideExemption(id, true, "Fine.")));
        (await app.Send("response-supervisor-2", new DecideExemption(id, false, "Try once more."))).ShouldBe(ExemptionStage.Refused);
        (await Should.ThrowAsync<RefusedException>(() => app.Send("specialist-supervisor", new DecideExemption(id, true, "Fine.")))).Message.ShouldContain("already been decided");
        using var supervisor = await app.SignIn("response-supervisor");
        (await Row(supervisor, told.Incident)).ShouldContain("Exception refused");
        (await OpenKinds(told)).ShouldBe(["Assessment"]);
    }

    [Fact, Rule("RSK-5")]
    public async Task AnExceptionThatWaits_IsWithdrawnByTheAssessment()
    {
        var told = await app.Report();
        await app.Send("response-officer", new AskExemption(told.Incident, told.Case, "Not reached."));

        await told.Assess(Story.Standard);

        (await app.Db(db => db.Exemptions.Where(e => e.Case.Reference == told.Case).Select(e => e.Stage).SingleAsync())).ShouldBe(ExemptionStage.Withdrawn);
        (await OpenKinds(told)).ShouldBe(["SupervisorSignOff"]);
        (await Should.ThrowAsync<RefusedException>(() => app.Send("response-officer", new AskExemption(told.Incident, told.Case, "Late.")))).Rule.ShouldBe("RSK-5");
    }

    [Fact, Rule("RSK-5"), Rule("INV-2")]
    public async Task ALostDeadline_IsShownAndOpenedAgainAsDueAsItWas()
    {
        var told = await app.Report();
        var due = await app.Db(db => db.Deadlines.Where(d => d.Kind == "Assessment" && d.Subject.StartsWith(told.Incident)).Select(d => d.DueAt).SingleAsync());
        await app.Db(db => db.Deadlines.Where(d => d.Kind == "Assessment" && d.Subject.StartsWith(told.Incident)).ExecuteDeleteAsync());
        using var supervisor = await app.SignIn("response-supervisor");
        (await Row(supervisor, told.Incident)).ShouldContain("nobody was asked");
        (await app.Send("chief-officer", new LookForLost())).Lost.ShouldBeTrue();

        await app.Send("chief-officer", new ReopenLost());

        var again = await app.Db(db => db.Deadlines.Where(d => d.IsOpen && d.Kind == "Assessment" && d.Subject == $"{told.Incident} {told.Case}").SingleAsync());
        again.DueAt.ShouldBe(due, TimeSpan.FromMinutes(1));
        (await Row(supervisor, told.Incident)).ShouldContain("Response City");
        (await app.Send("chief-officer", new LookForLost())).Lost.ShouldBeFalse();
        (await app.Send("chief-officer", new ReopenLost())).ShouldBe(0);
    }

    private static async Task<string> Row(Browser browser, string incident)
    {
        for (var path = Page; ;)
        {
            var page = await browser.Get(path);
            if (page.Document.QuerySelectorAll("tbody tr").FirstOrDefault(r => r.TextContent.Contains(incident, StringComparison.Ordinal)) is { } row)
            {
                return string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            }

            path = page.Document.QuerySelectorAll("main a").LastOrDefault(a => a.TextContent == "Later")?.GetAttribute("href") ?? throw new ShouldAssertException($"{incident} is not on the list");
        }
    }

    private static async Task<string> Everything(Browser browser, string filter = "")
    {
        var all = "";
        for (var path = Page + filter; path is not null;)
        {
            var page = await browser.Get(path);
            all += page.Document.QuerySelector("tbody")?.TextContent;
            path = page.Document.QuerySelectorAll("main a").LastOrDefault(a => a.TextContent == "Later")?.GetAttribute("href")!;
        }

        return all;
    }

    private static async Task<int> Total(Browser browser) =>
        int.Parse((await browser.Get(Page)).Document.QuerySelector("#force-total")!.TextContent, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);

    private Task<List<string>> OpenKinds(Told told) => app.Db(db => db.Deadlines.Where(d => d.IsOpen && d.CaseId == db.Cases.Single(c => c.Reference == told.Case).Id && DaCaseManagement.Worklists.WorkGroups.KindsOf(DaCaseManagement.Worklists.WorkGroup.Risk).Contains(d.Kind)).Select(d => d.Kind).OrderBy(k => k).ToListAsync());
}
