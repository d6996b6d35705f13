using System.Net;

using DaCaseManagement.Access;
using DaCaseManagement.Clocks;
using DaCaseManagement.IntegrationTests.Access;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Routing;

/// <summary>What the managers of a unit see of its work, and how they give it to others.</summary>
public sealed class UnitTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("RTE-5"), Rule("CLK-2")]
    public async Task TheCaseload_IsWhatTheRowsSay()
    {
        await using var force = new FullForceApp();
        await force.InitializeAsync();
        var unit = await force.Db(db => db.Units.Where(u => u.Code == "DAU").Select(u => u.Id).SingleAsync());
        var now = force.Clock.Now;
        var rows = await force.Db(db => db.Responsibilities.AsNoTracking().Where(r => r.OwnerUnitId == unit).Select(r => new { r.CaseId, r.Kind, r.IsCurrent, r.OwnerUserId, r.AcceptedAt, r.EndedAt, r.EndedWithCase, r.Case.OpenedAt }).ToListAsync());
        var deadlines = await force.Db(db => db.Deadlines.AsNoTracking().Where(d => d.IsOpen && d.OwnerUnitId == unit).ToListAsync());

        var load = await force.Send("specialist-supervisor", new ViewCaseload());

        var current = rows.FindAll(r => r.IsCurrent);
        current.Count.ShouldBeGreaterThan(20);
        load.Cases.ShouldBe(current.DistinctBy(r => r.CaseId).Count());
        load.Kinds.Select(k => k.Open).ShouldBe(Enum.GetValues<ResponsibilityKind>().Select(k => current.Count(r => r.Kind == k)));
        load.Kinds.ShouldAllBe(k => k.Ages.Sum() == k.Open);
        load.Kinds.Sum(k => k.Ages[0]).ShouldBe(current.Count(r => r.OpenedAt > now.AddDays(-7)));
        load.People.Sum(p => p.Held).ShouldBe(current.Count);
        load.People[0].Held.ShouldBe(current.Count(r => r.OwnerUserId is null));
        load.Backlog.Sum(b => b.Open).ShouldBe(deadlines.Count);
        load.Backlog.Sum(b => b.Overdue).ShouldBe(deadlines.Count(d => d.DueAt < now));
        load.Weeks.Count.ShouldBe(ViewCaseloadHandler.Weeks);
        load.Weeks[^1].OpenAtEnd.ShouldBe(current.Count);
        var start = LocalTime.ToUtc(load.Weeks[0].From.AddDays(7).ToDateTime(TimeOnly.MinValue));
        load.Weeks[0].OpenAtEnd.ShouldBe(rows.Count(r => r.AcceptedAt < start && (r.EndedAt is null || r.EndedAt >= start)), "open when the first week ended");
        load.Posts.ShouldNotBeNull();
    }

    [Fact, Rule("RTE-5"), Rule("INV-6")]
    public async Task RestrictedCases_AreCountedOnlyForWhoMaySeeThem()
    {
        var crew = await Crew(Role.ControlRoomSupervisor);
        var (open, hidden) = (await Give(crew), await Give(crew));
        (await app.Send(crew.Boss, new ViewCaseload())).Cases.ShouldBe(2);

        await hidden.Restrict();

        var load = await app.Send(crew.Boss, new ViewCaseload());
        (load.Cases, load.Kinds.Sum(k => k.Open), load.People.Sum(p => p.Held), load.Backlog.Sum(b => b.Open)).ShouldBe((1, 1, 1, 1));
        load.Weeks[^1].Came.ShouldBe(1);
        var preview = await app.Send(crew.Boss, new PreviewReassignment(crew.OneId, crew.TwoId, null, null));
        preview.Rows.Select(r => r.Case).Distinct().ShouldBe([open.Case]);
        (await app.Send(crew.Boss, new ViewColleague(crew.One))).Held.Select(h => h.Case).ShouldBe([open.Case]);
    }

    [Fact, Rule("RTE-5")]
    public async Task TheCaseload_IsForManagersAndNowhereNearGrading()
    {
        await Should.ThrowAsync<NotPermittedException>(() => app.Send("specialist", new ViewCaseload()));
        await Should.ThrowAsync<NotPermittedException>(() => app.Send("specialist", new PreviewReassignment(null, null, null, null)));
        using var officer = await app.SignIn("specialist");
        (await officer.Get("/unit")).Status.ShouldBe(HttpStatusCode.NotFound);
        var told = await app.Report();
        await told.Assess(Story.High);
        using var supervisor = await app.SignIn("response-supervisor");
        foreach (var path in new[] { "/risk/sign-off", $"/risk/assessments/{told.Incident}/{told.Case}" })
        {
            (await supervisor.Get(path)).Document.QuerySelectorAll("main a[href^='/unit']").ShouldBeEmpty(path);
        }
    }

    [Fact, Rule("RTE-5"), Rule("RTE-2")]
    public async Task APreview_IsDoneAsShown_OnceHoweverOftenItIsSent()
    {
        var crew = await Crew(Role.SpecialistSupervisor);
        var (one, other) = (await Give(crew), await Give(crew));
        var decoy = await Give(crew, crew.Two);
        using var manager = await SignIn(crew.Boss);
        var page = await (await manager.Get("/unit")).Click("Give work to others");
        var shown = await manager.Get($"/unit/reassign?From={crew.OneId}&To=person-{crew.TwoId}&Kind=");
        shown.Document.QuerySelectorAll("[aria-label='What would happen'] tbody tr").Length.ShouldBe(4);
        page.Status.ShouldBe(HttpStatusCode.OK);

        (await shown.Submit([])).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Owner(one)).ShouldBe(crew.OneId);
        var form = shown.Request(new() { ["Because"] = "On a course for six weeks." });
        var body = await form.Content!.ReadAsStringAsync();
        for (var twice = 0; twice < 2; twice++)
        {
            (await manager.Follow(new HttpRequestMessage(HttpMethod.Post, form.RequestUri) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded") })).Status.ShouldBe(HttpStatusCode.OK);
        }

        (await Owner(one)).ShouldBe(crew.TwoId);
        (await Owner(other)).ShouldBe(crew.TwoId);
        (await app.Db(db => db.Responsibilities.CountAsync(r => r.Case.Reference == one.Case && r.Kind == ResponsibilityKind.VictimContact && r.Came == CameBy.Reassigned))).ShouldBe(1);
        (await app.Db(db => db.Responsibilities.CountAsync(r => r.Case.Reference == decoy.Case && r.Came == CameBy.Reassigned))).ShouldBe(0);
        (await app.Db(db => db.Deadlines.CountAsync(d => d.IsOpen && d.OwnerUserId == crew.OneId))).ShouldBe(0);
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "case.reassigned" && e.SubjectReference == one.Case))).ShouldBe(1);
        (await app.Db(db => db.Deadlines.SingleAsync(d => d.IsOpen && d.Kind == "NewContactTold" && d.Subject == one.Case))).OwnerUserId.ShouldBe(crew.TwoId);
    }

    [Fact, Rule("RTE-5")]
    public async Task WhatChangedSinceThePreview_IsShownAgainAndNothingIsDone()
    {
        var crew = await Crew(Role.SpecialistSupervisor);
        var one = await Give(crew);
        using var manager = await SignIn(crew.Boss);
        var shown = await manager.Get($"/unit/reassign?From={crew.OneId}&To=person-{crew.TwoId}&Kind=");
        var another = await Give(crew);

        var again = await shown.Submit(new() { ["Because"] = "Leave." });

        again.Status.ShouldBe(HttpStatusCode.BadRequest);
        again.Text.ShouldContain(another.Case);
        (await Owner(one)).ShouldBe(crew.OneId);
        (await again.Submit(new() { ["Because"] = "Leave." })).Status.ShouldBe(HttpStatusCode.OK);
        (await Owner(another)).ShouldBe(crew.TwoId);
    }

    [Fact, Rule("RTE-4"), Rule("ACC-1")]
    public async Task WhatThePersonMayNotOpen_Stays_AndWhatTheyLackTheSkillForNeedsAReason()
    {
        var crew = await Crew(Role.SpecialistSupervisor);
        var officer = await Member(crew.Unit, Role.ResponseOfficer);
        var (open, hidden) = (await Give(crew, kind: ResponsibilityKind.Investigation, high: true), await Give(crew, kind: ResponsibilityKind.Investigation));
        await hidden.Restrict();

        var preview = await app.Send(crew.Boss, new PreviewReassignment(crew.OneId, officer.Id, null, ResponsibilityKind.Investigation));
        preview.Rows.Select(r => (r.Case, r.Outcome)).ShouldBe([(open.Case, ReassignOutcome.NeedsReason), (hidden.Case, ReassignOutcome.MayNotOpen)], ignoreOrder: true);
        (await Should.ThrowAsync<RefusedException>(() => app.Send(crew.Boss, new ReassignMany(crew.OneId, officer.Id, null, ResponsibilityKind.Investigation, preview.Stamp, "Leave.", " ")))).Field.ShouldBe("BelowBecause");
        (await app.Send(crew.Boss, new ReassignMany(crew.OneId, officer.Id, null, ResponsibilityKind.Investigation, preview.Stamp, "Leave.", "Nobody accredited until Monday."))).ShouldBe(new ReassignedMany(1, 0, 1));

        var moved = await app.Db(db => db.Responsibilities.SingleAsync(r => r.Case.Reference == open.Case && r.Kind == ResponsibilityKind.Investigation && r.IsCurrent));
        (moved.OwnerUserId, moved.BelowBecause).ShouldBe((officer.Id, "Nobody accredited until Monday."));
        (await app.Db(db => db.Responsibilities.SingleAsync(r => r.Case.Reference == hidden.Case && r.Kind == ResponsibilityKind.Investigation && r.IsCurrent))).OwnerUserId.ShouldBe(crew.OneId);
    }

    [Fact, Rule("RTE-2"), Rule("RTE-5")]
    public async Task ToAnotherUnit_ItIsOfferedAndStaysUntilAccepted()
    {
        var crew = await Crew(Role.SpecialistSupervisor);
        var one = await Give(crew);
        var unit = await app.Db(db => db.Units.Where(u => u.Code == "SAFE").Select(u => u.Id).SingleAsync());

        var preview = await app.Send(crew.Boss, new PreviewReassignment(crew.OneId, null, unit, null));
        (await app.Send(crew.Boss, new ReassignMany(crew.OneId, null, unit, null, preview.Stamp, "Theirs.", null))).Offered.ShouldBe(1);

        (await Owner(one)).ShouldBe(crew.OneId);
        (await app.Db(db => db.HandoverOffers.CountAsync(o => o.Case.Reference == one.Case && o.Status == OfferStatus.Open && o.ToUnitId == unit))).ShouldBe(1);
        (await app.Db(db => db.Deadlines.CountAsync(d => d.IsOpen && d.Kind == "HandoverAcceptance" && d.Subject == one.Case + " VictimContact" && d.OwnerUnitId == unit))).ShouldBe(1);
        (await app.Send(crew.Boss, new PreviewReassignment(crew.OneId, null, unit, null))).Rows.Select(r => r.Outcome).ShouldBe([ReassignOutcome.OfferedAlready]);
        var stranger = (await Member(unit, Role.Specialist)).Id;
        (await Should.ThrowAsync<RefusedException>(() => app.Send(crew.Boss, new ReassignMany(crew.OneId, stranger, null, null, "x", "Theirs.", null)))).Field.ShouldBe("To");
    }

    [Fact, Rule("RTE-2")]
    public async Task ANewContact_IsToBeToldToTheVictimOnceAndByWhoeverHasItNow()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        await told.AcceptAll();
        var first = await Contact(told);
        var (unit, dueAt) = (first!.OwnerUnitId, first.DueAt);
        first.OwnerUserId.ShouldNotBeNull();
        var colleague = await Member(unit, Role.Specialist);
        app.Clock.Advance(TimeSpan.FromHours(1));

        await app.Send("safeguarding-supervisor", new AllocateOwner(told.Case, ResponsibilityKind.VictimContact, colleague.Id, null));

        var now = await Contact(told);
        (now!.Id, now.OwnerUserId, now.DueAt).ShouldBe((first.Id, colleague.Id, dueAt));
        await app.As("safeguarding-officer", async services =>
        {
            var contact = (DaCaseManagement.Cases.NewContact)services.GetService(typeof(DaCaseManagement.Cases.NewContact))!;
            await contact.Told(told.Case, CancellationToken.None);
            return await ((DaCaseManagement.Data.CaseDbContext)services.GetService(typeof(DaCaseManagement.Data.CaseDbContext))!).SaveChangesAsync();
        });
        (await Contact(told)).ShouldBeNull();
    }

    [Fact, Rule("RTE-5")]
    public async Task Posts_AreKeptByTheManagerAndShowWhatIsVacant()
    {
        var crew = await Crew(Role.SpecialistSupervisor);
        using var manager = await SignIn(crew.Boss);
        var page = await manager.Get("/unit");

        (await page.Submit(new() { ["Posts"] = "many" })).Status.ShouldBe(HttpStatusCode.BadRequest);
        await page.Submit(new() { ["Posts"] = "7" });
        await (await manager.Get("/unit")).Submit(new() { ["Posts"] = "5" });

        (await app.Send(crew.Boss, new ViewCaseload())).Posts.ShouldBe(new PostLoad(5, 3));
        (await app.Db(db => db.UnitPosts.CountAsync(p => p.UnitId == crew.Unit))).ShouldBe(1);
    }

    private sealed record Hands(long Unit, string One, long OneId, string Two, long TwoId, string Boss);

    /// <summary>A unit of the test's own with two specialists and a manager.</summary>
    private async Task<Hands> Crew(Role manager)
    {
        var code = "HANDS-" + Guid.NewGuid().ToString("N")[..6].ToUpperInvariant();
        await app.Send("administrator", new SaveUnit(code, "Hands " + code, UnitKind.InterviewTeam, null, IsNew: true));
        var unit = await app.Db(db => db.Units.Where(u => u.Code == code).Select(u => u.Id).SingleAsync());
        var (one, two, boss) = (await Member(unit, Role.Specialist), await Member(unit, Role.Specialist), await Member(unit, manager));
        return new Hands(unit, one.Name, one.Id, two.Name, two.Id, boss.Name);
    }

    private async Task<(string Name, long Id)> Member(long unit, Role role)
    {
        var name = await app.Make(role);
        await app.Db(db => db.Users.Where(u => u.UserName == name).ExecuteUpdateAsync(s => s.SetProperty(u => u.UnitId, unit)));
        return (name, await app.Db(db => db.Users.Where(u => u.UserName == name).Select(u => u.Id).SingleAsync()));
    }

    /// <summary>One responsibility of a new case in somebody's name, offered and accepted as people do.</summary>
    private async Task<Told> Give(Hands crew, string? to = null, ResponsibilityKind kind = ResponsibilityKind.VictimContact, bool high = false)
    {
        var told = await app.Report();
        await app.Send("control-room-supervisor", new OfferHandover(told.Case, kind, crew.Unit, "For this test."));
        await app.Send(to ?? crew.One, new AcceptHandover(await app.Db(db => db.HandoverOffers.Where(o => o.Case.Reference == told.Case && o.Status == OfferStatus.Open).Select(o => o.Id).SingleAsync())));
        if (high)
        {
            // Graded after it was accepted: before that nothing is asked of who accepts.
            await told.Assess(Story.High);
        }

        return told;
    }

    private Task<long?> Owner(Told told) => app.Db(db => db.Responsibilities.Where(r => r.Case.Reference == told.Case && r.Kind == ResponsibilityKind.VictimContact && r.IsCurrent).Select(r => r.OwnerUserId).SingleAsync());

    private Task<Deadline?> Contact(Told told) => app.Db(db => db.Deadlines.AsNoTracking().SingleOrDefaultAsync(d => d.IsOpen && d.Kind == "NewContactTold" && d.Subject == told.Case));

    private async Task<Browser> SignIn(string name)
    {
        var browser = app.Open();
        await browser.SignIn(name, Accounts.Password);
        return browser;
    }
}
