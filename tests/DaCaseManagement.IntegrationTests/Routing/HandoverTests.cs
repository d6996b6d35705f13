using System.Net;

using DaCaseManagement.Incidents;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Routing;

public sealed class HandoverTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("RTE-1"), Rule("RTE-2")]
    public async Task ACase_IsOwnedFromItsFirstInstantAndTheSenderOwnsItUntilItIsAccepted()
    {
        var told = await app.Report();
        (await Owners(told)).ShouldBe(["FCR", "FCR", "FCR"]);

        await told.Assess(Story.High);
        (await Owners(told)).ShouldBe(["FCR", "FCR", "FCR"]);

        await told.AcceptAll();
        (await Owners(told)).ShouldBe(["DAU", "SAFE", "SAFE"]);
        var rows = await app.Db(db => db.Responsibilities.Where(r => r.Case.Reference == told.Case).ToListAsync());
        foreach (var kind in rows.GroupBy(r => r.Kind))
        {
            // No gap and no overlap: each owner ends at the instant the next begins.
            var inOrder = kind.OrderBy(r => r.Id).ToList();
            inOrder.Zip(inOrder.Skip(1)).ShouldAllBe(p => p.First.EndedAt == p.Second.AcceptedAt);
        }
    }

    [Fact, Rule("RTE-3")]
    public async Task Routing_ExplainsItselfOnTheCasePage()
    {
        var told = await app.Report(offence: "ABH");
        await told.Assess(Story.High);
        using var specialist = await app.SignIn("specialist");

        var page = await specialist.Get("/cases/" + told.Case);

        page.Text.ShouldContain("rule HIGH");
        page.Text.ShouldContain("policy national 1");
        page.Text.ShouldContain("high risk, crime, not a repeat victim");
    }

    [Theory, Rule("RTE-3")]
    [InlineData(Offences.NonCrime, false, "STANDARD")]
    [InlineData(Offences.NonCrime, true, "HBA-FM")]
    public async Task Routing_OfAStandardRiskNonCrime_NeverFallsThrough(string offence, bool honourBased, string rule)
    {
        var told = await app.Report(offence: offence, honourBased: honourBased);
        await told.Assess(Story.Standard);

        (await app.Db(db => db.HandoverOffers.Where(o => o.Case.Reference == told.Case).Select(o => o.RuleId).Distinct().ToListAsync())).ShouldBe([rule]);
        await told.AcceptAll();
        (await Owners(told)).ShouldNotContain("FCR");
    }

    [Fact, Rule("RTE-2")]
    public async Task Accept_OnTheCasePage_MovesTheResponsibilityAndTheDuty()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        using var officer = await app.SignIn("safeguarding-officer");
        (await officer.Get("/")).Text.ShouldContain(told.Case);
        var page = await officer.Get("/cases/" + told.Case);
        var offer = page.Document.QuerySelector("form[action*='Accept'] input[name=Offer]")!.GetAttribute("value")!;

        var done = await page.Submit(new() { ["Offer"] = offer }, "form[action*='Accept']");

        done.Status.ShouldBe(HttpStatusCode.OK);
        (await Owners(told)).Count(o => o == "SAFE").ShouldBe(1);
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "handover.accepted" && e.SubjectReference == told.Case))).ShouldBe(1);
    }

    [Fact, Rule("RTE-2")]
    public async Task Reject_NeedsAReasonAndLeavesItWithTheSender()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        using var specialist = await app.SignIn("specialist");
        var page = await specialist.Get("/cases/" + told.Case);

        var refused = await page.Submit([], "form[action*='Reject']");
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Document.QuerySelector("#Because").ShouldNotBeNull();
        var done = await refused.Submit(new() { ["Because"] = "Belongs to the neighbouring force." }, "form[action*='Reject']");

        done.Status.ShouldBe(HttpStatusCode.OK);
        (await Owners(told)).ShouldBe(["FCR", "FCR", "FCR"]);
        (await app.Db(db => db.Deadlines.AnyAsync(d => d.IsOpen && d.Kind == "RejectedHandover" && d.Subject == told.Case + " Investigation" && d.OwnerUnit!.Code == "FCR"))).ShouldBeTrue();
    }

    [Fact, Rule("RTE-2"), Rule("ACC-1")]
    public async Task Accept_ByAnotherUnit_IsNotFoundAndChangesNothing()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        var offer = await app.Db(db => db.HandoverOffers.Where(o => o.Case.Reference == told.Case).Select(o => o.Id).FirstAsync());
        using var officer = await app.SignIn("response-officer");
        var page = await officer.Get("/cases/" + told.Case);

        var refused = await officer.Post($"/cases/{told.Case}?handler=Accept", new Dictionary<string, string> { ["Offer"] = offer.ToString(System.Globalization.CultureInfo.InvariantCulture), ["__token"] = Token(page) });

        refused.Status.ShouldBe(HttpStatusCode.NotFound);
        (await Owners(told)).ShouldBe(["FCR", "FCR", "FCR"]);
        (await app.Db(db => db.AuditEvents.AnyAsync(e => e.Code == "record.notfound" && e.UserName == "response-officer"))).ShouldBeTrue();
    }

    [Fact, Rule("RTE-2")]
    public async Task Accept_ByTwoColleaguesAtOnce_HappensOnce()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        var offer = await app.Db(db => db.HandoverOffers.Where(o => o.Case.Reference == told.Case && o.Kind == ResponsibilityKind.Investigation).Select(o => o.Id).SingleAsync());

        var outcomes = await Task.WhenAll(new[] { "specialist", "specialist-supervisor", "specialist" }.Select(async who =>
        {
            try
            {
                await app.Send(who, new AcceptHandover(offer));
                return true;
            }
            catch (RefusedException)
            {
                return false;
            }
        }));

        outcomes.Count(o => o).ShouldBe(1);
        (await app.Db(db => db.Responsibilities.CountAsync(r => r.Case.Reference == told.Case && r.Kind == ResponsibilityKind.Investigation && r.IsCurrent))).ShouldBe(1);
    }

    [Fact, Rule("RTE-2")]
    public async Task Offer_ByTheUnitThatHoldsIt_WaitsForAnAnswer()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        await told.AcceptAll();
        using var specialist = await app.SignIn("specialist");
        var page = await (await specialist.Get("/cases/" + told.Case)).Click("Offer to another unit");
        var unit = await app.Db(db => db.Units.Where(u => u.Code == "NPT-C").Select(u => u.Id).SingleAsync());

        var done = await page.Submit(new() { ["Kind"] = "Investigation", ["ToUnit"] = unit.ToString(System.Globalization.CultureInfo.InvariantCulture), ["Because"] = "Visits are theirs." });

        done.Status.ShouldBe(HttpStatusCode.OK);
        (await Owners(told))[0].ShouldBe("DAU");
        (await app.Db(db => db.HandoverOffers.CountAsync(o => o.Case.Reference == told.Case && o.Status == OfferStatus.Open && o.ToUnitId == unit))).ShouldBe(1);
    }

    private static string Token(WebPage page) => page.Document.QuerySelector("input[name=__token]")!.GetAttribute("value")!;

    private Task<List<string>> Owners(Told told) => app.Db(db => db.Responsibilities.Where(r => r.Case.Reference == told.Case && r.IsCurrent).OrderBy(r => r.Kind == ResponsibilityKind.Investigation ? 0 : r.Kind == ResponsibilityKind.Safeguarding ? 1 : 2).Select(r => r.OwnerUnit!.Code).ToListAsync());
}
