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

/// <summary>Who owned what when, offers that are taken back, and units that close.</summary>
public sealed class OwnersTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("RTE-1")]
    public async Task ThePage_ShowsWhoOwnedWhatAtAnyPastMinute()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        app.Clock.Advance(TimeSpan.FromHours(3));
        var before = app.Clock.Now.AddMinutes(-30);
        await told.AcceptAll();
        using var specialist = await app.SignIn("specialist");

        var now = await (await specialist.Get("/cases/" + told.Case)).Click("Who held what, and when");
        var then = await specialist.Get($"/cases/{told.Case}/owners?at={Uri.EscapeDataString(LocalTime.Of(before).ToString("d/M/yyyy HH:mm", CultureInfo.InvariantCulture))}");

        var names = await app.Db(db => db.Units.ToDictionaryAsync(u => u.Code, u => u.Name));
        Then(now).ShouldBe([names["DAU"], names["SAFE"], names["SAFE"]]);
        Then(then).ShouldBe([names["FCR"], names["FCR"], names["FCR"]]);
        then.Document.QuerySelectorAll("main table").Length.ShouldBe(4);
        Then(await specialist.Get($"/cases/{told.Case}/owners?at=1/1/2020%2012:00")).ShouldBeEmpty();
        (await specialist.Get($"/cases/{told.Case}/owners?at=soon")).Status.ShouldBe(HttpStatusCode.BadRequest);

        static List<string> Then(WebPage page) => [.. page.Document.QuerySelectorAll("[aria-label='Owners at that time'] tbody tr td:nth-child(2)").Select(c => c.TextContent)];
    }

    [Fact, Rule("RTE-1"), Rule("INV-6")]
    public async Task ThePage_OfARestrictedCase_IsNotThereForWhoMayNotSeeIt()
    {
        var told = await app.Report();
        await told.Restrict();
        using var officer = await app.SignIn("response-officer");

        (await officer.Get($"/cases/{told.Case}/owners")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact, Rule("RTE-2")]
    public async Task AnOffer_IsTakenBackByItsSenderWithAReason()
    {
        var (told, decoy) = (await Held(), await Held());
        await Offer(decoy);
        var offer = await Offer(told);
        using var specialist = await app.SignIn("specialist");
        var page = await specialist.Get("/cases/" + told.Case);

        var refused = await page.Submit([], "form[action*='Withdraw']");
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        await refused.Submit(new() { ["Because"] = "She has moved back to our area." }, "form[action*='Withdraw']");

        (await Offers(told)).ShouldBe([(OfferStatus.Withdrawn, "She has moved back to our area.")]);
        (await Offers(decoy)).ShouldBe([(OfferStatus.Open, (string?)null)]);
        var due = await app.Db(db => db.Deadlines.SingleAsync(d => d.Kind == "HandoverAcceptance" && d.Subject == told.Case + " Investigation" && d.OwnerUnit!.Code == "NPT-C"));
        (due.IsOpen, due.CancelledAt is not null).ShouldBe((false, true));
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "handover.withdrawn" && e.SubjectReference == told.Case))).ShouldBe(1);
        (await Should.ThrowAsync<RefusedException>(() => app.Send("neighbourhood-officer", new AcceptHandover(offer)))).Rule.ShouldBe("RTE-2");
        (await Should.ThrowAsync<RefusedException>(() => app.Send("specialist", new WithdrawHandover(offer, "Again")))).Rule.ShouldBe("RTE-2");
    }

    [Fact, Rule("RTE-2"), Rule("RTE-3"), Rule("ACC-1")]
    public async Task AnOffer_IsNotTakenBackByAnybodyElseNorWhenRoutingMadeIt()
    {
        var told = await Held();
        var offer = await Offer(told);
        var routed = await app.Report();
        await routed.Assess(Story.High);
        var byRule = await app.Db(db => db.HandoverOffers.Where(o => o.Case.Reference == routed.Case).Select(o => o.Id).FirstAsync());

        await Should.ThrowAsync<RecordNotFoundException>(() => app.Send("neighbourhood-officer", new WithdrawHandover(offer, "Mine")));
        await Should.ThrowAsync<NotPermittedException>(() => app.Send("call-handler", new WithdrawHandover(offer, "Mine")));
        (await Should.ThrowAsync<RefusedException>(() => app.Send("control-room-supervisor", new WithdrawHandover(byRule, "Ours")))).Rule.ShouldBe("RTE-3");
    }

    [Fact, Rule("INV-1"), Rule("RTE-2")]
    public async Task AUnitThatHoldsWork_ClosesOnlyWhenAllOfItIsPassedOn()
    {
        var (told, offered) = (await Held(), await Held());
        var (code, unit, name) = await NewUnit();
        await app.Send("specialist", new OfferHandover(told.Case, ResponsibilityKind.Investigation, unit, "Theirs."));
        await app.Send(name, new AcceptHandover(await app.Db(db => db.HandoverOffers.Where(o => o.ToUnitId == unit).Select(o => o.Id).SingleAsync())));
        await app.Send("safeguarding-officer", new OfferHandover(offered.Case, ResponsibilityKind.Safeguarding, unit, "Theirs too."));
        using var administrator = await app.SignIn("administrator");
        var page = await administrator.Get("/accounts/units/" + code);

        // People work in it.
        (await page.Submit(new() { ["PassOn"] = "true" }, "form[action*='Close']")).Status.ShouldBe(HttpStatusCode.BadRequest);
        await Move(name, "HQ");
        (await page.Submit([], "form[action*='Close']")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await app.Db(db => db.Units.Where(u => u.Id == unit).Select(u => u.ClosedAt).SingleAsync())).ShouldBeNull();
        var closed = await (await administrator.Get("/accounts/units/" + code)).Submit(new() { ["PassOn"] = "true" }, "form[action*='Close']");

        closed.Status.ShouldBe(HttpStatusCode.OK);
        var owner = await app.Db(db => db.Responsibilities.Include(r => r.OwnerUnit).SingleAsync(r => r.Case.Reference == told.Case && r.Kind == ResponsibilityKind.Investigation && r.IsCurrent));
        (owner.OwnerUnit!.Code, owner.OwnerUserId, owner.Came).ShouldBe(("DAU", null, CameBy.UnitClosed));
        (await app.Db(db => db.HandoverOffers.Where(o => o.Case.Reference == offered.Case && o.Status == OfferStatus.Open).Select(o => o.ToUnit!.Code).SingleAsync())).ShouldBe("DAU");
        (await app.Db(db => db.Deadlines.Where(d => d.IsOpen && d.Kind == "HandoverAcceptance" && d.Subject == offered.Case + " Safeguarding").Select(d => d.OwnerUnit!.Code).SingleAsync())).ShouldBe("DAU");
        (await app.Db(db => db.Deadlines.AnyAsync(d => d.IsOpen && d.OwnerUnitId == unit))).ShouldBeFalse();
        (await app.Db(db => db.Timeline.AnyAsync(t => t.Detail!.Contains("was closed. To be allocated") && db.Cases.Any(c => c.Id == t.CaseId && c.Reference == told.Case)))).ShouldBeTrue();
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "unit.closed" && e.SubjectReference == "unit " + code))).ShouldBe(1);
        (await app.Send("specialist-supervisor", new FindOwnershipGaps())).Gaps.ShouldBeEmpty();
    }

    [Fact, Rule("INV-1")]
    public async Task TheDemonstrationForce_HasNoGapInItsOwnership()
    {
        await using var force = new FullForceApp();
        await force.InitializeAsync();

        var found = await force.Send("specialist-supervisor", new FindOwnershipGaps());

        found.Gaps.ShouldBeEmpty();
        found.Cases.ShouldBeGreaterThan(200);
    }

    [Fact, Rule("INV-1"), Rule("INV-6")]
    public async Task AGap_IsFoundInSecondsAndARestrictedCaseStaysUnnamed()
    {
        await using var own = new ForceApp();
        await own.InitializeAsync();
        var told = await own.Report();
        await own.Report();
        await told.Restrict();
        await told.AcceptAll();
        own.Clock.Advance(TimeSpan.FromMinutes(10));
        await own.Db(db => db.Responsibilities.Where(r => r.Case.Reference == told.Case && r.Kind == ResponsibilityKind.Safeguarding)
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.IsCurrent, false).SetProperty(r => r.EndedAt, own.Clock.Now.AddSeconds(-90))));

        var seen = await own.Send("specialist-supervisor", new FindOwnershipGaps());
        var unseen = await own.Send("response-supervisor", new FindOwnershipGaps(Most: 1));

        seen.Gaps.Select(g => (g.Case, g.Kind, g.Fault)).ShouldBe([(told.Case, ResponsibilityKind.Safeguarding, OwnershipFault.Gap)]);
        seen.Gaps[0].Seconds.ShouldBeInRange(90, 150);
        unseen.Gaps.Select(g => g.Case).ShouldBe([null]);
        unseen.Next.ShouldNotBeNull();
        (await own.Send("response-supervisor", new FindOwnershipGaps(unseen.Next, 5))).Next.ShouldBeNull();
    }

    [Fact, Rule("INV-1")]
    public async Task TheDatabaseItself_KeepsAnOwnerWhoHasEndedFromGoingOn()
    {
        var told = await app.Report();

        await Should.ThrowAsync<System.Data.Common.DbException>(() => app.Db(db => db.Responsibilities.Where(r => r.Case.Reference == told.Case).ExecuteUpdateAsync(s => s.SetProperty(r => r.IsCurrent, false))));
        await Should.ThrowAsync<System.Data.Common.DbException>(() => app.Db(db => db.Responsibilities.Where(r => r.Case.Reference == told.Case).ExecuteUpdateAsync(s => s.SetProperty(r => r.IsCurrent, false).SetProperty(r => r.EndedAt, app.Clock.Now.AddDays(-1)))));
    }

    private async Task<Told> Held()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        await told.AcceptAll();
        return told;
    }

    private async Task<long> Offer(Told told)
    {
        var unit = await app.Db(db => db.Units.Where(u => u.Code == "NPT-C").Select(u => u.Id).SingleAsync());
        await app.Send("specialist", new OfferHandover(told.Case, ResponsibilityKind.Investigation, unit, "Visits are theirs."));
        return await app.Db(db => db.HandoverOffers.Where(o => o.Case.Reference == told.Case && o.Status == OfferStatus.Open).Select(o => o.Id).SingleAsync());
    }

    private Task<List<(OfferStatus, string?)>> Offers(Told told) =>
        app.Db(async db => (await db.HandoverOffers.Where(o => o.Case.Reference == told.Case && o.RuleId == null).Select(o => new { o.Status, o.WithdrawnBecause }).ToListAsync()).ConvertAll(o => (o.Status, o.WithdrawnBecause)));

    /// <summary>A second specialist unit with one person in it.</summary>
    private async Task<(string Code, long Id, string Person)> NewUnit()
    {
        var code = "NEW-" + Guid.NewGuid().ToString("N")[..6].ToUpperInvariant();
        await app.Send("administrator", new SaveUnit(code, "New unit " + code, UnitKind.SpecialistDa, null, IsNew: true));
        var (name, _) = await app.MakeNew(Role.Specialist);
        await Move(name, code);
        return (code, await app.Db(db => db.Units.Where(u => u.Code == code).Select(u => u.Id).SingleAsync()), name);
    }

    private Task Move(string name, string code) => app.Db(async db =>
    {
        var unit = await db.Units.Where(u => u.Code == code).Select(u => u.Id).SingleAsync();
        await db.Users.Where(u => u.UserName == name).ExecuteUpdateAsync(s => s.SetProperty(u => u.UnitId, unit));
    });
}
