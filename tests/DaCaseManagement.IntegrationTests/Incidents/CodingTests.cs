using DaCaseManagement.Incidents;
using DaCaseManagement.Incidents.Closing;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Risk;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Incidents;

public sealed class CodingTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("REC-11")]
    public async Task UncodingTakesAReasonAndASupervisor_AndUntilThenItStaysDomesticAbuse()
    {
        var (told, decoy) = (await app.Report(), await app.Report());
        var path = $"/incidents/{told.Incident}/coding";
        using var officer = await app.SignIn("response-officer");
        using var supervisor = await app.SignIn("response-supervisor");
        (await (await officer.Get(path)).Submit(new() { ["To"] = "Damage" }, "form[action*='handler=Ask']")).Errors.Count.ShouldBe(1);
        await (await officer.Get(path)).Submit(new() { ["To"] = "Damage", ["Because"] = "A stranger's window." }, "form[action*='handler=Ask']");
        (await Coded(told)).ShouldBe(Coding.DomesticAbuse);
        (await Open(told, "RecodeDecision")).ShouldBe(1);
        (await Open(told, "Assessment")).ShouldBe(1);
        (await officer.Get(path)).Document.QuerySelectorAll("main form").ShouldBeEmpty();
        (await Should.ThrowAsync<RefusedException>(() => app.Send("response-officer", new AskUncoding(told.Incident, Coding.Other, "Again.")))).Rule.ShouldBe("REC-11");
        (await supervisor.Get("/")).Document.QuerySelector($"a[href='{path}']").ShouldNotBeNull();

        await (await supervisor.Get(path)).Submit(new() { ["Approve"] = "True", ["Words"] = "Rang the caller." }, "form[action*='handler=Decide']");
        (await Coded(told)).ShouldBe(Coding.Damage);
        (await Coded(decoy)).ShouldBe(Coding.DomesticAbuse);
        (await Open(told, "RecodeDecision")).ShouldBe(0);
        (await Open(told, "Assessment")).ShouldBe(0);
        (await Open(decoy, "Assessment")).ShouldBe(1);
        (await officer.Get($"/incidents/{told.Incident}")).Text.ShouldContain("taken off by Marsha Okonjo, because Rang the caller.");
        var list = await supervisor.Get("/incidents/recoded");
        list.Text.ShouldContain(told.Incident);
        list.Text.ShouldContain("A stranger's window.");
        list.Text.ShouldNotContain(decoy.Incident);
        (await app.Db(db => db.AuditEvents.Where(e => e.SubjectReference == told.Incident && e.Code.StartsWith("coding.")).OrderBy(e => e.Sequence).Select(e => e.Code).ToListAsync())).ShouldBe(["coding.asked", "coding.decided"]);
        (await app.Send("response-supervisor", new ListUnassessed())).Rows.ShouldNotContain(r => r.Incident == told.Incident);
        (await app.Db(db => FindWrong(db))).ShouldBeEmpty();

        // And back: due for domestic abuse is due again, in the same case.
        await (await officer.Get(path)).Submit(new() { ["Because"] = "Her former partner's brother." }, "form[action*='handler=Abuse']");
        (await Coded(told)).ShouldBe(Coding.DomesticAbuse);
        (await Open(told, "Assessment")).ShouldBe(1);
        (await app.Db(db => db.CaseIncidents.CountAsync(c => c.Incident.Reference == told.Incident))).ShouldBe(1);
        (await app.Db(db => FindWrong(db))).ShouldBeEmpty();
        (await supervisor.Get("/incidents/recoded")).Text.ShouldNotContain(told.Incident);
    }

    [Fact, Rule("REC-11")]
    public async Task NobodyDecidesOnTheirOwnRequest_AndARefusalChangesNothing()
    {
        var told = await app.Report();
        await app.Send("response-supervisor", new AskUncoding(told.Incident, Coding.Other, "Flatmates."));
        (await Should.ThrowAsync<RefusedException>(() => app.Send("response-supervisor", new DecideUncoding(told.Incident, true, "Yes.")))).Rule.ShouldBe("REC-11");
        await Should.ThrowAsync<NotPermittedException>(() => app.Send("response-officer", new DecideUncoding(told.Incident, true, "Yes.")));
        (await app.Send("response-supervisor-2", new DecideUncoding(told.Incident, false, "They were a couple."))).ShouldBeFalse();
        (await Coded(told)).ShouldBe(Coding.DomesticAbuse);
        (await Open(told, "Assessment")).ShouldBe(1);
        (await Should.ThrowAsync<RefusedException>(() => app.Send("response-supervisor-2", new DecideUncoding(told.Incident, true, "Now yes.")))).Rule.ShouldBe("REC-11");
    }

    [Fact, Rule("REC-11"), Rule("REC-9")]
    public async Task AnIncidentOfAnotherKind_BelongsToNoCase_UntilItIsDomesticAbuse()
    {
        var key = Guid.NewGuid();
        var fields = new Dictionary<string, string?>
        {
            ["channel"] = "NonEmergency101",
            ["location"] = "4 Plover Mews, WM3 9ZZ",
            ["what-happened"] = "A window broken.",
            ["response"] = "Immediate",
            ["coding"] = "Damage",
            ["person.1.part"] = "Victim",
            ["person.1.given"] = "Ottilie",
            ["person.1.family"] = "Windowmark",
            ["person.2.part"] = "Suspect",
            ["person.2.given"] = "Barnaby",
            ["person.2.family"] = "Stonemark",
        };
        await app.Send("call-handler", new SaveReport(key, Guid.NewGuid(), null, fields));
        var done = await app.Send("call-handler", new FinishReport(key));
        done.Cases.ShouldBeEmpty();
        (await app.Db(db => db.Deadlines.CountAsync(d => d.Kind == "Assessment" && db.Incidents.Any(i => i.Id == d.IncidentId && i.Reference == done.Reference)))).ShouldBe(0);

        // Neither by an open form nor by closing it alone.
        (await Should.ThrowAsync<RefusedException>(() => app.Send("call-handler", new SaveReport(key, Guid.NewGuid(), null, new Dictionary<string, string?> { ["coding"] = "Other" })))).Rule.ShouldBe("REC-11");
        (await Should.ThrowAsync<RefusedException>(() => app.Send("response-officer", new CloseIncident(done.Reference)))).Rule.ShouldBe("REC-9");
        await app.Send("response-officer", new AskToClose(done.Reference));
        await app.Send("response-supervisor", new EndorseClosing(done.Reference, true, "A ball, two streets away."));
        await app.Send("response-officer", new CloseIncident(done.Reference));

        (await app.Send("call-handler", new CodeAsDomesticAbuse(done.Reference, "She rang: it was her former partner."))).ShouldBeTrue();
        var (status, cases) = await app.Db(async db => (await db.Incidents.Where(i => i.Reference == done.Reference).Select(i => i.Status).SingleAsync(), await db.CaseIncidents.Where(c => c.Incident.Reference == done.Reference).Select(c => c.CaseId).ToListAsync()));
        status.ShouldBe(IncidentStatus.Open);
        cases.Count.ShouldBe(1);
        (await app.Db(db => db.Deadlines.CountAsync(d => d.IsOpen && d.Kind == "Assessment" && d.CaseId == cases[0]))).ShouldBe(1);
        (await app.Db(db => db.Responsibilities.CountAsync(r => r.IsCurrent && r.CaseId == cases[0]))).ShouldBe(3);
    }

    [Fact, Rule("REC-11"), Rule("PPL-3")]
    public async Task WhatIsNotDomesticAbuse_CountsInNoPattern()
    {
        var told = await app.Report(offence: "COMMON-ASSAULT");
        var again = await told.Again();
        var last = await again.Again();
        var standings = await Standings(told);
        standings.ShouldBeGreaterThan(0);
        await app.Send("response-officer", new AskUncoding(last.Incident, Coding.Other, "Not those two."));
        await app.Send("response-supervisor", new DecideUncoding(last.Incident, true, "Checked."));
        await app.Send("response-officer", new AskUncoding(again.Incident, Coding.Other, "Not those two."));
        await app.Send("response-supervisor", new DecideUncoding(again.Incident, true, "Checked."));
        (await Standings(told)).ShouldBeLessThan(standings);
        await app.Send("response-officer", new CodeAsDomesticAbuse(last.Incident, "It was."));
        await app.Send("response-officer", new CodeAsDomesticAbuse(again.Incident, "It was."));
        (await Standings(told)).ShouldBe(standings);
    }

    private Task<int> Standings(Told told) => app.Db(db => db.Standings.CountAsync(s => db.Cases.Any(c => c.Reference == told.Case && c.VictimId == s.SubjectId)));

    private static Task<List<long>> FindWrong(Data.CaseDbContext db) =>
        db.CaseIncidents.Where(c => (c.UnassessedSince != null) != db.CaseIncidents.Where(Unassessed.Waits(db)).Any(w => w.CaseId == c.CaseId && w.IncidentId == c.IncidentId)).Select(c => c.IncidentId).ToListAsync();

    private Task<Coding> Coded(Told told) => app.Db(db => db.Incidents.Where(i => i.Reference == told.Incident).Select(i => i.Coding).SingleAsync());

    private Task<int> Open(Told told, string kind) => app.Db(db => db.Deadlines.CountAsync(d => d.IsOpen && d.Kind == kind && db.Incidents.Any(i => i.Id == d.IncidentId && i.Reference == told.Incident)));
}
