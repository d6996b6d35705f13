using System.Net;

using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Incidents;
using DaCaseManagement.Incidents.Closing;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;
using DaCaseManagement.Routing;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Cases;

public sealed class CaseClosingTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("CAS-15"), Rule("RTE-1"), Rule("INV-1")]
    public async Task ACase_IsClosedWhenNothingStandsAgainstIt_AndOpenedAgainToItsLastOwners()
    {
        var (told, decoy) = (await app.Report(), await app.Report());
        await told.Assess(Story.Standard);
        await told.AcceptAll();
        using var supervisor = await app.SignIn("response-supervisor");
        var path = $"/cases/{told.Case}/close";
        var page = await supervisor.Get(path);
        page.Text.ShouldContain($"Incident {told.Incident} is open");
        page.Document.QuerySelectorAll("main form").ShouldBeEmpty();
        (await Should.ThrowAsync<RefusedException>(() => Close(told))).Rule.ShouldBe("CAS-15");

        await CloseIncident(told);
        (await Should.ThrowAsync<RefusedException>(() => Close(told))).Message.ShouldContain("reviewed");
        await told.Review(Grade.Standard);
        await ReviewedByUnits(told);
        (await Should.ThrowAsync<RefusedException>(() => Close(told))).Message.ShouldContain("who answers for her now");
        await app.Send("response-supervisor", new RecordContact(told.Case, LocalTime.Text(app.Clock.Now), ContactMeans.Telephone, ContactOutcome.Spoke, "Told who she can ring.", NewContactTold: true));
        var wrong = await (await supervisor.Get(path)).Submit(new() { ["Words"] = "Low now.", ["PlanWith"] = "Her support worker.", ["Told"] = "True", ["ToldHow"] = "By telephone" });
        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        wrong.Value("PlanWith").ShouldBe("Her support worker.");

        var owners = await Owners(told, current: true);
        owners.Count.ShouldBe(3);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        page = await (await supervisor.Get(path)).Submit(new() { ["Words"] = "Low now.", ["PlanWith"] = "Her support worker.", ["Told"] = "True", ["ToldAt"] = LocalTime.Text(app.Clock.Now), ["ToldHow"] = "By telephone, safe number" });
        page.Text.ShouldContain("The case is closed.");
        (await Owners(told, current: true)).ShouldBeEmpty();
        (await Owners(decoy, current: true)).Count.ShouldBe(3);
        var (closed, ended) = await app.Db(async db => (await db.Cases.Where(c => c.Reference == told.Case).Select(c => c.ClosedAt).SingleAsync(), await db.Responsibilities.Where(r => r.Case.Reference == told.Case).MaxAsync(r => r.EndedAt)));
        ended.ShouldBe(closed);
        (await app.Db(db => db.Deadlines.CountAsync(d => d.IsOpen && db.Cases.Any(c => c.Id == d.CaseId && c.Reference == told.Case)))).ShouldBe(0);
        (await app.Db(db => db.HandoverOffers.CountAsync(o => o.Status == OfferStatus.Open && o.Case.Reference == told.Case))).ShouldBe(0);
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "case.closed" && e.SubjectReference == told.Case))).ShouldBe(1);
        (await Should.ThrowAsync<RefusedException>(() => Close(told))).Rule.ShouldBe("CAS-15");
        (await Should.ThrowAsync<RefusedException>(() => app.Send("response-officer", new ReopenIncident(told.Incident, "Again.")))).Rule.ShouldBe("RTE-1");

        await (await supervisor.Get(path)).Submit(new() { ["Because"] = "He is back." }, "form[action*='handler=Reopen']");
        (await Owners(told, current: true)).ShouldBe(owners);
        var gaps = await app.Db(db => db.Responsibilities.Where(r => r.Case.Reference == told.Case).GroupBy(r => r.Kind).Select(g => g.Count(r => r.IsCurrent)).ToListAsync());
        gaps.ShouldAllBe(n => n == 1);
        (await app.Send("response-officer", new ReopenIncident(told.Incident, "Again."))).ShouldBeTrue();
    }

    [Fact, Rule("CAS-15")]
    public async Task AClosedUnit_DoesNotGetACaseBack_AndTheNextIncidentOpensANewCase()
    {
        var told = await Done();
        await Close(told);
        var next = await told.Again();
        next.Case.ShouldNotBe(told.Case);
        (await Should.ThrowAsync<RefusedException>(() => app.Send("response-supervisor", new ReopenCase(told.Case, "Again.")))).Rule.ShouldBe("CAS-15");

        var alone = await Done();
        await Close(alone);
        await app.Db(async db =>
        {
            var unit = await db.Responsibilities.Where(r => r.Case.Reference == alone.Case).Select(r => r.OwnerUnit!).FirstAsync();
            var copy = new DaCaseManagement.Access.Unit("SHUT", "Shut", unit.Kind, unit.AreaId);
            copy.Close(app.Clock.Now);
            db.Units.Add(copy);
            await db.SaveChangesAsync();
            await db.Responsibilities.Where(r => r.Case.Reference == alone.Case).ExecuteUpdateAsync(s => s.SetProperty(r => r.OwnerUnitId, copy.Id));
        });
        await app.Send("response-supervisor", new ReopenCase(alone.Case, "Again."));
        (await app.Db(db => db.Responsibilities.CountAsync(r => r.IsCurrent && r.Case.Reference == alone.Case && r.OwnerUnit!.ClosedAt == null))).ShouldBe(3);
    }

    [Fact, Rule("CAS-15"), Rule("INV-6")]
    public async Task WhoeverMayNot_ClosesNothing_AndARestrictedCaseIsNotThere()
    {
        var told = await Done();
        await Should.ThrowAsync<NotPermittedException>(() => app.Send("response-officer", new CloseCase(told.Case, "x", "x", false, null, null, "x")));
        using var officer = await app.SignIn("response-officer");
        (await officer.Get($"/cases/{told.Case}/close")).Document.QuerySelectorAll("main form").ShouldBeEmpty();
        await told.Restrict();
        (await officer.Get($"/cases/{told.Case}/close")).Status.ShouldBe(HttpStatusCode.NotFound);
        await Should.ThrowAsync<RecordNotFoundException>(() => Close(told));
    }

    private async Task<Told> Done()
    {
        var told = await app.Report();
        await told.Assess(Story.Standard);
        await CloseIncident(told);
        await told.Review(Grade.Standard);
        await ReviewedByUnits(told);
        return told;
    }

    private Task<bool> Close(Told told) => app.Send("response-supervisor", new CloseCase(told.Case, "Low now.", "Her support worker.", false, null, null, "He reads her messages."));

    private async Task CloseIncident(Told told)
    {
        await app.Send("response-officer", new RecordChild(told.Incident, null, null, null, "None live here."));
        await app.Send("response-officer", new RecordSafetyActions(told.Incident, "Locks.", LocalTime.Text(app.Clock.Now)));
        await app.Send("response-officer", new RecordSafetyPlan(told.Incident, "In the case."));
        await app.Send("response-officer", new RecordPositiveAction(told.Incident, false, null, null, "Gone on arrival."));
        await app.Send("response-officer", new AskToClose(told.Incident));
        await app.Send("response-supervisor", new EndorseClosing(told.Incident, true, "Read."));
        await app.Send("response-officer", new CloseIncident(told.Incident));
    }

    /// <summary>Where a unit looks at the grade too, it has.</summary>
    private Task ReviewedByUnits(Told told) => app.Db(async db =>
    {
        foreach (var deadline in await db.Deadlines.Where(d => d.IsOpen && d.Kind == "SecondaryReview" && db.Cases.Any(c => c.Id == d.CaseId && c.Reference == told.Case)).ToListAsync())
        {
            deadline.Satisfy(app.Clock.Now);
        }

        await db.SaveChangesAsync();
    });

    private Task<List<(ResponsibilityKind, long)>> Owners(Told told, bool current) => app.Db(async db =>
        (await db.Responsibilities.Where(r => r.Case.Reference == told.Case && r.IsCurrent == current).OrderBy(r => r.Kind).Select(r => new { r.Kind, r.OwnerUnitId }).ToListAsync()).Select(r => (r.Kind, r.OwnerUnitId)).ToList());
}
