using System.Net;
using System.Text.Json;

using DaCaseManagement.Incidents;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Tests;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Incidents;

public sealed class ReportTests(ForceApp app) : IClassFixture<ForceApp>
{
    private const string Form = "form[data-call]";

    [Fact, Rule("REC-1")]
    public async Task Post_WhenOnlyANumberIsKnown_KeepsTheReport()
    {
        using var handler = await app.SignIn("call-handler");
        var page = await handler.Get("/incidents/report");

        var kept = await page.Submit(new() { ["caller-number"] = "07700 900111" }, Form, "button[value=save]");

        kept.Status.ShouldBe(HttpStatusCode.OK);
        kept.Value("caller-number").ShouldBe("07700 900111");
        var row = await app.Db(db => db.Incidents.SingleAsync(i => i.CallerNumber == "07700 900111"));
        row.Status.ShouldBe(IncidentStatus.BeingTaken);
        row.CallerNumberKey.ShouldBe("+447700900111");
        kept.Path.ShouldEndWith(row.Reference);
        (await app.Db(db => db.AuditEvents.AnyAsync(e => e.Code == "report.started" && e.SubjectReference == row.Reference))).ShouldBeTrue();
    }

    [Fact, Rule("REC-1")]
    public async Task PostField_AsEachFieldIsLeft_KeepsItAndItsHistory()
    {
        using var handler = await app.SignIn("call-handler");
        var page = await handler.Get("/incidents/report");

        var first = await Field(page, "caller-number", "07700 900112", "");
        var second = await Field(page, "what-happened", "Glass broken.", "");

        first.Status.ShouldBe(HttpStatusCode.OK);
        var reference = JsonDocument.Parse(second.Body).RootElement.GetProperty("reference").GetString()!;
        var incident = await app.Db(db => db.Incidents.SingleAsync(i => i.Reference == reference));
        (incident.CallerNumber, incident.WhatHappened).ShouldBe(("07700 900112", "Glass broken."));
        var changes = await app.Db(db => db.IncidentChanges.Where(c => c.IncidentId == incident.Id).OrderBy(c => c.Id).Select(c => c.Field).ToListAsync());
        changes.ShouldBe(["caller-number", "what-happened"]);
    }

    [Fact, Rule("REC-1")]
    public async Task PostField_WhenSomebodyElseChangedIt_ShowsBothAndOverwritesNothing()
    {
        using var handler = await app.SignIn("call-handler");
        using var supervisor = await app.SignIn("control-room-supervisor");
        var page = await handler.Get("/incidents/report");
        var reference = Reference(await Field(page, "location", "3 Tern Row", ""));
        var other = await supervisor.Get("/incidents/report/" + reference);
        await Field(other, "location", "5 Tern Row", "3 Tern Row");

        var clash = await Field(page, "location", "7 Tern Row", "3 Tern Row");

        clash.Status.ShouldBe(HttpStatusCode.Conflict);
        var answer = JsonDocument.Parse(clash.Body).RootElement;
        answer.GetProperty("theirs").GetString().ShouldBe("5 Tern Row");
        answer.GetProperty("yours").GetString().ShouldBe("7 Tern Row");
        (await app.Db(db => db.Incidents.Where(i => i.Reference == reference).Select(i => i.Location).SingleAsync())).ShouldBe("5 Tern Row");
    }

    [Fact, Rule("REC-1")]
    public async Task Post_WhenTwoPeopleSaveTheWholeForm_TheSecondSeesBothVersionsThenDecides()
    {
        using var handler = await app.SignIn("call-handler");
        using var supervisor = await app.SignIn("control-room-supervisor");
        var started = await (await handler.Get("/incidents/report")).Submit(new() { ["location"] = "9 Skua Lane", ["caller-name"] = "Wilf" }, Form, "button[value=save]");
        var theirs = await supervisor.Get(started.Path);
        await theirs.Submit(new() { ["location"] = "11 Skua Lane" }, Form, "button[value=save]");

        var clash = await started.Submit(new() { ["location"] = "13 Skua Lane", ["what-happened"] = "Still shouting" }, Form, "button[value=save]");

        clash.Status.ShouldBe(HttpStatusCode.Conflict);
        clash.Text.ShouldContain("11 Skua Lane");
        clash.Value("location").ShouldBe("13 Skua Lane");
        clash.Value("what-happened").ShouldBe("Still shouting");
        var decided = await clash.Submit([], Form, "button[value=save]");
        decided.Status.ShouldBe(HttpStatusCode.OK);
        decided.Value("location").ShouldBe("13 Skua Lane");
        decided.Value("what-happened").ShouldBe("Still shouting");
    }

