using System.Globalization;
using System.Net;

using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.IntegrationTests.Access;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Routing;

/// <summary>Shifts begin and end, and what is open goes to somebody who accepts it. Each test has a unit of its own.</summary>
public sealed class DutyTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("CLK-3"), Rule("RTE-2")]
    public async Task WhatIsOpenAtTheEndOfAShift_IsTheSendersUntilTheNextHolderAcceptsIt()
    {
        var team = await Team();
        var (due, later) = (await Due(team, team.One, TimeSpan.FromHours(5)), await Due(team, team.One, TimeSpan.FromDays(9)));
        await app.Send(team.Two, new GoOnDuty(InHours(4)));
        using var sender = await SignIn(team.One);
        await (await sender.Get("/duty")).Submit(new() { ["Until"] = InHours(6) }, "form[action*='Begin']");
        var page = await (await sender.Get("/duty")).Click("End my shift");
        page.Text.ShouldContain(due.Case);
        page.Text.ShouldNotContain(later.Case);

        var done = await page.Submit(new() { ["To"] = Id(team.TwoId), ["Note"] = "She is at her sister's tonight." });

        done.Status.ShouldBe(HttpStatusCode.OK);
        (await Owner(due.Id)).ShouldBe(team.OneId);
        var clock = await app.Db(db => db.Deadlines.SingleAsync(d => d.IsOpen && d.Kind == "ShiftHandover" && d.OwnerUnitId == team.Unit));
        clock.OwnerUserId.ShouldBe(team.TwoId);
        using var next = await SignIn(team.Two);
        var waiting = await next.Get("/duty");
        waiting.Text.ShouldContain("She is at her sister's tonight.");
        await waiting.Submit([], "form[action*='Accept']");

        (await Owner(due.Id)).ShouldBe(team.TwoId);
        (await Owner(later.Id)).ShouldBe(team.OneId);
        (await app.Db(db => db.Deadlines.SingleAsync(d => d.Id == clock.Id))).SatisfiedAt.ShouldNotBeNull();
        (await app.Db(db => db.DutyPeriods.AnyAsync(d => d.UserId == team.OneId && d.EndedAt == null))).ShouldBeFalse();
        (await app.Events(team.One, "duty.ended")).ShouldBe(1);
        (await app.Events(team.One, "shift.accepted")).ShouldBe(1);
        (await next.Get("/")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact, Rule("RTE-2")]
    public async Task ARejectedShift_GoesToTheUnitAndItsManagersAreTold()
    {
        var team = await Team();
        var due = await Due(team, team.One, TimeSpan.FromHours(5));
        await app.Send(team.Two, new GoOnDuty(InHours(4)));
        await app.Send(team.One, new EndShift(null, team.TwoId, null));
        using var receiver = await SignIn(team.Two);
        var page = await receiver.Get("/duty");

        var refused = await page.Submit([], "form[action*='Reject']");
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        await refused.Submit(new() { ["Because"] = "I am at court all day." }, "form[action*='Reject']");

        (await Owner(due.Id)).ShouldBe(team.OneId);
        var handovers = await app.Db(db => db.ShiftHandovers.Where(h => h.UnitId == team.Unit).OrderBy(h => h.Id).ToListAsync());
        handovers.Select(h => (h.Status, h.ToUserId, h.RejectedBecause)).ShouldBe([(ShiftStatus.Rejected, team.TwoId, "I am at court all day."), (ShiftStatus.Open, null, null)]);
        (await app.Db(db => db.Notices.AnyAsync(n => n.UserId == team.BossId && n.CaseReference == null))).ShouldBeTrue();
        (await app.Db(db => db.Deadlines.Where(d => d.IsOpen && d.Kind == "ShiftHandover" && d.OwnerUnitId == team.Unit).Select(d => d.OwnerUserId).ToListAsync())).ShouldBe([null]);
        await app.Send(team.Boss, new AcceptShift(handovers[1].Id));
        (await Owner(due.Id)).ShouldBe(team.BossId);
    }

    [Fact, Rule("RTE-2"), Rule("ACC-1")]
    public async Task AShift_IsAnsweredOnlyByWhomItIsFor()
    {
        var (team, others) = (await Team(), await Team());
        await Due(team, team.One, TimeSpan.FromHours(5));
        await app.Send(team.Two, new GoOnDuty(InHours(4)));
        await app.Send(team.One, new EndShift(null, team.TwoId, null));
        var id = await app.Db(db => db.ShiftHandovers.Where(h => h.UnitId == team.Unit).Select(h => h.Id).SingleAsync());

        await Should.ThrowAsync<RecordNotFoundException>(() => app.Send(team.One, new AcceptShift(id)));
        await Should.ThrowAsync<RecordNotFoundException>(() => app.Send(others.Boss, new AcceptShift(id)));
        await Should.ThrowAsync<RecordNotFoundException>(() => app.Send(others.One, new RejectShift(id, "No")));
        (await app.Send(others.Boss, new ViewDuty())).Waiting.ShouldBeEmpty();
        await Due(team, team.Boss, TimeSpan.FromHours(5));
        (await Should.ThrowAsync<RefusedException>(() => app.Send(team.Boss, new EndShift(null, others.OneId, null)))).Field.ShouldBe("To");
    }

    [Fact, Rule("INV-6"), Rule("ACC-1")]
    public async Task WhatSomebodyMayNotSee_IsNotShownAndNotGivenToThem()
    {
        var team = await Team();
        var officer = await Member(team.Unit, Role.ResponseOfficer);
        var (open, hidden) = (await Due(team, team.One, TimeSpan.FromHours(5)), await Due(team, team.One, TimeSpan.FromHours(6)));
        await hidden.Restrict();
        await app.Send(officer.Name, new GoOnDuty(InHours(4)));
        (await Should.ThrowAsync<RefusedException>(() => app.Send(team.One, new EndShift(null, officer.Id, null)))).Field.ShouldBe("To");
        await app.Send(team.One, new EndShift(null, null, null));
        var waiting = (await app.Send(officer.Name, new ViewDuty())).Waiting.Single();
        waiting.Items.Select(i => i.Case).ShouldBe([open.Case]);

        await app.Send(officer.Name, new AcceptShift(waiting.Id));

        (await Owner(open.Id)).ShouldBe(officer.Id);
        (await Owner(hidden.Id)).ShouldBe(team.OneId);
        (await app.Send(officer.Name, new ViewDuty())).Waiting.ShouldBeEmpty();
        var rest = (await app.Send(team.Two, new ViewDuty())).Waiting.Single();
        rest.Items.Select(i => i.Case).ShouldBe([hidden.Case]);
        await Should.ThrowAsync<RecordNotFoundException>(() => app.Send(officer.Name, new AcceptShift(rest.Id)));
        await app.Send(team.Two, new AcceptShift(rest.Id));
        (await Owner(hidden.Id)).ShouldBe(team.TwoId);
    }

    [Fact, Rule("CLK-3")]
    public async Task AShiftWhoseEndPassesUnsaid_IsOfferedToTheUnitOnce_AndTakenBackByComingBack()
    {
        var (team, punctual) = (await Team(), await Team());
        await Due(team, team.One, TimeSpan.FromHours(8));
        await Due(punctual, punctual.One, TimeSpan.FromHours(8));
        await app.Send(team.One, new GoOnDuty(InHours(1)));
        await app.Send(punctual.One, new GoOnDuty(InHours(3)));
        app.Clock.Advance(TimeSpan.FromHours(2));

        (await app.Send("analyst", new LookAtDuty())).Lapsed.ShouldBeTrue();
        (await app.Send("analyst", new FindLapsedShifts())).Offered.ShouldBe(1);
        (await app.Send("analyst", new LookAtDuty())).Lapsed.ShouldBeFalse();
        (await app.Send("analyst", new FindLapsedShifts())).Lapsed.ShouldBe(0);

        (await Open(team)).ShouldBe(1);
        (await Open(punctual)).ShouldBe(0);
        (await app.Send(team.One, new ViewDuty())).Lapsed.ShouldBeTrue();
        await app.Send(team.One, new GoOnDuty(InHours(2)));
        (await Open(team)).ShouldBe(0);
        (await app.Db(db => db.ShiftHandovers.Where(h => h.UnitId == team.Unit).Select(h => h.Status).ToListAsync())).ShouldBe([ShiftStatus.Withdrawn]);

        Task<int> Open(Crew crew) => app.Db(db => db.Deadlines.CountAsync(d => d.IsOpen && d.Kind == "ShiftHandover" && d.OwnerUnitId == crew.Unit));
    }

    [Fact, Rule("CLK-3")]
    public async Task AReportThatWasBegun_IsHandedOverToo()
    {
        var team = await Team();
        var told = await app.Report();
        await app.Db(async db =>
        {
            var taken = new DaCaseManagement.Incidents.Incident("DA-99-" + Guid.NewGuid().ToString("N")[..6], Guid.NewGuid(), team.OneId, app.Clock.Now);
            db.Incidents.Add(taken);
            await db.SaveChangesAsync();
        });
        await app.Db(db => db.Deadlines.Where(d => d.Kind == "Assessment" && d.Subject == told.Incident + " " + told.Case).ExecuteUpdateAsync(s => s.SetProperty(d => d.OwnerUserId, team.OneId)));

        var end = await app.Send(team.One, new ViewShiftEnd());

        end.Items.Select(i => i.What).ShouldBe([ShiftItemKind.Deadline, ShiftItemKind.Report], ignoreOrder: true);
        (await app.Send(team.Two, new ViewShiftEnd())).Items.ShouldBeEmpty();
    }

    [Theory, Rule("CLK-3")]
    [InlineData("")]
    [InlineData("25:00")]
    [InlineData("soon")]
    public async Task AShift_EndsAtARealTime(string until)
    {
        using var browser = await app.SignIn("neighbourhood-officer");
        (await (await browser.Get("/duty")).Submit(new() { ["Until"] = until }, "form[action*='Begin']")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    private sealed record Crew(long Unit, string One, long OneId, string Two, long TwoId, string Boss, long BossId);

    private sealed record DueMatter(ForceApp App, string Case, long Id)
    {
        public Task Restrict() => App.Db(async db =>
        {
            (await db.Cases.SingleAsync(c => c.Reference == Case)).Restrict();
            await db.SaveChangesAsync();
        });
    }

    /// <summary>A specialist unit with two specialists and their supervisor.</summary>
    private async Task<Crew> Team()
    {
        var code = "CREW-" + Guid.NewGuid().ToString("N")[..6].ToUpperInvariant();
        await app.Send("administrator", new SaveUnit(code, "Crew " + code, UnitKind.InterviewTeam, null, IsNew: true));
        var unit = await app.Db(db => db.Units.Where(u => u.Code == code).Select(u => u.Id).SingleAsync());
        var (one, two, boss) = (await Member(unit, Role.Specialist), await Member(unit, Role.Specialist), await Member(unit, Role.SpecialistSupervisor));
        return new Crew(unit, one.Name, one.Id, two.Name, two.Id, boss.Name, boss.Id);
    }

    private async Task<(string Name, long Id)> Member(long unit, Role role)
    {
        var name = await app.Make(role);
        await app.Db(db => db.Users.Where(u => u.UserName == name).ExecuteUpdateAsync(s => s.SetProperty(u => u.UnitId, unit)));
        return (name, await app.Db(db => db.Users.Where(u => u.UserName == name).Select(u => u.Id).SingleAsync()));
    }

    /// <summary>Something that is due from one person about a case of its own.</summary>
    private async Task<DueMatter> Due(Crew crew, string person, TimeSpan after)
    {
        var told = await app.Report();
        return await app.Db(async db =>
        {
            var (now, user) = (app.Clock.Now, await db.Users.Where(u => u.UserName == person).Select(u => u.Id).SingleAsync());
            var @case = await db.Cases.Where(c => c.Reference == told.Case).Select(c => c.Id).SingleAsync();
            var deadline = new Deadline("Reassessment", told.Case, @case, null, crew.Unit, user, now, now + after);
            db.Deadlines.Add(deadline);
            await db.SaveChangesAsync();
            return new DueMatter(app, told.Case, deadline.Id);
        });
    }

    private Task<long?> Owner(long deadline) => app.Db(db => db.Deadlines.Where(d => d.Id == deadline).Select(d => d.OwnerUserId).SingleAsync());

    private string InHours(int hours) => LocalTime.Of(app.Clock.Now.AddHours(hours)).ToString("HH:mm", CultureInfo.InvariantCulture);

    private async Task<Browser> SignIn(string name)
    {
        var browser = app.Open();
        await browser.SignIn(name, Accounts.Password);
        return browser;
    }

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
