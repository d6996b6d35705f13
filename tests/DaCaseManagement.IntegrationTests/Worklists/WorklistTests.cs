using System.Net;

using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Worklists;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Worklists;

public sealed class WorklistTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("CLK-2")]
    public async Task Rows_ComeLatestFirst_FilteredByKindLatenessAndGrade_PageByPage()
    {
        var (unit, told) = (await Unit(UnitKind.SpecialistDa), await app.Report());
        await told.Assess(Story.High);
        var now = app.Clock.Now;
        await Add(unit, told, 30, "SecondaryReview", n => now.AddMinutes(n - 10));
        await Add(unit, told, 4, "VictimContact", n => now.AddMinutes(-200 + n));

        var all = await Everything(new WorkFilter());
        var risk = await Everything(new WorkFilter(Group: WorkGroup.Risk));
        var late = await Everything(new WorkFilter(Group: WorkGroup.VictimContact, Late: true, Grade: Grade.High));

        all.Select(r => r.DueAt).ShouldBe(all.Select(r => r.DueAt).Order());
        all.Select(r => r.Id).ShouldBeUnique();
        all.Count.ShouldBeGreaterThanOrEqualTo(34);
        risk.Where(r => r.Case == told.Case).Select(r => r.Kind).Distinct().ShouldBe(["SecondaryReview"]);
        risk.Count(r => r.Case == told.Case).ShouldBeGreaterThanOrEqualTo(30);
        late.Count(r => r.Case == told.Case).ShouldBe(4);
        (await Everything(new WorkFilter(Group: WorkGroup.VictimContact, Grade: Grade.Standard))).ShouldNotContain(r => r.Case == told.Case);
    }

    [Fact, Rule("INV-6")]
    public async Task ARestrictedCase_IsInNobodysListOrCount_WhoMayNotSeeIt()
    {
        var (control, told) = (await Unit(UnitKind.ControlRoom), await app.Report());
        await Add(control, told, 1, "Dispatch", n => app.Clock.Now.AddYears(-3));
        await Add(control, told, 1, "Attendance", n => app.Clock.Now.AddYears(-3), withCase: false);
        await app.Db(async db =>
        {
            db.Deadlines.Add(new Deadline("MarkerReview", "confidential marker 77", null, null, control, null, app.Clock.Now, app.Clock.Now.AddYears(-3)));
            db.Deadlines.Add(new Deadline("MarkerReview", "marker 78", null, null, control, null, app.Clock.Now, app.Clock.Now.AddYears(-3)));
            await db.SaveChangesAsync();
        });
        var before = await app.Send("control-room-supervisor", new ViewWorklist());
        before.Rows.Count(r => r.DueAt < app.Clock.Now.AddYears(-2)).ShouldBe(3, "two of the case and the marker that is no secret");
        var id = before.Rows.First(r => r.Case == told.Case).Id;
        await app.Send("control-room-supervisor", new ViewDeadline(id));

        await told.Restrict();

        var after = await app.Send("control-room-supervisor", new ViewWorklist());
        after.Rows.Where(r => r.DueAt < app.Clock.Now.AddYears(-2)).Select(r => r.Subject).ShouldBe(["marker 78"]);
        var hidden = await app.Db(db => db.Deadlines.CountAsync(d => d.IsOpen && d.OwnerUnitId == control && (d.CaseId == db.Cases.Single(c => c.Reference == told.Case).Id || d.IncidentId == db.Incidents.Single(i => i.Reference == told.Incident).Id)));
        after.UnitOpen.ShouldBe(before.UnitOpen - hidden);
        after.UnitOverdue.ShouldBe(before.UnitOverdue - 2);
        await Should.ThrowAsync<RecordNotFoundException>(() => app.Send("control-room-supervisor", new ViewDeadline(id)));
    }

    [Fact, Rule("CLK-3")]
    public async Task OutOfHours_WhoCoversSeesWhatFallsDueBeforeTheOfficeOpens_MarkedForWhom()
    {
        await using var night = new ForceApp();
        night.Start();
        night.Clock.Advance(NextAt(night.Clock.Now, DayOfWeek.Saturday, 2));
        var told = await night.Report();
        var specialists = await night.Db(db => db.Units.Where(u => u.Kind == UnitKind.SpecialistDa).Select(u => new { u.Id, u.Name }).SingleAsync());
        var opens = new WorkingCalendar(night.Policy().Clocks).NextOpen(night.Clock.Now);
        foreach (var due in new[] { opens.AddMinutes(-1), opens.AddMinutes(1), opens.AddDays(-4) })
        {
            await night.Db(async db =>
            {
                var c = await db.Cases.Where(x => x.Reference == told.Case).Select(x => x.Id).SingleAsync();
                db.Deadlines.Add(new Deadline("SecondaryReview", "assessment 1", c, null, specialists.Id, null, night.Clock.Now, due));
                await db.SaveChangesAsync();
            });
        }

        var covers = night.Policy().Clocks.Cover.Single(c => c.Unit == UnitKind.SpecialistDa).CoveredBy;
        var account = await night.Db(db => db.Users.Where(u => u.UnitId == db.Units.First(x => x.Kind == covers).Id && u.Role != Role.CallHandler).OrderBy(u => u.Id).Select(u => u.UserName!).FirstAsync());
        var cover = await night.Send(account, new ViewWorklist(new WorkFilter(WorkOf.Cover)));

        cover.CoverUntil.ShouldBe(opens);
        cover.Rows.Where(r => r.Kind == "SecondaryReview").Select(r => r.DueAt < opens.AddDays(-1)).ShouldBe([true, false], "the late one first, and none that is due after the office opens");
        cover.Rows.Where(r => r.Kind == "SecondaryReview").ShouldAllBe(r => r.CoveringFor == specialists.Name);
        (await night.Send(account, new ViewWorklist())).Rows.Count(r => r.CoveringFor == specialists.Name).ShouldBe(2, "in the unit's own list too");
        (await night.Send("specialist", new ViewWorklist())).Rows.Count(r => r.Kind == "SecondaryReview" && r.CoveringFor is null).ShouldBe(3);

        night.Clock.Advance(opens.AddMinutes(30) - night.Clock.Now);
        (await night.Send(account, new ViewWorklist(new WorkFilter(WorkOf.Cover)))).Rows.ShouldBeEmpty();
    }

    [Fact, Rule("CLK-2")]
    public async Task AFilterIsKept_OpensMyWork_AndIsNobodyElses()
    {
        using var supervisor = await app.SignIn("specialist-supervisor");
        var page = await supervisor.Get("/?Of=Unit&Group=Marac&Late=true&Grade=High");

        (await page.Submit(new() { ["Name"] = "" }, "form[action*=Keep]")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await page.Submit(new() { ["Name"] = "Late high", ["First"] = "true" }, "form[action*=Keep]")).Status.ShouldBe(HttpStatusCode.OK);

        var opened = await supervisor.Get("/");
        opened.Document.QuerySelector("#Group option[selected]")!.GetAttribute("value").ShouldBe("Marac");
        opened.Document.QuerySelector("#Late")!.HasAttribute("checked").ShouldBeTrue();
        (await supervisor.Get("/?Of=Mine")).Document.QuerySelector("#Group option[selected]").ShouldBeNull();
        var kept = await app.Db(db => db.SavedFilters.SingleAsync(f => f.Name == "Late high"));
        (await app.Send("specialist", new ViewWorklist())).Saved.ShouldBeEmpty();
        await Should.ThrowAsync<RecordNotFoundException>(() => app.Send("specialist", new RemoveFilter(kept.Id)));
        (await opened.Submit([], "form[action*=Remove]")).Text.ShouldNotContain("Late high (first)");
        (await app.Db(db => db.SavedFilters.AnyAsync(f => f.Id == kept.Id))).ShouldBeFalse();
    }

    [Fact, Rule("CLK-1")]
    public async Task TheStoryOfALateDeadline_SaysWhenWhyWhoWasToldAndWhoseItIs()
    {
        var told = await app.Report();
        var id = await app.Db(db => db.Deadlines.Where(d => d.Kind == "Assessment" && d.Subject.StartsWith(told.Incident)).Select(d => d.Id).SingleAsync());
        await app.Db(async db =>
        {
            var manager = await db.Users.SingleAsync(u => u.UserName == "response-supervisor");
            var late = new DeadlineEvent(id, DeadlineHappening.Breached, app.Clock.Now, app.Clock.Now.AddMinutes(-5), "Unit managers", 1);
            db.DeadlineEvents.Add(late);
            db.Notices.Add(new Notice(manager.Id, "Late.", told.Case, app.Clock.Now, late));
            await db.SaveChangesAsync();
        });
        var name = await app.Db(db => db.Users.Where(u => u.UserName == "response-supervisor").Select(u => u.FullName).SingleAsync());
        using var officer = await app.SignIn("response-officer");

        var page = await (await officer.Get("/cases/" + told.Case)).Click("Story");
        var story = await officer.Get($"/deadlines/{id}");

        page.Status.ShouldBe(HttpStatusCode.OK);
        story.Text.ShouldContain("Told: " + name);
        story.Text.ShouldContain(app.Policy().Deadlines["Assessment"].Words);
        story.Text.ShouldContain(await app.Db(db => db.Deadlines.Where(d => d.Id == id).Select(d => d.OwnerUnit!.Name).SingleAsync()));
        await told.Restrict();
        (await officer.Get($"/deadlines/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await officer.Get("/deadlines/999999")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static TimeSpan NextAt(DateTime now, DayOfWeek day, int hour)
    {
        var at = now.Date.AddDays(((int)day - (int)now.DayOfWeek + 7) % 7).AddHours(hour);
        return (at > now ? at : at.AddDays(7)) - now;
    }

    private async Task<List<WorkRow>> Everything(WorkFilter filter)
    {
        var rows = new List<WorkRow>();
        long? after = null;
        do
        {
            var page = await app.Send("specialist-supervisor", new ViewWorklist(filter, after));
            rows.AddRange(page.Rows);
            after = page.Next;
        }
        while (after is not null);
        return rows;
    }

    private Task<long> Unit(UnitKind kind) => app.Db(db => db.Units.Where(u => u.Kind == kind).Select(u => u.Id).FirstAsync());

    private Task Add(long unit, Told told, int count, string kind, Func<int, DateTime> due, bool withCase = true) => app.Db(async db =>
    {
        var c = await db.Cases.Where(x => x.Reference == told.Case).Select(x => x.Id).SingleAsync();
        var i = await db.Incidents.Where(x => x.Reference == told.Incident).Select(x => x.Id).SingleAsync();
        for (var n = 0; n < count; n++)
        {
            db.Deadlines.Add(new Deadline(kind, $"{told.Case} {n}", withCase ? c : null, i, unit, null, app.Clock.Now, due(n)));
        }

        await db.SaveChangesAsync();
    });
}
