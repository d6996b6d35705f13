using System.Net;

using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Incidents;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Cases;

public sealed class FollowUpTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("CAS-10")]
    public async Task AFirstGrade_OpensTheWholePlan_AndTheSystemSeesWhatItCanSee()
    {
        var decoy = await app.Report();
        var told = await app.Report();
        await app.Send("call-handler", new PassOnBriefing(told.Incident, "RN21", "2"));
        await told.Assess(Story.Standard);

        var tasks = await Tasks(told);
        tasks.Count.ShouldBe(7);
        tasks.Where(t => t.DoneBy is not null).ShouldAllBe(t => t.DoneAt != null && t.DoneById == null);
        var due = await Deadlines(told, FollowUpTask.Kind);
        due.Select(d => d.Subject).ShouldBe(tasks.Where(t => t.IsOpen).Select(t => FollowUpTask.Subject(told.Case, told.Incident, t.Place)), ignoreOrder: true);
        var reported = await app.Db(db => db.Incidents.Where(i => i.Reference == told.Incident).Select(i => i.StartedAt).SingleAsync());
        due.Select(d => d.DueAt).Order().ShouldBe(new[] { 24, 336, 336, 672 }.Select(h => reported.AddHours(h)));
        var holder = await app.Db(db => db.Responsibilities.Where(r => r.Case.Reference == told.Case && r.IsCurrent && r.Kind == ResponsibilityKind.Safeguarding).Select(r => r.OwnerUnitId).SingleAsync());
        due.ShouldAllBe(d => d.OwnerUnitId == holder);
        (await Deadlines(told, FollowUps.TouchKind)).Single().DueAt.ShouldBe(app.Clock.Now.AddDays(10), TimeSpan.FromMinutes(2));
        (await Tasks(decoy)).ShouldBeEmpty("it has no grade yet");
    }

    [Fact, Rule("CAS-10")]
    public async Task ABriefingPassedOnLater_DoesItsStep_WithoutATick()
    {
        var told = await app.Report();
        await told.Assess(Story.Standard);
        (await Tasks(told)).Single(t => t.DoneBy == FollowUpEvidence.HistoryGiven).IsOpen.ShouldBeTrue();

        await app.Send("call-handler", new PassOnBriefing(told.Incident, "RN21", "2"));

        (await Tasks(told)).Single(t => t.DoneBy == FollowUpEvidence.HistoryGiven).DoneAt.ShouldNotBeNull();
        (await Deadlines(told, FollowUpTask.Kind)).ShouldNotContain(d => d.Subject.EndsWith("step 2", StringComparison.Ordinal));
    }

    [Fact, Rule("CAS-10")]
    public async Task ANewIncidentOfAGradedCase_GetsAPlanOfItsOwn_AndAGradeAgainDoesNotDoubleIt()
    {
        var told = await app.Report();
        await told.Assess(Story.Standard);

        var again = await told.Again();
        await again.Assess(Story.Medium);
        await again.Review(Grade.Medium);

        again.Case.ShouldBe(told.Case);
        (await Tasks(told)).GroupBy(t => t.IncidentId).Select(g => g.Count()).ShouldBe([7, 7]);
        (await Deadlines(told, FollowUps.TouchKind)).Count.ShouldBe(1);
    }

    [Fact, Rule("CAS-10")]
    public async Task AStepIsRecordedOnItsPage_DoneOrNot_WithWords_AndRenewsTheTouchOfThePlan()
    {
        var told = await app.Report();
        await told.Assess(Story.Standard);
        var other = await app.Report();
        await other.Assess(Story.Standard);
        app.Clock.Advance(TimeSpan.FromHours(3));
        using var officer = await app.SignIn("neighbourhood-officer");
        var page = await officer.Get($"/cases/{told.Case}/follow-up");
        var visit = (await Tasks(told)).Single(t => t.Place == 4);

        (await page.Submit(new() { ["Step"] = Text(visit.Id) })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await page.Submit(new() { ["Step"] = Text(visit.Id), ["Done"] = "true", ["Told"] = "Visited; locks changed." })).Status.ShouldBe(HttpStatusCode.OK);
        var letter = (await Tasks(told)).Single(t => t.Place == 6);
        var after = await (await officer.Get($"/cases/{told.Case}/follow-up")).Submit(new() { ["Step"] = Text(letter.Id), ["Done"] = "false", ["Told"] = "He opens the post." });

        after.Text.ShouldContain("Visited; locks changed.");
        after.Text.ShouldContain("He opens the post.");
        (await Deadlines(told, FollowUpTask.Kind)).Select(d => d.Subject[^6..]).Order().ShouldBe(["step 2", "step 5", "step 7"]);
        (await Deadlines(told, FollowUps.TouchKind)).Single().DueAt.ShouldBe(app.Clock.Now.AddDays(10), TimeSpan.FromMinutes(2));
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "follow-up.done" && e.SubjectReference == told.Case))).ShouldBe(1);
        (await Should.ThrowAsync<RefusedException>(() => app.Send("neighbourhood-officer", new RecordStep(told.Case, visit.Id, true, "Again.")))).Rule.ShouldBe("CAS-10");
        await Should.ThrowAsync<RecordNotFoundException>(() => app.Send("neighbourhood-officer", new RecordStep(other.Case, letter.Id, true, "Of another case.")));
        (await Tasks(other)).Count(t => t.IsOpen).ShouldBe(5, "nothing of the other case was touched");
    }

    [Fact, Rule("CAS-10"), Rule("INV-6")]
    public async Task ThePagesOfARestrictedCase_AreNotThere()
    {
        var told = await app.Report();
        await told.Assess(Story.Standard);
        await told.Restrict();
        using var officer = await app.SignIn("neighbourhood-officer");
        using var specialist = await app.SignIn("specialist");

        foreach (var path in new[] { "follow-up", "contacts" })
        {
            (await officer.Get($"/cases/{told.Case}/{path}")).Status.ShouldBe(HttpStatusCode.NotFound);
            (await specialist.Get($"/cases/{told.Case}/{path}")).Status.ShouldBe(HttpStatusCode.OK);
        }

        using var handler = await app.SignIn("call-handler");
        (await handler.Get($"/cases/{told.Case}/follow-up")).Status.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
    }

    [Fact, Rule("RTE-2")]
    public async Task WhoTakesSafeguarding_TakesTheFollowUpWithIt_AndContactStays()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        var contact = (await Deadlines(told, ContactClock.Kind)).Single();

        await told.AcceptAll(ResponsibilityKind.Safeguarding);

        var holder = await app.Db(db => db.Responsibilities.Where(r => r.Case.Reference == told.Case && r.IsCurrent && r.Kind == ResponsibilityKind.Safeguarding).SingleAsync());
        (await Deadlines(told, FollowUpTask.Kind)).ShouldAllBe(d => d.OwnerUnitId == holder.OwnerUnitId && d.OwnerUserId == holder.OwnerUserId);
        (await Deadlines(told, FollowUps.TouchKind)).Single().OwnerUnitId.ShouldBe(holder.OwnerUnitId);
        (await Deadlines(told, ReviewCase.Kind)).Single().ShouldSatisfyAllConditions(d => d.OwnerUnitId.ShouldBe(holder.OwnerUnitId), d => d.OwnerUserId.ShouldBeNull());
        (await Deadlines(told, ContactClock.Kind)).Single().OwnerUnitId.ShouldBe(contact.OwnerUnitId);
        await told.AcceptAll(ResponsibilityKind.VictimContact);
        (await Deadlines(told, ContactClock.Kind)).Single().OwnerUnitId.ShouldNotBe(contact.OwnerUnitId);
    }

    [Fact, Rule("CAS-15")]
    public async Task ASupervisorsReview_RenewsTheReviewOfTheCase()
    {
        var told = await app.Report();
        var first = (await Deadlines(told, ReviewCase.Kind)).Single();
        first.DueAt.ShouldBe(app.Clock.Now.AddMinutes(app.Policy().MinutesOf(ReviewCase.Kind)), TimeSpan.FromMinutes(2));
        app.Clock.Advance(TimeSpan.FromDays(2));
        using var supervisor = await app.SignIn("response-supervisor");
        var page = await supervisor.Get($"/cases/{told.Case}/review");

        (await page.Submit(new() { ["Told"] = " " })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await page.Submit(new() { ["Told"] = "Chase the statement." })).Text.ShouldContain("Chase the statement.");

        var next = (await Deadlines(told, ReviewCase.Kind)).Single();
        next.Id.ShouldNotBe(first.Id);
        next.DueAt.ShouldBe(first.DueAt.AddDays(2), TimeSpan.FromMinutes(5));
        using var officer = await app.SignIn("response-officer");
        (await officer.Get($"/cases/{told.Case}/review")).Status.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
    }

    private static string Text(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private Task<List<FollowUpTask>> Tasks(Told told) => app.Db(db => db.FollowUpTasks.AsNoTracking().Where(t => t.Case.Reference == told.Case).OrderBy(t => t.Id).ToListAsync());

    private Task<List<Deadline>> Deadlines(Told told, string kind) => app.Db(db => db.Deadlines.AsNoTracking().Where(d => d.IsOpen && d.Kind == kind && d.CaseId == db.Cases.Single(c => c.Reference == told.Case).Id).OrderBy(d => d.Id).ToListAsync());
}
