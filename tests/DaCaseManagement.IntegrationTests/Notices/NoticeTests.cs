using System.Net;

using DaCaseManagement.Clocks;
using DaCaseManagement.IntegrationTests.App;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Notices;

/// <summary>CLK-2: my notices, all of them, and their number on every page.</summary>
public sealed class NoticeTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("CLK-2")]
    public async Task Get_ShowsMineUnreadFirst_PageByPage_EachOnce()
    {
        await Tell("neighbourhood-officer", 60);
        await Tell("analyst", 3, "decoy");
        await app.Db(async db =>
        {
            var mine = await db.Notices.Where(n => n.Text.StartsWith("mine")).OrderBy(n => n.Id).ToListAsync();
            foreach (var read in mine.Where((_, n) => n % 2 == 0))
            {
                read.Read(app.Clock.Now);
            }

            await db.SaveChangesAsync();
        });
        using var officer = await app.SignIn("neighbourhood-officer");
        var seen = new List<(string Text, bool Unread)>();
        var page = await officer.Get("/notices");
        page.Document.QuerySelector(".app-header__count")!.TextContent.Trim().ShouldStartWith("30");
        for (var pages = 0; pages < 9; pages++)
        {
            seen.AddRange(page.Document.QuerySelectorAll(".notice").Select(n => (n.QuerySelector("p")!.TextContent.Split("mine ")[1].Split()[0], n.ClassList.Contains("notice--unread"))));
            page.Body.ShouldNotContain("decoy");
            if (page.Document.QuerySelector("a[href*='after=']") is null)
            {
                break;
            }

            page = await page.Click("Older notices");
        }

        seen.Select(s => s.Text).Distinct().Count().ShouldBe(60);
        seen.Count.ShouldBe(60);
        seen.TakeWhile(s => s.Unread).Count().ShouldBe(30, "all unread come first");
    }

    [Fact, Rule("CLK-2")]
    public async Task Post_AllRead_LeavesWhatCameAfterThePageWasDrawn_AndOthersAlone()
    {
        await Tell("records-staff", 4);
        await Tell("auditor", 2, "decoy");
        using var staff = await app.SignIn("records-staff");
        var page = await staff.Get("/notices");
        await Tell("records-staff", 1, "later");

        var after = await page.Submit([], "form[action*=All]");

        after.Status.ShouldBe(HttpStatusCode.OK);
        (await Unread("records-staff")).ShouldBe(["later 0"]);
        (await Unread("auditor")).Count.ShouldBe(2);
    }

    [Fact, Rule("CLK-2")]
    public async Task ANoticeAboutAnIncidentWithoutACase_LeadsToTheIncident()
    {
        var told = await app.Report();
        await app.Db(async db =>
        {
            var deadline = await db.Deadlines.FirstAsync(d => d.Kind == "Dispatch" && d.Subject == told.Incident);
            var user = await db.Users.Where(u => u.UserName == "control-room-supervisor").Select(u => u.Id).SingleAsync();
            db.Notices.Add(new Notice(user, "Late: Send officers.", null, app.Clock.Now, new DeadlineEvent(deadline.Id, DeadlineHappening.Breached, app.Clock.Now, deadline.DueAt, null, 1)));
            await db.SaveChangesAsync();
        });
        using var supervisor = await app.SignIn("control-room-supervisor");

        var late = await supervisor.Get("/notices?show=Late");

        late.Document.QuerySelector($"main a[href='/incidents/{told.Incident}']").ShouldNotBeNull();
        (await late.Submit([], "form[action*=Read]")).Status.ShouldBe(HttpStatusCode.OK);
        (await supervisor.Get("/notices?show=Unread")).Document.QuerySelectorAll(".notice").ShouldBeEmpty();
    }

    private Task Tell(string account, int count, string text = "mine") => app.Db(async db =>
    {
        var user = await db.Users.Where(u => u.UserName == account).Select(u => u.Id).SingleAsync();
        for (var n = 0; n < count; n++)
        {
            db.Notices.Add(new Notice(user, $"{text} {n} ", null, app.Clock.Now));
            await db.SaveChangesAsync();
        }
    });

    private Task<List<string>> Unread(string account) => app.Db(db => db.Notices.Where(n => n.ReadAt == null && db.Users.Any(u => u.Id == n.UserId && u.UserName == account)).Select(n => n.Text.Trim()).ToListAsync());
}
