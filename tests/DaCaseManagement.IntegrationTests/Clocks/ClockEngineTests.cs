using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.IntegrationTests.Clocks;

/// <summary>CLK-1: each test has an application, and so a force, of its own.</summary>
public sealed class ClockEngineTests : IAsyncLifetime
{
    private readonly ForceApp app = new();

    public Task InitializeAsync() => app.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)app).DisposeAsync();

    [Fact, Rule("CLK-1"), Rule("INV-10")]
    public async Task ADeadline_IsWarnedOf_ToldWhenLate_AndEscalated_EachOnce_AndItIsKeptWhoWasTold()
    {
        var told = await app.Report();
        var decoy = await app.Report();
        await decoy.Assess(Story.Standard);
        await app.Tick();
        (await Happened(told)).ShouldBeEmpty();

        app.Clock.Advance(TimeSpan.FromMinutes(451));
        await app.Tick();
        (await app.Tick()).ShouldBe(0);
        (await Happened(told)).ShouldBe([DeadlineHappening.Warned]);

        app.Clock.Advance(TimeSpan.FromMinutes(150));
        await app.Tick();
        await app.Tick();
        (await Happened(told)).ShouldBe([DeadlineHappening.Warned, DeadlineHappening.Breached]);
        (await Told(told, DeadlineHappening.Breached)).ShouldBe(["response-supervisor", "response-supervisor-2"]);

        app.Clock.Advance(TimeSpan.FromMinutes(61));
        await app.Tick();
        (await Happened(told)).ShouldBe([DeadlineHappening.Warned, DeadlineHappening.Breached, DeadlineHappening.Escalated]);
        (await Told(told, DeadlineHappening.Escalated)).ShouldBe(["control-room-supervisor", "response-supervisor", "response-supervisor-2"]);

        // What was done in time is never spoken of; what is done late is spoken of no more.
        (await Happened(decoy)).ShouldBeEmpty();
        await told.Assess(Story.Standard);
        app.Clock.Advance(TimeSpan.FromDays(2));
        await app.Tick();
        (await Happened(told)).Count.ShouldBe(3);
        (await app.Db(db => db.AuditEvents.Where(e => e.SubjectReference == told.Case && e.Code.StartsWith("deadline.") && e.Detail!.StartsWith("Assessment ")).OrderBy(e => e.Sequence).Select(e => e.Code).ToListAsync()))
            .ShouldBe(["deadline.warned", "deadline.breached", "deadline.escalated"]);
    }

    [Fact, Rule("CLK-1")]
    public async Task TwoNodesAtOnce_DoEverythingOnce_AndTheSecondGoesOnWhenTheFirstIsGone()
    {
        var first = app.Services.GetRequiredService<ClockEngine>();
        var second = ActivatorUtilities.CreateInstance<ClockEngine>(app.Services);
        await first.Tick(default);
        await Many(600, app.Clock.Now.AddMinutes(1));
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await Task.WhenAll(Task.Run(() => first.Tick(default)), Task.Run(() => second.Tick(default)), Task.Run(() => first.Tick(default)), Task.Run(() => second.Tick(default)));
        (await Breaches()).ShouldBe((600, 600));

        // Either may have had the lease of the two: who has it now is the first from here on.
        var holder = await app.Db(db => db.ClockLeases.Select(l => l.Holder).SingleAsync());
        (first, second) = holder == first.Node ? (first, second) : (second, first);
        await Many(50, app.Clock.Now.AddSeconds(1));
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        (await second.Tick(default)).ShouldBe(0);
        app.Clock.Advance(ClockLease.Holds);
        (await second.Tick(default)).ShouldBe(50);
        (await first.Tick(default)).ShouldBe(0);
        (await Breaches()).ShouldBe((650, 650));
    }

    [Fact, Rule("CLK-1")]
    public async Task ATransactionThatFails_HasDoneNothing_AndIsDoneLater()
    {
        await app.Tick();
        await Many(5, app.Clock.Now.AddMinutes(1));
        app.Clock.Advance(TimeSpan.FromMinutes(2));

        // The table that keeps what is said cannot be written: nothing at all may have happened.
        await app.Db(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE Notices RENAME TO NoticesAway"));
        await Should.ThrowAsync<Exception>(() => app.Tick());
        (await app.Db(db => db.DeadlineEvents.CountAsync())).ShouldBe(0);
        (await app.Db(db => db.Deadlines.CountAsync(d => d.BreachedAt != null))).ShouldBe(0);
        await app.Db(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE NoticesAway RENAME TO Notices"));
        await app.Tick();
        (await Breaches()).ShouldBe((5, 5));
    }

    [Fact, Rule("CLK-1")]
    public async Task AfterTwelveHoursWithoutAClock_ItCatchesUpInDueOrder_AndSaysSo()
    {
        await app.Tick();
        var start = app.Clock.Now;
        for (var n = 0; n < 300; n++)
        {
            await Many(1, start.AddMinutes(700 - (n * 2)), $"Late {n:D3}");
        }

        app.Clock.Advance(TimeSpan.FromHours(12));
        await app.Tick();
        (await Breaches()).ShouldBe((300, 300));
        var order = await app.Db(db => db.DeadlineEvents.OrderBy(e => e.Id).Select(e => e.DueAt).ToListAsync());
        order.ShouldBe(order.Order());
        var outage = await app.Db(db => db.ClockOutages.SingleAsync());
        outage.CaughtUpAt.ShouldNotBeNull();
        outage.Late.ShouldBe(300);
        (outage.Until - outage.From).ShouldBeGreaterThan(TimeSpan.FromHours(11));
        (await app.Db(db => db.Notices.Where(n => n.Text.Contains("No clock ran")).Select(n => db.Users.Single(u => u.Id == n.UserId).UserName).ToListAsync())).ShouldBe(["administrator", "control-room-supervisor"], ignoreOrder: true);
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "clocks.caught-up"))).ShouldBe(1);
        await app.Tick();
        (await app.Db(db => db.ClockOutages.CountAsync())).ShouldBe(1);
    }

    [Fact, Rule("INV-6")]
    public async Task OfARestrictedCase_OnlyThoseWhoMaySeeItAreTold()
    {
        var told = await app.Report();
        await told.Restrict();
        app.Clock.Advance(TimeSpan.FromHours(30));
        await app.Tick();
        var roles = await app.Db(db => db.Notices.Where(n => n.CaseReference == told.Case).Select(n => db.Users.Single(u => u.Id == n.UserId).Role).Distinct().ToListAsync());
        roles.ShouldNotBeEmpty();
        roles.ShouldAllBe(r => app.Policy().Roles[r].Contains(Permission.SeeRestrictedCases));
    }

    [Fact, Rule("CLK-3")]
    public async Task OutOfOfficeHours_WhoeverCoversIsToldToo()
    {
        // The next Saturday at ten, and the Monday after it.
        var policy = new WorkingCalendar(app.Policy().Clocks);
        await app.Tick();
        var saturday = Next(t => !policy.IsOpen(t));
        var monday = policy.NextOpen(saturday).AddHours(1);
        var unit = await app.Db(db => db.Units.Where(u => u.Code == "SAFE").Select(u => u.Id).SingleAsync());
        await Many(1, saturday, "Weekend", unit);
        await Many(1, monday, "Weekday", unit);
        app.Clock.Advance(saturday.AddSeconds(1) - app.Clock.Now);
        await app.Tick();
        (await ToldOf("Weekend")).ShouldContain("control-room-supervisor");
        app.Clock.Advance(monday.AddSeconds(1) - app.Clock.Now);
        await app.Tick();
        (await ToldOf("Weekday")).ShouldNotContain("control-room-supervisor");
        (await ToldOf("Weekday")).ShouldNotBeEmpty();

        DateTime Next(Func<DateTime, bool> when)
        {
            var at = app.Clock.Now.AddHours(1);
            while (!when(at) || !when(at.AddMinutes(5)))
            {
                at = at.AddMinutes(10);
            }

            return at;
        }
    }

    [Fact, Rule("CLK-1"), Rule("INV-4")]
    public async Task WhenThePolicyChanges_OpenDeadlinesAreCountedAgain_AndTheOldTimeIsKept()
    {
        await app.Tick();
        var (told, done) = (await app.Report(), await app.Report());
        await done.Assess(Story.Standard);
        var before = await Assessment(told);
        var inForce = app.Services.GetRequiredService<PolicyInForce>();
        var policy = inForce.Policy;
        var next = policy with { Profile = policy.Profile with { Version = policy.Profile.Version + 1 }, Deadlines = policy.Deadlines.ToDictionary(d => d.Key, d => d.Key == "Assessment" ? d.Value with { Minutes = 300 } : d.Value) };
        inForce.Take([new ApprovedPolicy(inForce.Turn + 1, next.Version, app.Clock.Now, next, "{}")]);
        await app.Tick();

        var after = await Assessment(told);
        (before.DueAt - after.DueAt).ShouldBe(TimeSpan.FromMinutes(300));
        after.FirstDueAt.ShouldBe(before.DueAt);
        var kept = await app.Db(db => db.DeadlineEvents.SingleAsync(e => e.DeadlineId == before.Id));
        (kept.What, kept.DueAt).ShouldBe((DeadlineHappening.Moved, before.DueAt));
        (await Assessment(done)).DueAt.ShouldBe((await Assessment(done)).FirstDueAt);
        await app.Tick();
        (await app.Db(db => db.DeadlineEvents.CountAsync())).ShouldBe(1);
    }

    [Fact, Rule("CLK-1")]
    public async Task ThePage_SaysWhetherTheClocksRun_AndWhenTheyStoodStill()
    {
        using var administrator = await app.SignIn("administrator");
        (await administrator.Get("/clocks")).Document.QuerySelector("#state")!.GetAttribute("data-state").ShouldBe("stopped");
        await app.Tick();
        await Many(3, app.Clock.Now.AddMinutes(1));
        (await administrator.Get("/clocks")).Document.QuerySelector("#state")!.GetAttribute("data-state").ShouldBe("running");
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        (await administrator.Get("/clocks")).Document.QuerySelector("#state")!.GetAttribute("data-state").ShouldBe("stopped");
        await app.Tick();
        var page = await administrator.Get("/clocks");
        page.Document.QuerySelector("#state")!.GetAttribute("data-state").ShouldBe("running");
        var outage = page.Document.QuerySelector("[aria-label='Times without a clock'] tbody tr")!;
        outage.Children[2].TextContent.ShouldBe("3");
        outage.Children[3].TextContent.ShouldNotBe("Not yet");
    }

    private Task<Deadline> Assessment(Told told) => app.Db(db => db.Deadlines.AsNoTracking().SingleAsync(d => d.Kind == "Assessment" && d.Subject == $"{told.Incident} {told.Case}"));

    private Task<List<DeadlineHappening>> Happened(Told told) =>
        app.Db(db => db.DeadlineEvents.Where(e => db.Deadlines.Any(d => d.Id == e.DeadlineId && d.Kind == "Assessment" && d.Subject == $"{told.Incident} {told.Case}")).OrderBy(e => e.Id).Select(e => e.What).ToListAsync());

    private Task<List<string?>> Told(Told told, DeadlineHappening what) =>
        app.Db(db => db.Notices.Where(n => n.About!.What == what && db.Deadlines.Any(d => d.Id == n.About.DeadlineId && d.Kind == "Assessment" && d.Subject == $"{told.Incident} {told.Case}"))
            .Select(n => db.Users.Single(u => u.Id == n.UserId).UserName).OrderBy(n => n).ToListAsync());

    private Task<List<string?>> ToldOf(string subject) =>
        app.Db(db => db.Notices.Where(n => db.Deadlines.Any(d => d.Id == n.About!.DeadlineId && d.Subject == subject)).Select(n => db.Users.Single(u => u.Id == n.UserId).UserName).Distinct().ToListAsync());

    /// <summary>How many were told of as late, and of how many different deadlines.</summary>
    private Task<(int Events, int Deadlines)> Breaches() => app.Db(async db =>
    {
        var breached = await db.DeadlineEvents.Where(e => e.What == DeadlineHappening.Breached).Select(e => e.DeadlineId).ToListAsync();
        return (breached.Count, breached.Distinct().Count());
    });

    private Task Many(int count, DateTime due, string subject = "Many", long? unit = null) => app.Db(async db =>
    {
        var owner = unit ?? await db.Units.Where(u => u.Code == "RESP-C").Select(u => u.Id).SingleAsync();
        for (var n = 0; n < count; n++)
        {
            db.Deadlines.Add(new Deadline("Assessment", count == 1 ? subject : $"{subject} {due.Ticks} {n}", null, null, owner, null, app.Clock.Now, due));
        }

        await db.SaveChangesAsync();
    });
}
