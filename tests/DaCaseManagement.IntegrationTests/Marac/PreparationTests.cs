using System.Globalization;
using System.Net;

using DaCaseManagement.Clocks;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Marac;
using DaCaseManagement.Pipeline;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Marac;

public sealed class PreparationTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("MRC-4")]
    public async Task AgendaAndResearch_AreDueDaysBefore_ReadyByAPerson_AndAgainAfterAnotherCase()
    {
        var (meeting, other) = (await Arrange(30), await Arrange(31));
        var (starts, days) = (await app.Db(db => db.Meetings.Where(m => m.Reference == meeting).Select(m => m.HeldOn).SingleAsync()), app.Policy().Marac.AgendaDaysBefore);
        (await Due(meeting)).ShouldBe(LocalTime.ToUtc(starts.ToDateTime(new TimeOnly(9, 30))).AddDays(-days));
        using var coordinator = await app.SignIn("marac-coordinator");
        var page = await coordinator.Get("/marac/meetings/" + meeting);

        var ready = await page.Submit([], "form[action*=Ready]");

        ready.Status.ShouldBe(HttpStatusCode.OK);
        (await Due(meeting)).ShouldBeNull();
        (await Due(other)).ShouldNotBeNull("another meeting is as it was");
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "marac.agenda-ready" && e.SubjectReference == meeting))).ShouldBe(1);
        var version = await app.Db(db => db.Meetings.Where(m => m.Reference == meeting).Select(m => m.Version).SingleAsync());
        (await Should.ThrowAsync<RefusedException>(() => app.Send("marac-coordinator", new ReadyAgenda(meeting, version - 1)))).Rule.ShouldBe("MRC-4", "made from the page of before");
        (await Should.ThrowAsync<RefusedException>(() => app.Send("marac-coordinator", new ReadyAgenda(meeting, version)))).Rule.ShouldBe("MRC-4", "said already");

        var told = await app.Report();
        await told.Assess(Story.High);
        await app.Send("marac-coordinator", new ListAtMeeting((await told.Refer()).Reference, meeting));
        (await Due(meeting)).ShouldNotBeNull();
        (await app.Db(db => db.Meetings.Where(m => m.Reference == meeting).Select(m => m.AgendaReadyAt).SingleAsync())).ShouldBeNull();
    }

    [Fact, Rule("MRC-4")]
    public async Task OnlyTheCoordinator_SaysThatItIsReady()
    {
        var meeting = await Arrange(40);

        await Should.ThrowAsync<Exception>(() => app.Send("specialist", new ReadyAgenda(meeting, 0)));
        using var specialist = await app.SignIn("specialist");
        (await specialist.Get("/marac/meetings/" + meeting)).Document.QuerySelector("form[action*=Ready]").ShouldBeNull();
        (await Due(meeting)).ShouldNotBeNull();
    }

    private async Task<string> Arrange(int days)
    {
        var area = await app.Db(db => db.Areas.Select(a => a.Id).FirstAsync());
        return await app.Send("marac-coordinator", new ArrangeMeeting(area, app.Clock.Now.AddDays(days).ToString("d/M/yyyy", CultureInfo.InvariantCulture), "09:30", "Civic centre", "16"));
    }

    private Task<DateTime?> Due(string meeting) => app.Db(db => db.Deadlines.Where(d => d.IsOpen && d.Kind == MeetingPreparation.Kind && d.Subject == meeting).Select(d => (DateTime?)d.DueAt).SingleOrDefaultAsync());
}
