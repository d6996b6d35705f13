using System.Net;

using DaCaseManagement.Clocks;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Risk;

/// <summary>The unit's second look (RSK-11) and the officer's challenge (RSK-10), on the pages.</summary>
public sealed class UnitReviewTests(ForceApp app) : IClassFixture<ForceApp>
{
    private const string Reason = "New information from the victim shows less risk";

    [Fact, Rule("RSK-11")]
    public async Task Submit_OfACaseThePolicyNames_WaitsForTheUnitWithItsAge()
    {
        var told = await app.Report();
        await told.Assess(Story.Medium);
        app.Clock.Advance(TimeSpan.FromHours(3));
        using var specialist = await app.SignIn("specialist");

        var list = await specialist.Get("/risk/reviews");
        list.Text.ShouldContain(told.Incident);
        list.Document.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains(told.Incident, StringComparison.Ordinal)).TextContent.ShouldContain("3 h");
        var page = await specialist.Get($"/risk/assessments/{told.Incident}/{told.Case}");
        var done = await page.Submit(new() { ["UnitGrade"] = "High", ["UnitWords"] = "Control after she left; the ticks do not show it." }, "form[action*='Unit']");

        done.Status.ShouldBe(HttpStatusCode.OK);
        (await Stages(told)).ShouldBe([DecisionStage.Officer, DecisionStage.UnitAmended]);
        (await Standing(told)).ShouldBe(Grade.High);
        (await specialist.Get("/risk/reviews")).Text.ShouldNotContain(told.Incident);
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "grade.reviewed" && e.SubjectReference == told.Case))).ShouldBe(1);
        using var officer = await app.SignIn("response-officer");
        (await officer.Get("/")).Text.ShouldContain("the ticks do not show it");
    }

    [Fact, Rule("RSK-11")]
    public async Task Submit_OfAStandardFirstReport_WaitsForNoUnit()
    {
        var told = await app.Report();
        await told.Assess(Story.Standard);

        (await app.Db(db => db.Deadlines.CountAsync(d => d.Kind == "SecondaryReview" && db.Cases.Any(c => c.Id == d.CaseId && c.Reference == told.Case)))).ShouldBe(0);
    }

    [Fact, Rule("RSK-11")]
    public async Task Review_BySomebodyOfAnotherUnit_IsRefused()
    {
        var told = await app.Report();
        await told.Assess(Story.Medium);

        (await Should.ThrowAsync<RefusedException>(() => UnitReview(told, Grade.Medium, by: "safeguarding-officer"))).Rule.ShouldBe("RSK-11");
        (await UnitReview(told, Grade.Medium)).Stage.ShouldBe(DecisionStage.UnitAgreed);
        (await Should.ThrowAsync<RefusedException>(() => UnitReview(told, Grade.Medium))).Message.ShouldContain("Helen Brathwaite");
    }

    [Fact, Rule("RSK-9"), Rule("RSK-10")]
    public async Task Challenge_OfALoweredGrade_LetsTheHigherStandUntilSomebodyOutsideDecides()
    {
        var told = await Lowered();
        (await Standing(told)).ShouldBe(Grade.Medium);
        using var officer = await app.SignIn("response-officer");
        var page = await officer.Get($"/risk/assessments/{told.Incident}/{told.Case}");

        var challenged = await page.Submit(new() { ["Claimed"] = "High", ["ChallengeWords"] = "He rang her from custody." }, "form[action*='Challenge']");

        challenged.Status.ShouldBe(HttpStatusCode.OK);
        (await Standing(told)).ShouldBe(Grade.High);

        // Inside the unit that lowered it: refused, whoever asks and however.
        var challenge = await app.Db(db => db.GradeDecisions.Where(d => d.Case.Reference == told.Case && d.Stage == DecisionStage.Challenged).Select(d => d.Id).SingleAsync());
        (await Should.ThrowAsync<RefusedException>(() => app.Send("specialist-supervisor", new DecideChallenge(challenge, false, "Ours was right", null, null)))).Rule.ShouldBe("RSK-10");
        await Should.ThrowAsync<NotPermittedException>(() => app.Send("response-officer", new DecideChallenge(challenge, true, "Mine was right", null, null)));

        using var outside = await app.SignIn("safeguarding-supervisor");
        (await outside.Get("/risk/challenges")).Text.ShouldContain(told.Incident);
        var deciding = await outside.Get($"/risk/assessments/{told.Incident}/{told.Case}");
        var done = await deciding.Submit(new() { ["Uphold"] = "False", ["SecondWords"] = "Remand is certain until the trial." }, "form[action*='DecideChallenge']");

        done.Status.ShouldBe(HttpStatusCode.OK);
        (await Standing(told)).ShouldBe(Grade.Medium);
        (await Stages(told)).ShouldBe([DecisionStage.Officer, DecisionStage.LoweringProposed, DecisionStage.LoweringConfirmed, DecisionStage.Challenged, DecisionStage.ChallengeRefused]);
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "grade.challenge-decided" && e.SubjectReference == told.Case))).ShouldBe(1);
        var author = await app.Db(db => db.Users.Where(u => u.UserName == "response-officer").Select(u => u.Id).SingleAsync());
        (await app.Db(db => db.Notices.CountAsync(n => n.UserId == author && n.CaseReference == told.Case && n.Text.Contains("Remand is certain")))).ShouldBe(1);
    }

    [Fact, Rule("RSK-10")]
    public async Task Challenge_Upheld_KeepsTheHigherGrade()
    {
        var told = await Lowered();
        var lowered = await Last(told);
        await app.Send("response-officer", new ChallengeGrade(lowered, Grade.High, "He rang her from custody."));

        await app.Send("safeguarding-supervisor", new DecideChallenge(await Last(told), true, "Agreed with the officer."));

        (await Standing(told)).ShouldBe(Grade.High);
        (await Should.ThrowAsync<RefusedException>(async () => await app.Send("response-officer", new ChallengeGrade(lowered, Grade.High, "Again")))).Rule.ShouldBe("RSK-10");
    }

    [Fact, Rule("RSK-10")]
    public async Task Challenge_WithoutWordsOrGrade_IsRefusedByTheFields()
    {
        var told = await Lowered();
        using var officer = await app.SignIn("response-officer");
        var page = await officer.Get($"/risk/assessments/{told.Incident}/{told.Case}");

        var refused = await page.Submit(new() { ["ChallengeWords"] = "" }, "form[action*='Challenge']");

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Document.QuerySelector("#ChallengeWords-error").ShouldNotBeNull();
        refused.Document.QuerySelector("#Claimed-error").ShouldNotBeNull();
        (await Standing(told)).ShouldBe(Grade.Medium);
    }

    [Fact, Rule("INV-6")]
    public async Task Requests_AboutARestrictedCase_FindNothingForThoseWhoMayNotSeeIt()
    {
        var told = await Lowered();
        var last = await Last(told);
        await told.Restrict();

        await Should.ThrowAsync<RecordNotFoundException>(() => app.Send("response-officer", new ChallengeGrade(last, Grade.High, "Too low")));
        await Should.ThrowAsync<RecordNotFoundException>(async () => await app.Send("response-supervisor", new ReviewGrade(await Assessment(told), Grade.High, "Too low")));
        (await Standing(told)).ShouldBe(Grade.Medium);
    }

    [Fact, Rule("RSK-8")]
    public async Task AnOpenDraft_DoesNotHideWhatWaitsForADecision()
    {
        var told = await app.Report();
        await told.Assess(Story.Medium);
        await app.Send("response-officer", new SaveAssessment(told.Incident, told.Case, null, Story.Standard));
        using var supervisor = await app.SignIn("response-supervisor");

        var page = await supervisor.Get($"/risk/assessments/{told.Incident}/{told.Case}");
        await page.Submit(new() { ["Grade"] = "Medium", ["Words"] = "Agreed." }, "form[action*='Review']");

        (await Stages(told)).ShouldBe([DecisionStage.Officer, DecisionStage.SupervisorAgreed]);
    }

    [Fact, Rule("RSK-9"), Rule("RTE-5")]
    public async Task ScreensWhereAGradeIsChosen_ShowNoFigureOfWorkOrRoom()
    {
        // Figures that would be noticed: so many cases with the unit, so many listed, so many places.
        var told = await app.Report();
        for (var i = 0; i < 7; i++)
        {
            var decoy = await app.Report();
            await decoy.Assess(Story.High);
            await decoy.Refer();
        }

        await told.Assess(Story.Medium);
        await UnitReview(told, Grade.Medium);
        var lowered = await Lowered();
        var again = await app.Report();
        foreach (var (account, path) in new[]
        {
            ("response-officer", $"/risk/assess/{again.Incident}/{again.Case}"), ("response-supervisor", $"/risk/assessments/{told.Incident}/{told.Case}"), ("specialist", $"/risk/assessments/{told.Incident}/{told.Case}"),
            ("response-officer", $"/risk/assessments/{lowered.Incident}/{lowered.Case}"), ("safeguarding-supervisor", $"/risk/assessments/{lowered.Incident}/{lowered.Case}"), ("response-supervisor", "/risk/sign-off"),
        })
        {
            using var browser = await app.SignIn(account);
            var text = (await browser.Get(path)).Document.Body!.TextContent;
            foreach (var word in new[] { "capacity", "caseload", "workload", "slots", "backlog", "places left", "cases open", "open cases", "are listed" })
            {
                text.ShouldNotContain(word, Case.Insensitive, $"{account} {path}");
            }
        }
    }

    [Fact, Rule("RTE-1")]
    public async Task AClosedCase_TakesNoNewAssessment_AndKeepsDecisionsThatWereStillOpen()
    {
        var told = await app.Report();
        await told.Assess(Story.Medium);
        await app.Db(async db =>
        {
            var closed = await db.Cases.SingleAsync(c => c.Reference == told.Case);
            closed.Close(DaCaseManagement.Cases.CaseGate.Of(told.Case, [], []), app.Clock.Now);
            foreach (var owner in await db.Responsibilities.Where(r => r.CaseId == closed.Id && r.IsCurrent).ToListAsync())
            {
                owner.End(app.Clock.Now);
            }

            await db.SaveChangesAsync();
        });

        (await Should.ThrowAsync<RefusedException>(() => told.Assess(Story.High))).Rule.ShouldBe("RTE-1");
        (await told.Review(Grade.High)).Standing.ShouldBe(Grade.High);
        (await app.Db(db => db.Deadlines.CountAsync(d => d.IsOpen && d.Kind == "MaracReferral" && d.Subject == told.Case))).ShouldBe(0);
    }

    private async Task<Told> Lowered()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        app.Clock.Advance(TimeSpan.FromMinutes(40));
        await UnitReview(told, Grade.Medium, contacted: LocalTime.Text(app.Clock.Now.AddMinutes(-5)));
        await app.Send("specialist-supervisor", new DecideLowering(await Last(told), true, "Spoke to her too."));
        return told;
    }

    private async Task<ReviewedGrade> UnitReview(Told told, Grade grade, string by = "specialist", string? contacted = null) =>
        await app.Send(by, new ReviewForUnit(await Assessment(told), grade, "Looked at again with care.", contacted, contacted is null ? null : Reason));

    private Task<long> Assessment(Told told) => app.Db(db => db.Assessments.Where(a => a.Case.Reference == told.Case && a.SubmittedAt != null).Select(a => a.Id).SingleAsync());

    private Task<long> Last(Told told) => app.Db(db => db.GradeDecisions.Where(d => d.Case.Reference == told.Case).MaxAsync(d => d.Id));

    private Task<List<DecisionStage>> Stages(Told told) => app.Db(db => db.GradeDecisions.Where(d => d.Case.Reference == told.Case).OrderBy(d => d.Id).Select(d => d.Stage).ToListAsync());

    private Task<Grade?> Standing(Told told) => app.Db(db => db.Cases.Where(c => c.Reference == told.Case).Select(c => c.Grade).SingleAsync());
}
