using System.Net;

using DaCaseManagement.Clocks;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Risk;

public sealed class SignOffTests(ForceApp app) : IClassFixture<ForceApp>
{
    private const string Form = "form[action*='Review']";

    [Fact, Rule("RSK-8")]
    public async Task Agree_WithWords_RecordsTheDecisionAndClearsTheQueue()
    {
        var told = await app.Report();
        await told.Assess(Story.Medium);
        using var supervisor = await app.SignIn("response-supervisor");
        var queue = await supervisor.Get("/risk/sign-off");
        queue.Text.ShouldContain(told.Incident);
        var page = await supervisor.Get($"/risk/assessments/{told.Incident}/{told.Case}");

        var done = await page.Submit(new() { ["Grade"] = "Medium", ["Words"] = "Agreed; the fear is real." }, Form);

        done.Status.ShouldBe(HttpStatusCode.OK);
        var stages = await app.Db(db => db.GradeDecisions.Where(d => d.Case.Reference == told.Case).OrderBy(d => d.Id).Select(d => d.Stage).ToListAsync());
        stages.ShouldBe([DecisionStage.Officer, DecisionStage.SupervisorAgreed]);
        (await supervisor.Get("/risk/sign-off")).Text.ShouldNotContain(told.Incident);
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "grade.reviewed" && e.SubjectReference == told.Case))).ShouldBe(1);
    }

    [Fact, Rule("RSK-8")]
    public async Task Agree_WithoutWords_IsRefusedByTheField()
    {
        var told = await app.Report();
        await told.Assess(Story.Medium);
        using var supervisor = await app.SignIn("response-supervisor");
        var page = await supervisor.Get($"/risk/assessments/{told.Incident}/{told.Case}");

        var refused = await page.Submit(new() { ["Grade"] = "Medium", ["Words"] = "  " }, Form);

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Document.QuerySelector("#Words-error").ShouldNotBeNull();
        (await app.Db(db => db.GradeDecisions.CountAsync(d => d.Case.Reference == told.Case))).ShouldBe(1);
    }

    [Fact, Rule("RSK-8"), Rule("RTE-3")]
    public async Task Amend_Upwards_StandsAtOnceReroutesAndTellsTheAuthor()
    {
        var told = await app.Report();
        await told.Assess(Story.Standard);
        using var supervisor = await app.SignIn("response-supervisor");
        var page = await supervisor.Get($"/risk/assessments/{told.Incident}/{told.Case}");

        await page.Submit(new() { ["Grade"] = "High", ["Words"] = "Control after separation, in her own words." }, Form);

        (await app.Db(db => db.Cases.Where(c => c.Reference == told.Case).Select(c => c.Grade).SingleAsync())).ShouldBe(Grade.High);
        (await app.Db(db => db.HandoverOffers.Where(o => o.Case.Reference == told.Case && o.Status == DaCaseManagement.Routing.OfferStatus.Open).Select(o => o.RuleId).Distinct().ToListAsync())).ShouldBe(["HIGH"]);
        using var officer = await app.SignIn("response-officer");
        (await officer.Get("/")).Text.ShouldContain("Control after separation, in her own words.");
    }

    [Fact, Rule("RSK-8")]
    public async Task Review_OfOnesOwnAssessment_IsRefused()
    {
        var told = await app.Report();
        await told.Assess(Story.Medium, by: "response-supervisor");

        var refusal = await Should.ThrowAsync<RefusedException>(() => told.Review(Grade.Medium));

        refusal.Rule.ShouldBe("RSK-8");
        (await told.Review(Grade.Medium, by: "response-supervisor-2")).Stage.ShouldBe(DecisionStage.SupervisorAgreed);
    }

    [Fact, Rule("RSK-8")]
    public async Task Review_ByTwoSupervisorsAtOnce_OneWinsAndTheOtherIsTold()
    {
        var told = await app.Report();
        await told.Assess(Story.Medium);
        using var one = await app.SignIn("response-supervisor");
        using var other = await app.SignIn("response-supervisor-2");
        var first = await one.Get($"/risk/assessments/{told.Incident}/{told.Case}");
        var second = await other.Get(first.Path);

        await first.Submit(new() { ["Grade"] = "High", ["Words"] = "Raised." }, Form);
        var late = await second.Submit(new() { ["Grade"] = "Medium", ["Words"] = "Agreed." }, Form);

        late.Status.ShouldBe(HttpStatusCode.BadRequest);
        late.Text.ShouldContain("Marsha Okonjo");
        (await app.Db(db => db.GradeDecisions.CountAsync(d => d.Case.Reference == told.Case))).ShouldBe(2);
    }

    [Fact, Rule("RSK-9")]
    public async Task Lowering_NeedsContactAListedReasonAndASecondPerson()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        var spoken = LocalTime.Text(app.Clock.Now.AddMinutes(-5));
        var before = LocalTime.Text(app.Clock.Now.AddHours(-3));
        const string Reason = "New information from the victim shows less risk";

        (await Should.ThrowAsync<RefusedException>(() => told.Review(Grade.Medium))).Field.ShouldBe("VictimContactedAt");
        (await Should.ThrowAsync<RefusedException>(() => told.Review(Grade.Medium, contacted: before, reason: Reason))).Field.ShouldBe("VictimContactedAt");
        (await Should.ThrowAsync<RefusedException>(() => told.Review(Grade.Medium, contacted: spoken, reason: "The unit is full"))).Field.ShouldBe("LoweringReason");
        (await told.Review(Grade.Medium, contacted: spoken, reason: Reason)).Standing.ShouldBe(Grade.High);
        (await Standing(told)).ShouldBe(Grade.High);

        var proposal = await app.Db(db => db.GradeDecisions.Where(d => d.Case.Reference == told.Case && d.Stage == DecisionStage.LoweringProposed).Select(d => d.Id).SingleAsync());
        await Should.ThrowAsync<RefusedException>(() => app.Send("response-supervisor", new DecideLowering(proposal, true, "I agree with myself")));
        (await Standing(told)).ShouldBe(Grade.High);

        using var second = await app.SignIn("response-supervisor-2");
        var page = await second.Get($"/risk/assessments/{told.Incident}/{told.Case}");
        var done = await page.Submit(new() { ["Confirm"] = "True", ["SecondWords"] = "Spoke to her too." }, "form[action*='Decide']");

        done.Status.ShouldBe(HttpStatusCode.OK);
        (await Standing(told)).ShouldBe(Grade.Medium);
        var officer = await app.Db(db => db.Users.Where(u => u.UserName == "response-officer").Select(u => u.Id).SingleAsync());
        (await app.Db(db => db.Notices.CountAsync(n => n.UserId == officer && n.CaseReference == told.Case))).ShouldBe(2);
    }

    [Fact, Rule("RSK-9")]
    public async Task ANewLowerAssessment_DoesNotLowerTheGradeThatStands()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        (await told.Review(Grade.High)).Standing.ShouldBe(Grade.High);

        var second = await told.Assess(Story.Standard, lowerBecause: "Calm today");

        (second.Grade, second.Standing).ShouldBe((Grade.Standard, Grade.High));
        (await Standing(told)).ShouldBe(Grade.High);
    }

    [Fact, Rule("RSK-9")]
    public async Task ScreensWhereAGradeIsChosen_ShowNoCaseloadNorMaracFigure()
    {
        var told = await app.Report();
        await told.Assess(Story.Medium);
        using var supervisor = await app.SignIn("response-supervisor");
        foreach (var path in new[] { $"/risk/assessments/{told.Incident}/{told.Case}", "/risk/sign-off" })
        {
            var main = (await supervisor.Get(path)).Document.QuerySelector("main")!.TextContent.ToLowerInvariant();
            foreach (var word in new[] { "capacity", "caseload", "workload", "slots", "backlog" })
            {
                main.ShouldNotContain(word, Case.Insensitive, path);
            }
        }
    }

    private Task<Grade?> Standing(Told told) => app.Db(db => db.Cases.Where(c => c.Reference == told.Case).Select(c => c.Grade).SingleAsync());
}
