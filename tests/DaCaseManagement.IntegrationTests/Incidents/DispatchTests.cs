using System.Net;

using DaCaseManagement.Clocks;
using DaCaseManagement.Incidents;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Incidents;

/// <summary>REC-6: the two clocks of a response, and what stops and moves them.</summary>
public sealed class DispatchTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("REC-6"), Rule("CLK-1")]
    public async Task WhileTheCallerIsStillTalking_GradingStartsBothClocks()
    {
        var decoy = await app.Report();
        var key = Guid.NewGuid();
        await Save(key, ("caller-number", "07700 900301"));
        var reference = await app.Db(db => db.Incidents.Where(i => i.DraftKey == key).Select(i => i.Reference).SingleAsync());
        (await Clocks(reference)).ShouldBeEmpty("nobody has said how fast");
        app.Clock.Advance(TimeSpan.FromMinutes(2));

        await Save(key, ("response", "Immediate"));

        var started = await app.Db(db => db.Incidents.Where(i => i.Reference == reference).Select(i => i.StartedAt).SingleAsync());
        var clocks = await Clocks(reference);
        clocks.Select(c => c.Kind).Order().ShouldBe(["Attendance", "Dispatch"]);
        clocks.ShouldAllBe(c => c.IsOpen);
        Of(clocks, "Dispatch").DueAt.ShouldBe(app.Clock.Now.AddMinutes(3), TimeSpan.FromSeconds(20));
        Of(clocks, "Attendance").DueAt.ShouldBe(started.AddMinutes(60), TimeSpan.FromMilliseconds(1), "from the report, not from the grade");
        var room = await app.Db(db => db.Units.Where(u => u.Id == Of(clocks, "Dispatch").OwnerUnitId).Select(u => u.Kind).SingleAsync());
        room.ShouldBe(DaCaseManagement.Access.UnitKind.ControlRoom);
        (await Clocks(decoy.Incident)).Count(c => c.IsOpen).ShouldBe(2, "another's clocks are its own");
    }

    [Fact, Rule("REC-6")]
    public async Task Sending_StopsTheFirstClock_Arriving_TheSecond()
    {
        var (told, decoy) = (await app.Report(), await app.Report());

        await app.Send("call-handler", new SendOfficers(told.Incident, "WM21", "2"));
        (await Open(told.Incident)).ShouldBe(["Attendance"]);
        await app.Send("call-handler", new RecordArrival(told.Incident, "wm21"));

        (await Open(told.Incident)).ShouldBeEmpty();
        (await Clocks(told.Incident)).ShouldAllBe(c => c.SatisfiedAt != null && c.CancelledAt == null);
        (await Open(decoy.Incident)).ShouldBe(["Attendance", "Dispatch"]);
        var incident = await app.Db(db => db.Incidents.SingleAsync(i => i.Reference == told.Incident));
        (incident.UnattendedSince, incident.ArrivedAt is null).ShouldBe((null, false));
        var codes = await app.Db(db => db.AuditEvents.Where(e => e.SubjectReference == told.Incident && e.Code.StartsWith("officers.")).Select(e => e.Code).ToListAsync());
        codes.ShouldBe(["officers.sent", "officers.arrived"]);
    }

    [Fact, Rule("REC-6")]
    public async Task StoodDownBeforeAnybodyCame_TheClockForSendingRunsAgain()
    {
        var told = await app.Report();
        await app.Send("call-handler", new SendOfficers(told.Incident, "WM22", "2"));
        app.Clock.Advance(TimeSpan.FromMinutes(10));

        await app.Send("call-handler", new StandDown(told.Incident, "WM22"));

        (await Open(told.Incident)).ShouldBe(["Attendance", "Dispatch"]);
        (await Clocks(told.Incident)).Single(c => c.Kind == "Dispatch" && c.IsOpen).DueAt.ShouldBe(app.Clock.Now.AddMinutes(3), TimeSpan.FromSeconds(20));
        await app.Send("call-handler", new SendOfficers(told.Incident, "WM23", "2"));
        await app.Send("call-handler", new RecordArrival(told.Incident, null));
        await app.Send("call-handler", new StandDown(told.Incident, "WM23"));
        (await Open(told.Incident)).ShouldBeEmpty("somebody has been there");
    }

    [Fact, Rule("REC-6"), Rule("REC-3")]
    public async Task Regrading_MovesTheClocks_AndLaterOnlyWithAReason()
    {
        var key = Guid.NewGuid();
        await Save(key, ("caller-number", "07700 900302"), ("response", "Priority"));
        var reference = await app.Db(db => db.Incidents.Where(i => i.DraftKey == key).Select(i => i.Reference).SingleAsync());
        var first = Of(await Clocks(reference), "Dispatch").DueAt;

        await Save(key, ("response", "Immediate"));
        var faster = Of(await Clocks(reference), "Dispatch").DueAt;
        faster.ShouldBe(app.Clock.Now.AddMinutes(3), TimeSpan.FromSeconds(20));

        await Save(key, ("response", "Priority"));
        Of(await Clocks(reference), "Dispatch").DueAt.ShouldBe(faster, "no reason, no later");

        await Save(key, ("slower-because", "He has left and is being held elsewhere."));
        var clock = Of(await Clocks(reference), "Dispatch");
        clock.DueAt.ShouldBe(first, TimeSpan.FromMilliseconds(1));
        clock.FirstDueAt.ShouldBe(first, TimeSpan.FromMilliseconds(1));
        var moved = await app.Db(db => db.DeadlineEvents.Where(e => e.DeadlineId == clock.Id).OrderBy(e => e.Id).ToListAsync());
        moved.Select(e => (e.What, e.DueAt)).ShouldBe([(DeadlineHappening.Moved, first), (DeadlineHappening.Moved, faster)]);
    }

    [Fact, Rule("REC-6"), Rule("REC-5")]
    public async Task AnAppointment_IsWaitedForAtItsTime_AndNobodyIsSentBefore()
    {
        var at = LocalTime.Of(app.Clock.Now.AddHours(6));
        var told = await app.Report(also: new Dictionary<string, string?>
        {
            ["response"] = "Appointment",
            ["appointment-agreed"] = "yes",
            ["appointment-safe"] = "yes",
            ["appointment-because"] = "Asked to be seen tonight.",
            ["appointment-at"] = at.ToString("d/M/yyyy HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        });

        var clock = (await Clocks(told.Incident)).Where(c => c.IsOpen).ShouldHaveSingleItem();
        clock.Kind.ShouldBe("Attendance");
        LocalTime.Of(clock.DueAt).ShouldBe(new DateTime(at.Year, at.Month, at.Day, at.Hour, at.Minute, 0));
    }

    [Fact, Rule("INV-6")]
    public async Task TheClocks_BelongToTheCase_SoThatWhoeverMayNotSeeItSeesNeither()
    {
        var told = await app.Report();
        var @case = await app.Db(db => db.Cases.Where(c => c.Reference == told.Case).Select(c => (long?)c.Id).SingleAsync());
        (await Clocks(told.Incident)).ShouldAllBe(c => c.CaseId == @case);
        await told.Restrict();

        await Should.ThrowAsync<RecordNotFoundException>(() => app.Send("call-handler", new SendOfficers(told.Incident, "WM24", "2")));
        (await app.Db(db => db.Dispatches.CountAsync(d => db.Incidents.Any(i => i.Id == d.IncidentId && i.Reference == told.Incident)))).ShouldBe(0);
    }

    [Fact, Rule("REC-6"), Rule("REC-7")]
    public async Task OverTheWeb_OfficersAreSentArriveAndAreStoodDown_AndOneAloneIsFlagged()
    {
        var told = await app.Report();
        using var handler = await app.SignIn("call-handler");
        var path = $"/incidents/{told.Incident}/officers";

        var wrong = await (await handler.Get(path)).Submit(new() { ["CallSign"] = "", ["Officers"] = "none" });
        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        wrong.Errors.Count.ShouldBe(2);
        var sent = await wrong.Submit(new() { ["CallSign"] = "WM31", ["Officers"] = "1" }, "form:has([name=CallSign])");
        sent.Status.ShouldBe(HttpStatusCode.OK);
        sent.Text.ShouldContain("alone");
        var twice = await sent.Submit(new() { ["CallSign"] = "wm31", ["Officers"] = "2" }, "form:has([name=CallSign])");
        twice.Status.ShouldBe(HttpStatusCode.BadRequest);
        var there = await sent.Submit([], "form:has([name=Crew])", "button[formaction*=Arrived]");
        there.Status.ShouldBe(HttpStatusCode.OK);
        var left = await there.Submit([], "form:has([name=Crew])", "button[formaction*=StandDown]");
        left.Status.ShouldBe(HttpStatusCode.OK);

        var steps = await app.Db(db => db.Dispatches.Where(d => db.Incidents.Any(i => i.Id == d.IncidentId && i.Reference == told.Incident)).OrderBy(d => d.Id).Select(d => new { d.Step, d.CallSign, d.Officers }).ToListAsync());
        steps.Select(s => s.Step).ShouldBe([DispatchStep.Sent, DispatchStep.Arrived, DispatchStep.StoodDown]);
        steps.ShouldAllBe(s => s.CallSign == "WM31" && s.Officers == 1);
        using var officer = await app.SignIn("response-officer");
        (await officer.Get(path)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await officer.Get("/incidents/" + told.Incident)).Document.QuerySelector($"a[href='{path}']").ShouldBeNull();
    }

    [Fact, Rule("INV-4")]
    public async Task WhatWasRecorded_CannotBeChanged()
    {
        var told = await app.Report();
        await app.Send("call-handler", new SendOfficers(told.Incident, "WM41", "2"));

        foreach (var sql in new[] { "UPDATE Dispatches SET Officers = 9", "DELETE FROM Dispatches" })
        {
            await Should.ThrowAsync<System.Data.Common.DbException>(() => app.Db(db => db.Database.ExecuteSqlRawAsync(sql)));
        }
    }

    private Task<SavedReport> Save(Guid key, params (string Field, string? Value)[] fields) =>
        app.Send("call-handler", new SaveReport(key, Guid.NewGuid(), null, fields.ToDictionary(f => f.Field, f => f.Value)));

    private Task<List<Deadline>> Clocks(string incident) => app.Db(db => db.Deadlines.AsNoTracking().Where(d => (d.Kind == "Dispatch" || d.Kind == "Attendance") && d.Subject == incident).ToListAsync());

    private async Task<IEnumerable<string>> Open(string incident) => (await Clocks(incident)).Where(d => d.IsOpen).Select(d => d.Kind).Order(StringComparer.Ordinal);

    private static Deadline Of(List<Deadline> clocks, string kind) => clocks.Single(c => c.Kind == kind);
}
