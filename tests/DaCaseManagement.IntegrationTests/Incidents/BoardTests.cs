using System.Net;

using DaCaseManagement.Access;
using DaCaseManagement.Incidents;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Web.Live;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Incidents;

/// <summary>REC-10: the board, whole and live.</summary>
public sealed class BoardTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("REC-10")]
    public async Task Get_ShowsEveryOpenIncidentWorstFirst_AndLogsEach()
    {
        var (waits, sent, attended, restricted) = (await app.Report(), await app.Report(), await app.Report(), await app.Report());
        await app.Send("call-handler", new SendOfficers(sent.Incident, "WM51", "2"));
        await app.Send("call-handler", new SendOfficers(attended.Incident, "WM52", "2"));
        await app.Send("call-handler", new RecordArrival(attended.Incident, "WM52"));
        await restricted.Restrict();
        using var supervisor = await app.SignIn("control-room-supervisor");

        var page = await supervisor.Get("/board");

        var shown = References(page);
        shown.IndexOf(waits.Incident).ShouldBeInRange(0, shown.IndexOf(sent.Incident) - 1);
        shown.IndexOf(sent.Incident).ShouldBeLessThan(shown.IndexOf(attended.Incident));
        page.Body.ShouldNotContain(restricted.Incident);
        page.Body.ShouldNotContain("Quellmark", Case.Insensitive, "a wall is no place for names");
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == nameof(ViewBoard) && e.SubjectReference == waits.Incident && e.UserName == "control-room-supervisor"))).ShouldBeGreaterThan(0);
        using var cleared = await app.SignIn("specialist-supervisor");
        References(await cleared.Get("/board")).ShouldContain(restricted.Incident);
    }

    [Fact, Rule("REC-10"), Rule("REC-6")]
    public async Task Post_TheOnlyCrewOnTheWay_HasArrived()
    {
        var told = await app.Report();
        await app.Send("call-handler", new SendOfficers(told.Incident, "WM53", "2"));
        using var handler = await app.SignIn("call-handler");

        var after = await (await handler.Get("/board")).Submit(new() { ["Arrived"] = told.Incident }, "form#arrive");

        after.Status.ShouldBe(HttpStatusCode.OK);
        (await app.Db(db => db.Incidents.Where(i => i.Reference == told.Incident).Select(i => i.ArrivedAt).SingleAsync())).ShouldNotBeNull();
    }

    [Fact, Rule("REC-10")]
    public async Task Watching_AReportBySomebodyElseIsSeen_AndLoggedOnce()
    {
        using var supervisor = await app.SignIn("control-room-supervisor");
        using var watching = await Watching.Begin(supervisor);
        (await watching.Next()).ShouldContain("data-row", Case.Sensitive, "the whole board comes first");

        var told = await app.Report();

        (await watching.Until(told.Incident)).ShouldNotBeNull();
        await app.Send("call-handler", new SendOfficers(told.Incident, "WM54", "2"));
        (await watching.Until("WM54")).ShouldNotBeNull();
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == nameof(ViewBoard) && e.Detail == "live" && e.SubjectReference == told.Incident && e.UserName == "control-room-supervisor"))).ShouldBe(1, "looked at once, however often it changed");
        watching.Ids.ShouldBe(watching.Ids.Order().Distinct());
    }

    [Fact, Rule("REC-10")]
    public async Task ASlowLine_GetsTheLatestAndNotWhatItMissed()
    {
        var viewer = new BoardViewer(null!, default);
        foreach (var id in new long[] { 1, 2, 3 })
        {
            viewer.Give(new BoardFrame(id, "", [], []));
        }

        (await viewer.Frames.ReadAsync()).Id.ShouldBe(3);
        viewer.Frames.TryRead(out _).ShouldBeFalse();
    }

    [Fact, Rule("REC-10"), Rule("REC-11")]
    public async Task Get_WhatIsNotDomesticAbuse_IsNotOnTheBoard()
    {
        var (told, decoy) = (await app.Report(), await app.Report());
        await app.Db(db => db.Incidents.Where(i => i.Reference == told.Incident).ExecuteUpdateAsync(s => s.SetProperty(i => i.Coding, Coding.ConcernForSafety)));
        using var supervisor = await app.SignIn("control-room-supervisor");

        var shown = References(await supervisor.Get("/board"));

        shown.ShouldContain(decoy.Incident);
        shown.ShouldNotContain(told.Incident);
    }

    [Fact, Rule("REC-10"), Rule("INV-6")]
    public async Task Watching_WhatIsRestrictedMeanwhileDisappears_ForThoseWhoMayNotSeeIt()
    {
        var (told, decoy) = (await app.Report(), await app.Report());
        using var supervisor = await app.SignIn("control-room-supervisor");
        using var specialist = await app.SignIn("specialist-supervisor");
        using var watching = await Watching.Begin(supervisor);
        using var cleared = await Watching.Begin(specialist);
        (await watching.Until(told.Incident)).ShouldNotBeNull();
        await told.Restrict();

        await app.Report();

        (await watching.UntilWithout(told.Incident) ?? "").ShouldContain(decoy.Incident);
        (await cleared.Until(told.Incident)).ShouldNotBeNull();
    }

    [Fact, Rule("ACC-1"), Rule("REC-10")]
    public async Task Watching_EndsWithTheSession_AndDoesNotKeepItAlive()
    {
        using var handler = await app.SignIn("call-handler");
        using var watching = await Watching.Begin(handler);
        await watching.Next();
        var seen = await Seen();

        app.Clock.Advance(TimeSpan.FromMinutes(30));
        using (await Watching.Begin(handler))
        {
            (await Seen()).ShouldBe(seen, "to watch is not to be there");
        }

        app.Clock.Advance(TimeSpan.FromMinutes(31));
        (await watching.Ended()).ShouldBeTrue();
        using var again = await handler.Client.GetAsync("/board/events", HttpCompletionOption.ResponseHeadersRead);
        again.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        Task<DateTime> Seen() => app.Db(db => db.Sessions.Where(s => s.User!.UserName == "call-handler").OrderByDescending(s => s.StartedAt).Select(s => s.LastSeenAt).FirstAsync());
    }

    [Fact, Rule("ACC-1"), Rule("REC-10")]
    public async Task Watching_EndsWhenTheAccountIsDisabled()
    {
        using var supervisor = await app.SignIn("response-supervisor-2");
        using var watching = await Watching.Begin(supervisor);
        await watching.Next();

        await app.Send("administrator", new DisableAccount("response-supervisor-2"));

        (await watching.Ended()).ShouldBeTrue();
    }

    [Fact, Rule("ACC-1")]
    public async Task WhoMayNotSeeTheBoard_GetsNoFeed()
    {
        using var officer = await app.SignIn("response-officer");
        foreach (var path in new[] { "/board", "/board/events", "/board/rows" })
        {
            (await officer.Get(path)).Status.ShouldBe(HttpStatusCode.NotFound, path);
        }

        using var nobody = app.Open();
        using var refused = await nobody.Client.GetAsync("/board/events");
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact, Rule("REC-10")]
    public async Task ABrowserThatAsks_GetsTheBoardOnce_AndThenOnlyWhenItChanged()
    {
        var told = await app.Report();
        using var handler = await app.SignIn("call-handler");
        using var first = await handler.Client.GetAsync("/board/rows");
        (await first.Content.ReadAsStringAsync()).ShouldContain(told.Incident);
        var have = first.Headers.GetValues("X-Board").Single();

        using var same = await handler.Client.GetAsync("/board/rows?have=" + have);
        same.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var next = await app.Report();
        var body = "";
        for (var tries = 0; tries < 50 && !body.Contains(next.Incident, StringComparison.Ordinal); tries++)
        {
            await Task.Delay(100);
            using var later = await handler.Client.GetAsync("/board/rows?have=" + have);
            body = await later.Content.ReadAsStringAsync();
        }

        body.ShouldContain(next.Incident);
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == nameof(ViewBoard) && e.Detail == "live" && e.SubjectReference == told.Incident && e.UserName == "call-handler"))).ShouldBe(1);
    }

    [Fact, Rule("ACC-2")]
    public async Task WhenTheLogCannotBeWritten_NothingIsShown()
    {
        await using var own = new OwnForce();
        await own.App.InitializeAsync();
        await own.App.Report();
        using var supervisor = await own.App.SignIn("control-room-supervisor");
        await own.App.Db(db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER full BEFORE INSERT ON AuditEvents WHEN NEW.Detail = 'live' BEGIN SELECT RAISE(ABORT, 'full'); END"));
        using var watching = await Watching.Begin(supervisor);

        (await watching.NextWithin(TimeSpan.FromSeconds(2))).ShouldBeNull();

        await own.App.Db(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER full"));
        using var again = await Watching.Begin(supervisor);
        (await again.Next()).ShouldContain("data-row");
    }

    private static List<string> References(WebPage page) => [.. page.Document.QuerySelectorAll("[data-row]").Select(r => r.GetAttribute("data-row")!)];

    private sealed class OwnForce : IAsyncDisposable
    {
        public ForceApp App { get; } = new();

        public async ValueTask DisposeAsync() => await ((IAsyncLifetime)App).DisposeAsync();
    }
}
