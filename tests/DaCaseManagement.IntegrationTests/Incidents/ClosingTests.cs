using System.Net;

using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.Incidents;
using DaCaseManagement.Incidents.Closing;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Incidents;

/// <summary>REC-9 by the page, the row, the log, the decoy and whoever may not.</summary>
public sealed class ClosingTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("REC-9"), Rule("CAS-3")]
    public async Task AnIncident_IsSuppliedAskedEndorsedAnsweredAndClosed_ByThePage()
    {
        var child = new Dictionary<string, string?> { ["person.3.given"] = "Wilf", ["person.3.family"] = "Quellmark" };
        var (told, decoy) = (await app.Report(also: child), await app.Report(also: child));
        await told.Assess(Story.High);
        var path = $"/incidents/{told.Incident}/close";
        using var officer = await app.SignIn("response-officer");
        using var sergeant = await app.SignIn("response-supervisor");
        using var inspector = await app.SignIn("control-room-supervisor");

        var page = await officer.Get(path);
        States(page).ShouldBe(["Assessment Done", "ChildrenSeen Missing", "SafetyActions Missing", "SafetyPlan Missing", "PositiveAction Missing", "SergeantEndorses Missing", "InspectorAnswers Missing"]);
        page.Document.QuerySelector("form[action*='handler=Close'], form[action*='handler=Ask']").ShouldBeNull();

        // A forged request is told what is missing, and closes nothing.
        var forged = await officer.Get(path + "?form=Plan");
        var refused = await forged.Submit([], button: null, form: Forged(forged, path + "?handler=Close"));
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Errors.ShouldHaveSingleItem().ShouldContain("neither been seen nor a reason");
        (await Status(told)).ShouldBe(IncidentStatus.Open);

        // What somebody types wrongly comes back with what they typed.
        var bad = await (await officer.Get(path + "?form=Child&child=3")).Submit(new() { ["Seen"] = "True", ["When"] = "tomorrow", ["Words"] = "Asleep." }, "#form form");
        bad.Status.ShouldBe(HttpStatusCode.BadRequest);
        bad.Value("When").ShouldBe("tomorrow");
        (await (await officer.Get(path + "?form=Child&child=3")).Submit(new() { ["Seen"] = "False" }, "#form form")).Status.ShouldBe(HttpStatusCode.BadRequest);

        var now = LocalTime.Text(app.Clock.Now);
        (await (await officer.Get(path + "?form=Child&child=3")).Submit(new() { ["Seen"] = "True", ["When"] = now, ["Words"] = "Asleep, then spoken to." }, "#form form")).Status.ShouldBe(HttpStatusCode.OK);
        await (await officer.Get(path + "?form=Safety")).Submit(new() { ["Words"] = "Locks changed.", ["When"] = now }, "#form form");
        await (await officer.Get(path + "?form=Plan")).Submit(new() { ["Words"] = "In the case." }, "#form form");
        (await (await officer.Get(path + "?form=Action")).Submit(new() { ["Anybody"] = "True", ["When"] = now }, "#form form")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await (await officer.Get(path + "?form=Action")).Submit(new() { ["Anybody"] = "False" }, "#form form")).Status.ShouldBe(HttpStatusCode.BadRequest);
        page = await (await officer.Get(path + "?form=Action")).Submit(new() { ["Anybody"] = "True", ["Arrested"] = "2", ["When"] = now }, "#form form");
        States(page).ShouldBe(["Assessment Done", "ChildrenSeen Done", "SafetyActions Done", "SafetyPlan Done", "PositiveAction Done", "SergeantEndorses Missing", "InspectorAnswers Missing"]);

        page = await page.Submit([], "form[action*='handler=Ask']");
        (await Deadlines(told)).ShouldBe(["ClosingQuestions FCR", "ClosureEndorsement RESP-C"]);
        (await officer.Get("/")).Status.ShouldBe(HttpStatusCode.OK);
        (await sergeant.Get("/")).Document.QuerySelector($"a[href='{path}']").ShouldNotBeNull();

        // Sent back, and asked again.
        await (await sergeant.Get(path + "?form=Endorse")).Submit(new() { ["Agree"] = "False", ["Words"] = "Who rang the school?" }, "#form form");
        (await Deadlines(told)).ShouldBe(["ClosingQuestions FCR"]);
        (await app.Db(db => db.Notices.AnyAsync(n => n.Text.Contains("Who rang the school?") && n.Text.Contains(told.Incident)))).ShouldBeTrue();
        await (await officer.Get(path)).Submit([], "form[action*='handler=Ask']");
        await (await sergeant.Get(path + "?form=Endorse")).Submit(new() { ["Agree"] = "True", ["Words"] = "Read everything." }, "#form form");

        var answers = ClosingQuestions.All.ToDictionary(q => $"Answers[{q.Code}].Yes", _ => "True");
        (await (await inspector.Get(path + "?form=Answer")).Submit([], "#form form")).Errors.Count.ShouldBe(ClosingQuestions.All.Count);
        await (await inspector.Get(path + "?form=Answer")).Submit(answers, "#form form");
        (await Deadlines(told)).ShouldBeEmpty();

        page = await (await officer.Get(path)).Submit([], "form[action*='handler=Close']");
        page.Text.ShouldContain("The incident is closed.");
        (await Status(told)).ShouldBe(IncidentStatus.Closed);
        (await Status(decoy)).ShouldBe(IncidentStatus.Open);
        var act = await app.Db(db => db.ClosingActs.SingleAsync(a => a.Kind == ClosingActKind.Closed && a.Incident.Reference == told.Incident));
        (await app.Db(db => db.Deadlines.Where(d => db.Incidents.Any(i => i.Id == d.IncidentId && i.Reference == told.Incident) && (d.Kind == "Dispatch" || d.Kind == "Attendance")).ToListAsync()))
            .ShouldAllBe(d => !d.IsOpen && d.CancelledBecause == "The incident is closed");
        act.PolicyVersion.ShouldBe("national 1");
        act.Detail!.ShouldContain("\"SergeantEndorses\"");
        act.Detail!.ShouldNotContain("Wilf");
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "incident.closed" && e.SubjectReference == told.Incident && e.Act == AuditAct.Alteration))).ShouldBe(1);
        (await app.Db(db => db.ClosingActs.CountAsync(a => a.Incident.Reference == decoy.Incident))).ShouldBe(0);
        (await Should.ThrowAsync<RefusedException>(() => app.Send("call-handler", new FinishReport(Draft(told).Result)))).Rule.ShouldBe("REC-9");

        // Opened again: everything stays, whoever looked must look again.
        page = await (await officer.Get(path + "?form=Reopen")).Submit(new() { ["Words"] = "He came back." }, "#form form");
        States(page).ShouldBe(["Assessment Done", "ChildrenSeen Done", "SafetyActions Done", "SafetyPlan Done", "PositiveAction Done", "SergeantEndorses Missing", "InspectorAnswers Missing"]);
        (await Should.ThrowAsync<RefusedException>(() => app.Send("response-officer", new CloseIncident(told.Incident)))).Rule.ShouldBe("REC-9");
    }

    [Fact, Rule("REC-9")]
    public async Task NobodyEndorsesOrLetsGo_WhatTheyAskedForThemselves()
    {
        var told = await Supplied("response-supervisor");
        await app.Send("response-supervisor", new AskToClose(told.Incident));
        (await Should.ThrowAsync<RefusedException>(() => app.Send("response-officer", new AskToClose(told.Incident)))).Rule.ShouldBe("REC-9");
        (await Should.ThrowAsync<RefusedException>(() => app.Send("response-supervisor", new EndorseClosing(told.Incident, true, "Mine.")))).Rule.ShouldBe("REC-9");
        (await app.Send("response-supervisor-2", new EndorseClosing(told.Incident, true, "Read."))).ShouldBeTrue();
        (await app.Send("response-officer", new CloseIncident(told.Incident))).ShouldBeTrue();

        var bare = await app.Report();
        await bare.Assess(Story.Standard);
        await app.Send("response-supervisor", new AskClosingException(bare.Incident, GateStep.SafetyPlan, "She wants none."));
        (await Should.ThrowAsync<RefusedException>(() => app.Send("response-supervisor", new DecideClosingException(bare.Incident, GateStep.SafetyPlan, true, "Mine.")))).Rule.ShouldBe("REC-9");
    }

    [Fact, Rule("REC-9")]
    public async Task AnException_LetsOneStepGo_WithWords_AndASecondPersonsApproval()
    {
        var told = await app.Report();
        await told.Assess(Story.Standard);
        await app.Send("response-officer", new AskClosingException(told.Incident, GateStep.SafetyPlan, "She wants none."));
        (await Deadlines(told)).ShouldBe(["ClosureException RESP-C"]);
        (await Should.ThrowAsync<RefusedException>(() => app.Send("response-officer", new AskClosingException(told.Incident, GateStep.SafetyPlan, "Again.")))).Rule.ShouldBe("REC-9");
        await Should.ThrowAsync<NotPermittedException>(() => app.Send("response-officer", new DecideClosingException(told.Incident, GateStep.SafetyPlan, true, "Yes.")));
        (await app.Send("response-supervisor", new DecideClosingException(told.Incident, GateStep.SafetyPlan, false, "Offer it again."))).ShouldBeFalse();
        (await Line(told, GateStep.SafetyPlan)).State.ShouldBe(GateState.Missing);

        await app.Send("response-officer", new AskClosingException(told.Incident, GateStep.SafetyPlan, "Offered twice more."));
        (await Line(told, GateStep.SafetyPlan)).State.ShouldBe(GateState.Missing);
        await app.Send("response-supervisor", new DecideClosingException(told.Incident, GateStep.SafetyPlan, true, "Noted on the case."));
        (await Line(told, GateStep.SafetyPlan)).State.ShouldBe(GateState.Excepted);
        (await Line(told, GateStep.SafetyActions)).State.ShouldBe(GateState.Missing);
        (await Deadlines(told)).ShouldBeEmpty();

        // Supplied after all: nobody has to decide any more.
        await app.Send("response-officer", new AskClosingException(told.Incident, GateStep.SafetyActions, "Nothing was done."));
        await app.Send("response-officer", new RecordSafetyActions(told.Incident, "Locks.", LocalTime.Text(app.Clock.Now)));
        (await Deadlines(told)).ShouldBeEmpty();
        (await Should.ThrowAsync<RefusedException>(() => app.Send("response-supervisor", new DecideClosingException(told.Incident, GateStep.SafetyActions, true, "Yes.")))).Rule.ShouldBe("REC-9");
        foreach (var never in new[] { GateStep.SergeantEndorses, GateStep.InspectorAnswers, GateStep.Assessment })
        {
            await Should.ThrowAsync<FluentValidation.ValidationException>(() => app.Send("response-officer", new AskClosingException(told.Incident, never, "No time.")));
        }
    }

    [Fact, Rule("CAS-3"), Rule("RSK-12")]
    public async Task ADualArrest_NeedsAReasonAndIsFlagged_AndAnArrestAfterTheGradeAsksForANewAssessment()
    {
        var told = await app.Report();
        await told.Assess(Story.Medium);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        var now = LocalTime.Text(app.Clock.Now);
        (await Should.ThrowAsync<RefusedException>(() => app.Send("response-officer", new RecordPositiveAction(told.Incident, true, [1, 2], now, null)))).Rule.ShouldBe("CAS-3");
        (await Should.ThrowAsync<RefusedException>(() => app.Send("response-officer", new RecordPositiveAction(told.Incident, true, [7], now, null)))).Rule.ShouldBe("REC-9");
        (await app.Send("response-officer", new RecordPositiveAction(told.Incident, true, [1, 2], now, "Both hurt; he is judged the primary aggressor."))).ShouldBeTrue();
        using var officer = await app.SignIn("response-officer");
        (await officer.Get($"/incidents/{told.Incident}/close")).Document.QuerySelector("#PositiveAction .govuk-tag--red")!.TextContent.ShouldBe("Dual arrest");
        (await app.Db(db => db.RiskChanges.CountAsync(r => r.Case.Reference == told.Case && r.Event == RiskEvent.Arrest))).ShouldBe(1);
    }

    [Fact, Rule("REC-9")]
    public async Task AChildSeenAtTheScene_NeedsNoSecondWord()
    {
        var told = await app.Report(also: new Dictionary<string, string?> { ["person.3.given"] = "Ida", ["person.3.family"] = "Quellmark" });
        var entry = Story.Standard with { Children = new Dictionary<string, ChildEntry> { ["slot-3"] = new(null, null, true, null, true, "All right."), [new string('a', 32)] = new("Otto Quellmark", null, false, "At school; the officer there was asked.", null, null) } };
        await told.Assess(entry);
        var view = await app.Send("response-officer", new ViewClosing(told.Incident));
        view.People.Where(p => p.Part == Part.Child).Select(p => p.Said!.Kind).ShouldBe([ClosingActKind.ChildSeen, ClosingActKind.ChildNotSeen]);
        (await Line(told, GateStep.ChildrenSeen)).State.ShouldBe(GateState.Met);
    }

    [Fact, Rule("REC-9"), Rule("INV-6")]
    public async Task ARestrictedIncident_IsNotThere_AndWhoeverOnlyConsultsCanDoNothing()
    {
        var (told, shown) = (await app.Report(), await app.Report());
        await told.Restrict();
        using var officer = await app.SignIn("response-officer");
        (await officer.Get($"/incidents/{told.Incident}/close")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await officer.Get($"/incidents/{told.Incident}/coding")).Status.ShouldBe(HttpStatusCode.NotFound);
        await Should.ThrowAsync<RecordNotFoundException>(() => app.Send("response-officer", new RecordSafetyPlan(told.Incident, "A plan.")));
        using var handler = await app.SignIn("call-handler");
        var page = await handler.Get($"/incidents/{shown.Incident}/close?form=Plan");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Document.QuerySelectorAll("main form").ShouldBeEmpty();
        await Should.ThrowAsync<NotPermittedException>(() => app.Send("call-handler", new CloseIncident(shown.Incident)));
    }

    [Theory, Rule("REC-9"), Rule("INV-4")]
    [InlineData("UPDATE ClosingActs SET Words = 'Other words'")]
    [InlineData("DELETE FROM ClosingActs")]
    [InlineData("INSERT OR REPLACE INTO ClosingActs SELECT * FROM ClosingActs")]
    public async Task Sql_ThatChangesWhatWasSupplied_IsRefusedByTheDatabase(string sql)
    {
        var told = await app.Report();
        await app.Send("response-officer", new RecordSafetyPlan(told.Incident, "A plan."));
        (await Should.ThrowAsync<SqliteException>(() => app.Db(db => db.Database.ExecuteSqlRawAsync(sql)))).Message.ShouldContain("append-only");
    }

    [Fact, Rule("REC-9")]
    public async Task AnImportedRow_NeverClosesAnIncidentThatIsOpenHere()
    {
        const string Headings = "Log No,Reported,Offence,Victim Surname,Status,Closed\n";
        await Imports.Importing.Import(app, DaCaseManagement.Imports.ImportKind.Incidents, Headings + "g1,21/06/2026 14:02,ABH,Quellmarkopen,Open,\n", "GATE");
        var reference = await app.Db(db => db.LegacyRecords.Where(r => r.Source == "GATE").Select(r => r.Incident!.Reference).SingleAsync());
        await Imports.Importing.Import(app, DaCaseManagement.Imports.ImportKind.Incidents, Headings + "g1,21/06/2026 14:02,ABH,Quellmarkopen,Closed,22/06/2026 10:00\n", "GATE");
        (await app.Db(db => db.Incidents.Where(i => i.Reference == reference).Select(i => i.Status).SingleAsync())).ShouldBe(IncidentStatus.Open);
    }

    private async Task<Told> Supplied(string by)
    {
        var told = await app.Report();
        await told.Assess(Story.Standard);
        await app.Send(by, new RecordChild(told.Incident, null, null, null, "None live here."));
        await app.Send(by, new RecordSafetyActions(told.Incident, "Locks.", LocalTime.Text(app.Clock.Now)));
        await app.Send(by, new RecordSafetyPlan(told.Incident, "In the case."));
        await app.Send(by, new RecordPositiveAction(told.Incident, false, null, null, "Gone on arrival; circulated."));
        return told;
    }

    private static string[] States(WebPage page) =>
        [.. page.Document.QuerySelectorAll("table.gate tbody tr").Select(r => r.Id + " " + r.QuerySelector("td .govuk-tag")!.TextContent)];

    /// <summary>Sends the form that is there to another handler, as somebody with a tool would.</summary>
    private static string Forged(WebPage page, string action)
    {
        page.Document.QuerySelector("#form form")!.SetAttribute("action", action);
        return "#form form";
    }

    private async Task<GateLine> Line(Told told, GateStep step) => (await app.Send("response-officer", new ViewClosing(told.Incident))).Lines.First(l => l.Step == step);

    private Task<List<string>> Deadlines(Told told) => app.Db(db => db.Deadlines.Where(d => d.IsOpen && db.Incidents.Any(i => i.Id == d.IncidentId && i.Reference == told.Incident) && (d.Kind.StartsWith("Clos")))
        .OrderBy(d => d.Kind).Select(d => d.Kind + " " + d.OwnerUnit!.Code).ToListAsync());

    private Task<IncidentStatus> Status(Told told) => app.Db(db => db.Incidents.Where(i => i.Reference == told.Incident).Select(i => i.Status).SingleAsync());

    private Task<Guid> Draft(Told told) => app.Db(db => db.Incidents.Where(i => i.Reference == told.Incident).Select(i => i.DraftKey).SingleAsync());
}
