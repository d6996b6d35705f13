using System.Net;

using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Cases;

public sealed class ContactTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("CAS-7")]
    public async Task OnlyReachingTheVictim_MovesTheContactClockOn_AndAttemptsAreKept()
    {
        var told = await Graded();
        var first = await Clock(told);
        first.DueAt.ShouldBe(app.Clock.Now.AddHours(24), TimeSpan.FromMinutes(2));
        app.Clock.Advance(TimeSpan.FromHours(6));
        using var officer = await app.SignIn("neighbourhood-officer");
        var page = await officer.Get($"/cases/{told.Case}/contacts");

        (await page.Submit(new() { ["When"] = "soon" })).Status.ShouldBe(HttpStatusCode.BadRequest);
        await page.Submit(new() { ["Means"] = "Telephone", ["Outcome"] = "NoAnswer", ["Told"] = "" });
        await page.Submit(new() { ["Means"] = "Visit", ["Outcome"] = "Unsafe", ["Told"] = "He was at the window." });
        (await Clock(told)).ShouldSatisfyAllConditions(d => d.Id.ShouldBe(first.Id), d => d.DueAt.ShouldBe(first.DueAt));
        var reached = await page.Submit(new() { ["Means"] = "Telephone", ["Outcome"] = "Spoke", ["Told"] = "Safe at her sister's." });

        reached.Text.ShouldContain("He was at the window.");
        reached.Text.ShouldContain("Safe at her sister's.");
        var next = await Clock(told);
        next.Id.ShouldNotBe(first.Id);
        next.DueAt.ShouldBe(app.Clock.Now.AddHours(24), TimeSpan.FromMinutes(2));
        (await app.Db(db => db.Deadlines.SingleAsync(d => d.Id == first.Id))).SatisfiedAt.ShouldNotBeNull();
        (await app.Db(db => db.Contacts.CountAsync(c => c.CaseId == db.Cases.Single(x => x.Reference == told.Case).Id))).ShouldBe(3);
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "contact.kept" && e.SubjectReference == told.Case))).ShouldBe(3);
        (await officer.Get($"/cases/{told.Case}")).Text.ShouldContain("The victim was reached");
    }

    [Fact, Rule("CAS-7")]
    public async Task WhatIsAgreedWithTheVictim_SetsTheClock_AndIsKeptWithTheSafeContact()
    {
        var told = await Graded();
        using var officer = await app.SignIn("response-officer");
        var page = await officer.Get($"/cases/{told.Case}/safe-contact");

        var after = await page.Submit(new() { ["Number"] = "07700 900123", ["Times"] = "9:00 to 15:00", ["EveryHours"] = "72" });

        after.Text.ShouldContain("3 days");
        (await Clock(told)).DueAt.ShouldBe(app.Clock.Now.AddHours(72), TimeSpan.FromMinutes(2));
        (await app.Db(db => db.DeadlineEvents.Where(e => e.DeadlineId == db.Deadlines.Single(d => d.IsOpen && d.Kind == ContactClock.Kind && d.Subject == told.Case).Id).Select(e => e.What).ToListAsync())).ShouldBe([DeadlineHappening.Moved]);
    }

    [Fact, Rule("CAS-10")]
    public async Task AtMediumRisk_OnlyAVisitEndsTheFirstVisit()
    {
        var told = await app.Report();
        await told.Assess(Story.Medium);
        var first = await Clock(told);
        first.DueAt.ShouldBe(app.Clock.Now.AddHours(72), TimeSpan.FromMinutes(2));

        await Reached(told, ContactMeans.Telephone);
        (await Clock(told)).Id.ShouldBe(first.Id);
        await Reached(told, ContactMeans.Visit);

        (await app.Db(db => db.Deadlines.AnyAsync(d => d.IsOpen && d.Kind == ContactClock.Kind && d.Subject == told.Case))).ShouldBeFalse();
        (await app.Db(db => db.Deadlines.SingleAsync(d => d.Id == first.Id))).SatisfiedAt.ShouldNotBeNull();
    }

    [Fact, Rule("CAS-7"), Rule("INV-4")]
    public async Task ACorrection_StandsBesideWhatWasKept_AndTakesTheContactBack()
    {
        var told = await Graded();
        var before = (await Clock(told)).DueAt;
        app.Clock.Advance(TimeSpan.FromHours(5));
        var wrong = await Reached(told, ContactMeans.Telephone);
        (await Clock(told)).DueAt.ShouldBeGreaterThan(before);
        using var officer = await app.SignIn("neighbourhood-officer");
        var page = await officer.Get($"/cases/{told.Case}/contacts?correct={wrong}");

        var after = await page.Submit(new() { ["Outcome"] = "SomebodyElse", ["Told"] = "It was her mother." });

        after.Status.ShouldBe(HttpStatusCode.OK);
        after.Text.ShouldContain("Corrected since");
        after.Text.ShouldContain("It was her mother.");
        (await Clock(told)).DueAt.ShouldBeLessThanOrEqualTo(app.Clock.Now.AddHours(24));
        (await Should.ThrowAsync<RefusedException>(() => app.Send("specialist", Contact(told, ContactOutcome.NoAnswer) with { Corrects = wrong }))).Rule.ShouldBe("INV-4");
        (await Should.ThrowAsync<SqliteException>(() => app.Db(db => db.Database.ExecuteSqlRawAsync("UPDATE VictimContacts SET Words = 'Other words'")))).Message.ShouldContain("append-only");
    }

    [Fact, Rule("CAS-6")]
    public async Task TheVictimIsToldOfEachEvent_WithinAWorkingDay_ByWhoKeepsContact()
    {
        var told = await Graded();
        await told.AcceptAll(ResponsibilityKind.VictimContact);
        var arrest = await Say(told, RiskEvent.Arrest);
        var bail = await Say(told, RiskEvent.BailSet);
        await Say(told, RiskEvent.Pregnancy);

        var due = await Informed(told);
        due.Select(d => d.Subject).ShouldBe([RiskEvents.TellSubject(arrest), RiskEvents.TellSubject(bail)]);
        due.ShouldAllBe(d => d.DueAt == DueTime.Of(app.Policy(), RiskEvents.TellKind, d.CountedFrom, 1_440).DueAt);
        var holder = await app.Db(db => db.Responsibilities.Where(r => r.Case.Reference == told.Case && r.IsCurrent && r.Kind == ResponsibilityKind.VictimContact).Select(r => r.OwnerUnitId).SingleAsync());
        due.ShouldAllBe(d => d.OwnerUnitId == holder);
        using var officer = await app.SignIn("neighbourhood-officer");
        var page = await officer.Get($"/cases/{told.Case}/contacts");

        (await page.Submit(new() { ["Means"] = "Telephone", ["Outcome"] = "NoAnswer", ["ToldOf"] = Text(arrest) })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Informed(told)).Count.ShouldBe(2);
        await page.Submit(new() { ["Means"] = "Telephone", ["Outcome"] = "Spoke", ["Told"] = "Told of the arrest.", ["ToldOf"] = Text(arrest) });

        (await Informed(told)).Single().Subject.ShouldBe(RiskEvents.TellSubject(bail));
        (await app.Db(db => db.Contacts.Where(c => c.Told.Any(t => t.ChangeId == arrest)).CountAsync())).ShouldBe(1);
    }

    [Fact, Rule("CAS-6")]
    public async Task OfAReleaseTonight_SheHearsBeforeIt()
    {
        var told = await Graded();
        var at = app.Clock.Now.AddHours(2);

        var release = await Say(told, RiskEvent.ReleaseFromCustody, at);

        (await Informed(told)).Single(d => d.Subject == RiskEvents.TellSubject(release)).DueAt.ShouldBeLessThanOrEqualTo(at);
    }

    [Fact, Rule("CAS-7"), Rule("CAS-10")]
    public async Task OneContact_TellsOfTheNewContactAndTakesASteps_OfItsOwnCaseAlone()
    {
        var (told, other) = (await Graded(), await Graded());
        await app.Db(async db =>
        {
            foreach (var c in new[] { told.Case, other.Case })
            {
                db.Deadlines.Add(new Deadline(NewContact.Kind, c, await db.Cases.Where(x => x.Reference == c).Select(x => x.Id).SingleAsync(), null, 1, null, app.Clock.Now, app.Clock.Now.AddDays(1)));
            }

            await db.SaveChangesAsync();
        });
        var steps = await app.Db(db => db.FollowUpTasks.Where(t => t.IsOpen && t.Place == 4 && (t.Case.Reference == told.Case || t.Case.Reference == other.Case)).OrderBy(t => t.Id).Select(t => t.Id).ToListAsync());

        await app.Send("specialist", Contact(told, ContactOutcome.Spoke) with { NewContactTold = true, Steps = steps });

        (await app.Db(db => db.Deadlines.Where(d => d.Kind == NewContact.Kind && d.IsOpen && (d.Subject == told.Case || d.Subject == other.Case)).Select(d => d.Subject).ToListAsync())).ShouldBe([other.Case]);
        (await app.Db(db => db.FollowUpTasks.Where(t => steps.Contains(t.Id) && t.IsOpen).Select(t => t.Case.Reference).ToListAsync())).ShouldBe([other.Case]);
        await Should.ThrowAsync<RecordNotFoundException>(async () => await app.Send("specialist", Contact(told, ContactOutcome.Spoke) with { ToldOf = [await Say(other, RiskEvent.Charge)] }));
    }

    private static string Text(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private RecordContact Contact(Told told, ContactOutcome outcome, ContactMeans means = ContactMeans.Telephone) => new(told.Case, LocalTime.Text(app.Clock.Now), means, outcome, "In her words.");

    private Task<long> Reached(Told told, ContactMeans means) => app.Send("specialist", Contact(told, ContactOutcome.Spoke, means));

    private async Task<long> Say(Told told, RiskEvent what, DateTime? at = null)
    {
        await app.Send("specialist", new SayChanged(told.Case, what, LocalTime.Text(at ?? app.Clock.Now), "Told by the custody sergeant."));
        return await app.Db(db => db.RiskChanges.Where(c => c.Case.Reference == told.Case && c.Event == what).OrderByDescending(c => c.Id).Select(c => c.Id).FirstAsync());
    }

    private async Task<Told> Graded()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        return told;
    }

    private Task<Deadline> Clock(Told told) => app.Db(db => db.Deadlines.AsNoTracking().SingleAsync(d => d.IsOpen && d.Kind == ContactClock.Kind && d.Subject == told.Case));

    private Task<List<Deadline>> Informed(Told told) => app.Db(db => db.Deadlines.AsNoTracking().Where(d => d.IsOpen && d.Kind == RiskEvents.TellKind && d.CaseId == db.Cases.Single(c => c.Reference == told.Case).Id).OrderBy(d => d.Id).ToListAsync());
}