    [Fact, Rule("REC-1")]
    public async Task Post_WhenTwoPeopleChangeDifferentFields_KeepsBoth()
    {
        using var handler = await app.SignIn("call-handler");
        using var supervisor = await app.SignIn("control-room-supervisor");
        var started = await (await handler.Get("/incidents/report")).Submit(new() { ["caller-number"] = "07700 900113" }, Form, "button[value=save]");
        var theirs = await supervisor.Get(started.Path);
        await theirs.Submit(new() { ["caller-name"] = "Hester" }, Form, "button[value=save]");

        var mine = await started.Submit(new() { ["what-happened"] = "Crying heard" }, Form, "button[value=save]");

        mine.Status.ShouldBe(HttpStatusCode.OK);
        mine.Value("caller-name").ShouldBe("Hester");
        mine.Value("what-happened").ShouldBe("Crying heard");
    }

    [Fact, Rule("REC-1")]
    public async Task Post_WhenTheFormIsSentTwiceAtOnce_MakesOneReport()
    {
        using var handler = await app.SignIn("call-handler");
        var page = await handler.Get("/incidents/report");
        var values = new Dictionary<string, string> { ["caller-number"] = "07700 900114", ["response"] = "Immediate" };

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => page.Submit(values, Form, "button[value=finish]")));

        both.ShouldAllBe(p => p.Status == HttpStatusCode.OK);
        both.Select(p => p.Path).Distinct().Count().ShouldBe(1);
        (await app.Db(db => db.Incidents.CountAsync(i => i.CallerNumberKey == "+447700900114"))).ShouldBe(1);
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "incident.recorded" && db.Incidents.Any(i => i.Reference == e.SubjectReference && i.CallerNumberKey == "+447700900114")))).ShouldBe(1);
    }

    [Fact, Rule("REC-1")]
    public async Task Post_AfterTheBackButton_ChangesTheSameReport()
    {
        using var handler = await app.SignIn("call-handler");
        var page = await handler.Get("/incidents/report");
        await page.Submit(new() { ["caller-number"] = "07700 900115" }, Form, "button[value=save]");

        await page.Submit(new() { ["caller-number"] = "07700 900115", ["caller-name"] = "Gwenda" }, Form, "button[value=save]");

        var rows = await app.Db(db => db.Incidents.Where(i => i.CallerNumberKey == "+447700900115").ToListAsync());
        rows.ShouldHaveSingleItem().CallerName.ShouldBe("Gwenda");
    }

    [Fact, Rule("REC-3"), Rule("REC-5")]
    public async Task Finish_WhenSlowerThanTheFactsSuggest_AsksWhyAndKeepsEverything()
    {
        using var handler = await app.SignIn("call-handler");
        var page = await handler.Get("/incidents/report");

        var refused = await page.Submit(new() { ["caller-number"] = "07700 900116", ["prompt.injured"] = "Yes", ["response"] = "Appointment" }, Form, "button[value=finish]");

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        foreach (var field in new[] { "slower-because", "appointment-agreed", "appointment-safe", "appointment-because", "appointment-at" })
        {
            refused.Document.QuerySelector($"#{field}-error").ShouldNotBeNull(field);
        }

        refused.Value("caller-number").ShouldBe("07700 900116");
        (await app.Db(db => db.Incidents.SingleAsync(i => i.CallerNumberKey == "+447700900116"))).Status.ShouldBe(IncidentStatus.BeingTaken);
    }

    [Fact, Rule("REC-5")]
    public async Task Finish_WithAnAppointmentTheVictimWants_IsKept()
    {
        using var handler = await app.SignIn("call-handler");
        var page = await handler.Get("/incidents/report");
        var tomorrow = DaCaseManagement.Clocks.LocalTime.Of(app.Clock.Now.AddDays(1)).ToString("d/M/yyyy HH:mm", System.Globalization.CultureInfo.InvariantCulture);

        var done = await page.Submit(new()
        {
            ["caller-number"] = "07700 900117",
            ["response"] = "Appointment",
            ["appointment-at"] = tomorrow,
            ["appointment-because"] = "Safe at her mother's",
            ["appointment-agreed"] = "yes",
            ["appointment-safe"] = "yes",
        }, Form, "button[value=finish]");

        done.Status.ShouldBe(HttpStatusCode.OK);
        var incident = await app.Db(db => db.Incidents.SingleAsync(i => i.CallerNumberKey == "+447700900117"));
        incident.AppointmentAt!.Value.ShouldBe(app.Clock.Now.AddDays(1), TimeSpan.FromMinutes(2));
        incident.Status.ShouldBe(IncidentStatus.Open);
    }

    [Fact, Rule("REC-2")]
    public async Task History_ByNumberAddressAndMisspeltName_FindsThePersonAndNotTheDecoy()
    {
        var earlier = await app.Report("Featherstonehaugh", number: "07700 900118", location: "21 Petrel Close, WM9 1AB");
        await app.Report("Decoyson", number: "07700 900119", location: "99 Elsewhere Road, WM9 9ZZ");
        using var handler = await app.SignIn("call-handler");
        var page = await handler.Get("/incidents/report");

        foreach (var typed in new Dictionary<string, string>[] { new() { ["caller-number"] = "+44 7700 900118" }, new() { ["location"] = "21 petrel cl" }, new() { ["person.1.family"] = "Fetherstonhough", ["person.1.given"] = "O" }, new() { ["person.1.family"] = "Feathersto" } })
        {
            var request = page.Request(typed, Form);
            request.RequestUri = new Uri("/incidents/report?handler=History", UriKind.Relative);
            var history = await handler.Follow(request);

            history.Status.ShouldBe(HttpStatusCode.OK);
            var because = string.Join(" ", typed.Keys);
            history.Text.ShouldContain(earlier.Incident.Length > 0 && typed.ContainsKey("person.1.family") ? earlier.Victim : earlier.Incident, Case.Sensitive, because);
            history.Text.ShouldNotContain("Decoyson");
        }

        (await app.Db(db => db.AuditEvents.AnyAsync(e => e.Code == "FindHistory" && e.SubjectReference == earlier.Incident))).ShouldBeTrue();
    }

    [Fact, Rule("REC-8")]
    public async Task Finish_WhenThePersonIsChosenFromHistory_CountsTheRepeatAndKeepsOneCase()
    {
        var first = await app.Report("Marchbanks", number: "07700 900120");
        var person = await app.Db(db => db.Cases.Where(c => c.Reference == first.Case).Select(c => new { Victim = c.Victim.Reference, Suspect = c.Perpetrator!.Reference }).SingleAsync());
        using var handler = await app.SignIn("call-handler");
        var page = await handler.Get("/incidents/report");

        // The button the history panel offers.
        var chosen = await page.Submit(new() { ["caller-number"] = "07700 900777", ["action"] = "choose:1:" + person.Victim }, Form);
        chosen = await chosen.Submit(new() { ["action"] = "choose:2:" + person.Suspect }, Form);
        var done = await chosen.Submit(new() { ["response"] = "Priority" }, Form, "button[value=finish]");

        done.Status.ShouldBe(HttpStatusCode.OK);
        done.Text.ShouldContain("Repeat victim: 2 in 12 months");
        (await app.Db(db => db.CaseIncidents.CountAsync(c => c.Case.Reference == first.Case))).ShouldBe(2);
    }

    [Fact, Rule("REC-7"), Rule("REC-4")]
    public async Task Briefing_ShowsWhatWasNotAskedAndRecordsThatItWasPassedOn()
    {
        var told = await app.Report();
        using var supervisor = await app.SignIn("control-room-supervisor");
        var page = await supervisor.Get("/incidents/" + told.Incident);
        page.Document.QuerySelector(".gaps")!.TextContent.ShouldContain("weapons");

        var alone = await page.Submit(new() { ["To"] = "WM12", ["Officers"] = "1" }, "form.inline-form");

        alone.Text.ShouldContain("One officer alone");
        var incident = await app.Db(db => db.Incidents.SingleAsync(i => i.Reference == told.Incident));
        (incident.BriefedTo, incident.OfficersSent).ShouldBe(("WM12", 1));
        (await app.Db(db => db.AuditEvents.AnyAsync(e => e.Code == "briefing.passed-on" && e.SubjectReference == told.Incident))).ShouldBeTrue();
        var paper = await supervisor.Get($"/incidents/{told.Incident}/print");
        paper.Status.ShouldBe(HttpStatusCode.OK);
        paper.Document.QuerySelector("nav").ShouldBeNull();
    }

    private static string Reference(WebPage saved) => JsonDocument.Parse(saved.Body).RootElement.GetProperty("reference").GetString()!;

    private static Task<WebPage> Field(WebPage page, string field, string value, string was)
    {
        var request = page.Request(new() { ["field"] = field, ["value"] = value, ["was"] = was }, Form);
        request.RequestUri = new Uri("/incidents/report?handler=Field", UriKind.Relative);
        request.Headers.Add("X-Form-Key", Guid.NewGuid().ToString());
        return page.Send(request);
    }
}
