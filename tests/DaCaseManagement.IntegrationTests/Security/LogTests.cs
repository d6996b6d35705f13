using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Security;

/// <summary>The console's log goes to people and machines that may not see a case: nothing of anybody is in it.</summary>
public sealed class LogTests(ForceApp app) : IClassFixture<ForceApp>
{
    private const string Form = "form[data-call]";

    [Fact, Rule("ACC-2")]
    public async Task AfterAJourney_NothingPersonalWasLogged()
    {
        string[] planted = ["Zephyrine", "Oddlington-Vane", "Barnabus", "Crakehall", "900 771", "900771", "Kittiwake Steps", "WM7 7ZZ", "red front door", "marigold", "12/9/1977", "sleeps-with-a-knife", "Hunter2-is-wrong"];
        using var handler = await app.SignIn("call-handler");
        var page = await handler.Get("/incidents/report");
        var typed = new Dictionary<string, string>
        {
            ["caller-number"] = "07700 900771",
            ["caller-name"] = "Zephyrine",
            ["location"] = "4 Kittiwake Steps, WM7 7ZZ",
            ["what-happened"] = "At the red front door; sleeps-with-a-knife",
            ["response"] = "Immediate",
            ["person.1.given"] = "Zephyrine",
            ["person.1.family"] = "Oddlington-Vane",
            ["person.1.born"] = "12/9/1977",
            ["person.2.given"] = "Barnabus",
            ["person.2.family"] = "Crakehall",
        };
        var history = page.Request(typed, Form);
        history.RequestUri = new Uri("/incidents/report?handler=History", UriKind.Relative);
        await handler.Follow(history);
        var done = await page.Submit(typed, Form, "button[value=finish]");
        var incident = await app.Db(db => db.Incidents.SingleAsync(i => i.CallerNumberKey == "+447700900771"));
        var reference = await app.Db(db => db.CaseIncidents.Where(c => c.IncidentId == incident.Id).Select(c => c.Case.Reference).SingleAsync());
        await new Told(app, incident.Reference, reference, "Zephyrine Oddlington-Vane").Assess(Story.Entry(Grade.High, 2, 6, 15, 18));
        using var officer = await app.SignIn("response-officer");
        await officer.Get("/cases/" + reference);
        await (await officer.Get($"/cases/{reference}/safe-contact")).Submit(new() { ["Number"] = "07700 900771", ["CodeWord"] = "marigold" });

        // What goes wrong is where names slip out: wrong answers, pages that are not there, a database that complains.
        await (await officer.Get($"/cases/{reference}/safe-contact")).Submit(new() { ["Number"] = new string('9', 500) + "Zephyrine" });
        await officer.Get("/cases/Oddlington-Vane");
        await officer.Get("/cases?before=Oddlington-Vane&kind=Zephyrine");
        await officer.Get("/no-such/Oddlington-Vane?name=Zephyrine");
        using var nobody = app.Open();
        await (await nobody.Get("/sign-in")).Submit(new() { ["UserName"] = "Zephyrine", ["Password"] = "Hunter2-is-wrong" }, "form:has(input[type=password])");
        await app.Db(db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER complain BEFORE INSERT ON IncidentChanges BEGIN SELECT RAISE(ABORT, 'Oddlington-Vane'); END"));
        var failed = await (await handler.Get("/incidents/report")).Submit(typed, Form, "button[value=save]");
        await app.Db(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER complain"));

        done.Status.ShouldBe(System.Net.HttpStatusCode.OK);
        failed.Status.ShouldBe(System.Net.HttpStatusCode.InternalServerError);
        app.Log.Lines.ShouldContain(l => l.Contains("Fault ", StringComparison.Ordinal), "the test sees the log at all");
        app.Log.Lines.ShouldContain(l => l.Contains("/cases/{reference}", StringComparison.Ordinal));

        // What the console shows: the framework's own chatter is not let through to it (Startup/Logging.cs).
        var shown = app.Log.Lines.Where(l => !l.StartsWith("Microsoft.", StringComparison.Ordinal)).ToList();
        foreach (var word in planted.Append(reference).Append(incident.Reference))
        {
            shown.ShouldNotContain(l => l.Contains(word, StringComparison.OrdinalIgnoreCase), word);
        }

        // Nor is any of it in the audit's details.
        (await app.Db(db => db.AuditEvents.Where(e => e.Detail != null).Select(e => e.Detail!).ToListAsync())).ShouldNotContain(d => planted.Any(p => d.Contains(p, StringComparison.OrdinalIgnoreCase)));
    }
}
