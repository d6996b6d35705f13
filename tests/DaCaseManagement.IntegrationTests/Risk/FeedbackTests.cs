using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Marac;
using DaCaseManagement.Oversight;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Risk;

public sealed class FeedbackTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("RSK-14")]
    public async Task TheOfficer_HearsThatTheSupervisorAgreed()
    {
        var told = await app.Report();
        await told.Assess(Story.Medium);
        await told.Review(Grade.Medium, words: "Careful work, thank you.");
        using var officer = await app.SignIn("response-officer");

        (await officer.Get("/")).Text.ShouldContain("Careful work, thank you.");
        var mine = await officer.Get("/risk/mine");
        mine.Text.ShouldContain(told.Incident);
        mine.Text.ShouldContain("Careful work, thank you.");
    }

    [Fact, Rule("RSK-14")]
    public async Task TheOfficer_HearsWhatMaracMadeOfIt()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        var referral = await told.Refer();
        (await Row(told)).Marac!.Status.ShouldBe(ReferralStatus.Waiting);
        var area = await app.Db(db => db.Areas.Where(a => a.Code == "CITY").Select(a => a.Id).SingleAsync());
        var meeting = await app.Send("marac-coordinator", new ArrangeMeeting(area, app.Clock.Now.AddDays(12).ToString("d/M/yyyy", System.Globalization.CultureInfo.InvariantCulture), "09:30", "Civic centre", "16"));
        await app.Send("marac-coordinator", new ListAtMeeting(referral.Reference, meeting));

        (await Row(told)).Marac!.Status.ShouldBe(ReferralStatus.Listed);
        (await app.Db(db => db.Notices.Where(n => n.CaseReference == told.Case && n.Text.Contains("MARAC")).CountAsync())).ShouldBe(2);
    }

    [Fact, Rule("RSK-14")]
    public async Task MyAssessments_AreMineAndThoseIMaySee()
    {
        var (mine, theirs, hidden) = (await app.Report(), await app.Report(), await app.Report());
        await mine.Assess(Story.Standard);
        await theirs.Assess(Story.Standard, by: "specialist");
        await hidden.Assess(Story.Standard);
        await hidden.Restrict();
        using var officer = await app.SignIn("response-officer");

        var text = (await officer.Get("/risk/mine")).Text;

        text.ShouldContain(mine.Incident);
        text.ShouldNotContain(theirs.Incident);
        text.ShouldNotContain(hidden.Incident);
    }

    [Fact, Rule("RSK-14")]
    public async Task TheSameGapThreeTimes_IsAHintForOfficerAndSupervisor_AndTwiceIsNone()
    {
        var notAlone = Story.Standard with { VictimAlone = false };
        for (var i = 0; i < 2; i++)
        {
            await (await app.Report()).Assess(notAlone, by: "neighbourhood-officer");
        }

        (await app.Send("neighbourhood-officer", new ListMyAssessments())).Hints.ShouldBeEmpty();
        await (await app.Report()).Assess(notAlone, by: "neighbourhood-officer");
        await (await app.Report()).Assess(notAlone, by: "neighbourhood-officer");

        (await app.Send("neighbourhood-officer", new ListMyAssessments())).Hints.ShouldBe([new RepeatedGap(Gap.NotAlone, 4)]);
        using var officer = await app.SignIn("neighbourhood-officer");
        (await officer.Get("/risk/mine")).Text.ShouldContain("Victim not asked alone");
        (await app.Db(db => db.Notices.CountAsync(n => n.Text.StartsWith("Victim not asked alone") && db.Users.Any(u => u.Id == n.UserId && u.UserName == "neighbourhood-officer")))).ShouldBe(1, "told when it has come back, not each time after");
        var hint = (await app.Send("response-supervisor", new ListHints())).Rows.Single(h => h.Gap == Gap.NotAlone);
        (hint.Times, hint.Incidents.Count, hint.Officer).ShouldBe((4, 4, "Callum Featherstone"));

        app.Clock.Advance(TimeSpan.FromDays(200));
        (await app.Send("neighbourhood-officer", new ListMyAssessments())).Hints.ShouldBeEmpty();
        (await app.Send("response-supervisor", new ListHints())).Rows.ShouldNotContain(h => h.Gap == Gap.NotAlone);
    }

    private async Task<MyAssessment> Row(Told told) => (await app.Send("response-officer", new ListMyAssessments())).Rows.Single(r => r.Incident == told.Incident);
}
