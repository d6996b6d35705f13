using System.Net;

using DaCaseManagement.Audit;
using DaCaseManagement.IntegrationTests.App;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Audit;

public sealed class AuditLogTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("ACC-2")]
    public async Task ReadingAndWriting_AreLoggedWithWhoAndWhat()
    {
        var told = await app.Report();
        var decoy = await app.Report();
        using var officer = await app.SignIn("response-officer");
        var from = await app.Db(db => db.AuditEvents.MaxAsync(e => e.Sequence));
        await officer.Get("/incidents/" + told.Incident);
        var form = await officer.Get($"/cases/{told.Case}/safe-contact");
        await form.Submit(new() { ["Number"] = "07700 900222" });

        var logged = await app.Db(db => db.AuditEvents.Where(e => e.Sequence > from && e.UserName == "response-officer").OrderBy(e => e.Sequence).ToListAsync());

        logged.ShouldContain(e => e.Act == AuditAct.Consultation && e.SubjectReference == told.Incident);
        logged.ShouldContain(e => e.Code == "safe-contact.kept" && e.SubjectReference == told.Case);
        logged.ShouldNotContain(e => e.SubjectReference == decoy.Incident || e.SubjectReference == decoy.Case);
        logged.ShouldAllBe(e => e.Detail == null || (!e.Detail.Contains("07700") && !e.Detail.Contains("Quellmark")));
        (await Verify()).Bad.ShouldBeNull();
    }

    [Fact, Rule("ACC-2")]
    public async Task WhenTheLogCannotBeWritten_NothingIsShownAndNothingIsKept()
    {
        var told = await app.Report("Unshownleigh", number: "07700 900861");
        using var officer = await app.SignIn("response-officer");
        var form = await officer.Get($"/cases/{told.Case}/safe-contact");
        await app.Db(db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER no_log BEFORE INSERT ON AuditEvents BEGIN SELECT RAISE(ABORT, 'the log is full'); END"));
        try
        {
            foreach (var path in new[] { $"/cases/{told.Case}", $"/incidents/{told.Incident}", $"/incidents/{told.Incident}/print", $"/incidents/report/{told.Incident}", $"/risk/assess/{told.Incident}/{told.Case}" })
            {
                var hidden = await officer.Get(path);
                hidden.Status.ShouldBe(HttpStatusCode.InternalServerError, path);
                hidden.Body.ShouldNotContain("Unshownleigh");
                hidden.Text.ShouldContain("service desk");
            }

            (await form.Submit(new() { ["Number"] = "07700 900862" })).Status.ShouldBe(HttpStatusCode.InternalServerError);
            using var other = app.Open();
            var page = await other.Get("/sign-in");
            (await page.Submit(new() { ["UserName"] = "analyst", ["Password"] = Seeding.DemonstrationAccounts.Password }, "form:has(input[type=password])")).Status.ShouldBe(HttpStatusCode.InternalServerError);
            (await other.Get("/account")).Document.QuerySelector("input[type=password]").ShouldNotBeNull();
        }
        finally
        {
            await app.Db(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER no_log"));
        }

        (await app.Db(db => db.Cases.Where(c => c.Reference == told.Case).Select(c => c.SafeContact.Number).SingleAsync())).ShouldBeNull();
        (await officer.Get("/cases/" + told.Case)).Body.ShouldContain("Unshownleigh");
        (await Verify()).Bad.ShouldBeNull();
    }

    [Fact, Rule("ACC-2")]
    public async Task AuditorsPage_FiltersAndPagesThroughTheWholeLog()
    {
        var told = await app.Report();
        using var officer = await app.SignIn("specialist");
        for (var n = 0; n < 45; n++)
        {
            await officer.Get("/incidents/" + told.Incident);
        }

        using var auditor = await app.SignIn("auditor");
        var first = await auditor.Get($"/audit?UserName=specialist&Act=Consultation&SubjectReference={told.Incident.ToLowerInvariant()}");
        first.Document.QuerySelectorAll(".audit-lines tbody tr").Length.ShouldBe(50);
        var second = await first.Click("Older");
        var all = new[] { first, second }.SelectMany(p => p.Document.QuerySelectorAll(".audit-lines tbody tr")).ToList();
        all.Count.ShouldBe(await app.Db(db => db.AuditEvents.CountAsync(e => e.UserName == "specialist" && e.Act == AuditAct.Consultation && e.SubjectReference == told.Incident)));
        all.ShouldAllBe(r => r.TextContent.Contains("Helen Brathwaite", StringComparison.Ordinal) && r.TextContent.Contains(told.Incident, StringComparison.Ordinal));
        all.Select(r => long.Parse(r.QuerySelector("td")!.TextContent, System.Globalization.CultureInfo.InvariantCulture)).ShouldBeInOrder(SortDirection.Descending);

        (await auditor.Get("/audit?Code=report.started&From=1/1/2001&To=2/1/2001")).Text.ShouldContain("No line fits");
        foreach (var (query, field) in new[] { ("From=31/2/2026", "From"), ("From=2/2/2026&To=1/2/2026", "To"), ("Act=Nonsense", "Act"), ("Code=" + new string('c', 500), "Code") })
        {
            var refused = await auditor.Get("/audit?" + query);
            refused.Status.ShouldBe(HttpStatusCode.BadRequest, query);
            refused.Document.QuerySelector($"#{field}-error").ShouldNotBeNull(query);
            refused.Document.QuerySelector(".audit-lines").ShouldBeNull(query);
        }

        (await app.Db(db => db.AuditEvents.AnyAsync(e => e.UserName == "auditor" && e.Code == "ListAuditEvents"))).ShouldBeTrue("who reads the log is in it");
    }

    [Fact, Rule("ACC-2")]
    public async Task WhoLookedAtAPerson_ShowsEverybodyWhoDid_AndNobodyElse()
    {
        var told = await app.Report();
        var decoy = await app.Report();
        using var officer = await app.SignIn("neighbourhood-officer");
        using var other = await app.SignIn("specialist-supervisor");
        await officer.Get("/cases/" + told.Case);
        await other.Get("/cases/" + decoy.Case);
        var person = await app.Db(db => db.Cases.Where(c => c.Reference == told.Case).Select(c => c.Victim.Reference).SingleAsync());
        using var auditor = await app.SignIn("auditor");
        var page = await auditor.Get("/audit/people");

        var lookers = await page.Submit(new() { ["Reference"] = " " + person.ToLowerInvariant() });

        lookers.Path.ShouldContain(person);
        lookers.Text.ShouldContain("neighbourhood-officer");
        lookers.Text.ShouldNotContain("specialist-supervisor");
        lookers.Body.ShouldNotContain(told.Victim);
        var name = await page.Submit(new() { ["Reference"] = told.Victim });
        name.Status.ShouldBe(HttpStatusCode.BadRequest);
        name.Path.ShouldNotContain("Quellmark");
        name.Errors.ShouldHaveSingleItem().ShouldContain("P-000123");
        (await page.Submit(new() { ["Reference"] = "" })).Errors.ShouldBe(["Enter a person's reference"]);
    }

    private Task<AuditVerificationResult> Verify() => app.Db(db => new AuditVerification(db, AuditAnchor.ReadAll(app.DataDirectory)).Run(CancellationToken.None));
}
