using System.Globalization;
using System.Net;

using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Cases;

public sealed class ChangedTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("RSK-12")]
    public async Task SayingThatSomethingHasChanged_AsksTheSafeguardingOwnerForANewAssessment()
    {
        var told = await Graded();
        using var officer = await app.SignIn("response-officer");
        var page = await officer.Get($"/cases/{told.Case}/changed");

        (await page.Submit(new() { ["What"] = "", ["When"] = "soon", ["Told"] = "" })).Status.ShouldBe(HttpStatusCode.BadRequest);
        var done = await page.Submit(new() { ["What"] = nameof(RiskEvent.ReleaseFromCustody), ["When"] = LocalTime.Text(app.Clock.Now.AddMinutes(-30)), ["Told"] = "Released without bail." });

        done.Status.ShouldBe(HttpStatusCode.OK);
        var task = await Task(told);
        task.DueAt.ShouldBe(app.Clock.Now.AddMinutes(210), TimeSpan.FromMinutes(2));
        task.OwnerUnitId.ShouldBe(await app.Db(db => db.Responsibilities.Where(r => r.Case.Reference == told.Case && r.IsCurrent && r.Kind == ResponsibilityKind.Safeguarding).Select(r => r.OwnerUnitId).SingleAsync()));
        var story = (await officer.Get($"/cases/{told.Case}")).Text;
        story.ShouldContain("Assess the risk again");
        story.ShouldContain("Released without bail.");
    }

    [Fact, Rule("RSK-12")]
    public async Task FurtherEvents_JoinTheOneTaskWhichKeepsTheEarliestTime()
    {
        var told = await Graded();
        await Say(told, RiskEvent.VictimWithdrawsSupport);
        var first = (await Task(told)).DueAt;
        await Say(told, RiskEvent.OrderBreached);
        await Say(told, RiskEvent.Pregnancy);

        var task = await Task(told);
        task.DueAt.ShouldBeLessThan(first);
        task.DueAt.ShouldBe(app.Clock.Now.AddMinutes(240), TimeSpan.FromMinutes(2));
        var view = await app.Send("specialist", new ViewChanges(told.Case));
        view.Causes.Select(c => c.Event).Order().ShouldBe(new[] { RiskEvent.VictimWithdrawsSupport, RiskEvent.OrderBreached, RiskEvent.Pregnancy }.Order());
    }

    [Fact, Rule("RSK-12")]
    public async Task TheSameSaidTwice_HappenedOnce()
    {
        var told = await Graded();
        (await Say(told, RiskEvent.Arrest)).Known.ShouldBeFalse();

        (await Say(told, RiskEvent.Arrest, by: "specialist")).Known.ShouldBeTrue();

        (await app.Db(db => db.RiskChanges.CountAsync(c => c.Case.Reference == told.Case && c.Event == RiskEvent.Arrest))).ShouldBe(1);
        (await app.Db(db => db.Timeline.CountAsync(t => t.Headline.StartsWith("The suspect was arrested") && t.CaseId == db.Cases.Single(c => c.Reference == told.Case).Id))).ShouldBe(1);
    }

    [Fact, Rule("RSK-12")]
    public async Task ANewAssessmentWithoutANewIncident_AnswersEverythingKnown()
    {
        var told = await Graded();
        await Say(told, RiskEvent.Charge);
        using var officer = await app.SignIn("response-officer");
        (await officer.Get($"/risk/assess/{told.Incident}/{told.Case}")).Path.ShouldContain("/risk/assessments/", Shouldly.Case.Sensitive, "without being asked again the page shows what was submitted");

        var form = await officer.Get("/risk/again/" + told.Case);

        form.Document.QuerySelector("form.assess").ShouldNotBeNull();
        await told.Assess(Story.Medium);
        (await app.Db(db => db.Deadlines.AnyAsync(d => d.IsOpen && d.Kind == "Reassessment" && d.Subject == told.Case))).ShouldBeFalse();
        (await app.Send("specialist", new ViewChanges(told.Case))).Rows.ShouldAllBe(r => r.AnsweredAt != null);
        (await app.Db(db => db.Assessments.CountAsync(a => a.Case.Reference == told.Case && a.SubmittedAt != null))).ShouldBe(2);
    }

    [Fact, Rule("RSK-12")]
    public async Task ADayThatLiesAhead_MakesItsTaskWhenItComes_WhateverIsAssessedBefore()
    {
        var told = await Graded();
        await Say(told, RiskEvent.ReviewDateReached, app.Clock.Now.AddDays(3));
        (await Tasks(told)).ShouldBeEmpty();
        await told.Assess(Story.Medium);
        (await app.Send("chief-officer", new LookForLost())).Come.ShouldBeFalse();

        app.Clock.Advance(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(2));
        (await app.Send("chief-officer", new LookForLost())).Come.ShouldBeTrue();
        await app.Send("chief-officer", new ReopenLost());

        (await Task(told)).DueAt.ShouldBe(app.Clock.Now.AddMinutes(1440), TimeSpan.FromMinutes(5));
        (await app.Send("chief-officer", new LookForLost())).Come.ShouldBeFalse();
    }

    [Fact, Rule("RSK-12")]
    public async Task WhatCannotBeKnownBefore_IsNotSaidBefore()
    {
        var told = await Graded();

        (await Should.ThrowAsync<RefusedException>(() => Say(told, RiskEvent.Arrest, app.Clock.Now.AddHours(2)))).Field.ShouldBe("When");
        (await Should.ThrowAsync<RefusedException>(() => Say(told, RiskEvent.PrisonRelease, app.Clock.Now.AddYears(3)))).Field.ShouldBe("When");
        (await Tasks(told)).ShouldBeEmpty();
    }

    [Fact, Rule("RSK-12")]
    public async Task ANewIncidentOfThePair_AsksAgain_AndAFirstOneDoesNot()
    {
        var told = await app.Report();
        (await Tasks(told)).ShouldBeEmpty();
        await told.Assess(Story.Medium);

        var again = await told.Again(also: new Dictionary<string, string?> { ["prompt.separated"] = "Yes" });

        again.Case.ShouldBe(told.Case);
        (await app.Send("specialist", new ViewChanges(told.Case))).Causes.Select(c => c.Event).Order().ShouldBe([RiskEvent.NewIncident, RiskEvent.Separation]);
        await again.Assess(Story.Medium);
        (await Tasks(told)).ShouldBeEmpty();
    }

    [Fact, Rule("RSK-12")]
    public async Task AnotherAddressOfTheVictim_IsAMove()
    {
        var told = await Graded(new Dictionary<string, string?> { ["person.1.address"] = "4 Plover Rise, WM2 1AB" });

        await told.Again(also: new Dictionary<string, string?> { ["person.1.address"] = "4 Plover Rise, WM2 1AB" });
        (await Causes(told)).ShouldNotContain(RiskEvent.HouseMove);
        await told.Again(also: new Dictionary<string, string?> { ["person.1.address"] = "77 Sorrel Bank, WM5 6CD" });

        (await Causes(told)).ShouldContain(RiskEvent.HouseMove);
    }

    [Fact, Rule("RSK-12")]
    public async Task WhatAnAssessmentTellsForTheFirstTime_IsKeptAndAnsweredByIt()
    {
        var told = await app.Report();
        await told.Assess(Story.Entry(Grade.Medium, 2));

        await told.Assess(Story.Entry(Grade.Medium, 2, 6, 9));

        var rows = (await app.Send("specialist", new ViewChanges(told.Case))).Rows;
        rows.Select(r => r.Event).Order().ShouldBe([RiskEvent.Separation, RiskEvent.Pregnancy]);
        rows.ShouldAllBe(r => r.AnsweredAt != null);
        (await Tasks(told)).ShouldBeEmpty();
    }

    [Fact, Rule("RSK-12"), Rule("RTE-2")]
    public async Task TheTask_GoesWithTheResponsibility()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        await Say(told, RiskEvent.BailSet);
        var before = (await Task(told)).OwnerUnitId;

        await told.AcceptAll(ResponsibilityKind.Safeguarding);

        (await Task(told)).OwnerUnitId.ShouldNotBe(before);
    }

    [Fact, Rule("RSK-12"), Rule("INV-6")]
    public async Task ARestrictedCase_IsNotThereForOthers()
    {
        var told = await Graded();
        await told.Restrict();
        using var officer = await app.SignIn("response-officer");

        (await officer.Get($"/cases/{told.Case}/changed")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await officer.Get($"/risk/again/{told.Case}")).Status.ShouldBe(HttpStatusCode.NotFound);
        await Should.ThrowAsync<RecordNotFoundException>(() => Say(told, RiskEvent.Arrest));
    }

    private async Task<Told> Graded(IReadOnlyDictionary<string, string?>? also = null)
    {
        var told = await app.Report(also: also);
        await told.Assess(Story.Medium);
        return told;
    }

    private Task<SaidChanged> Say(Told told, RiskEvent what, DateTime? at = null, string by = "response-officer") =>
        app.Send(by, new SayChanged(told.Case, what, LocalTime.Of(at ?? app.Clock.Now).ToString("d/M/yyyy HH:mm", CultureInfo.InvariantCulture), "As told by custody."));

    private Task<List<Deadline>> Tasks(Told told) => app.Db(db => db.Deadlines.Where(d => d.IsOpen && d.Kind == "Reassessment" && d.Subject == told.Case).ToListAsync());

    private async Task<Deadline> Task(Told told) => (await Tasks(told)).ShouldHaveSingleItem();

    private async Task<IEnumerable<RiskEvent>> Causes(Told told) => (await app.Send("specialist", new ViewChanges(told.Case))).Causes.Select(c => c.Event);
}
