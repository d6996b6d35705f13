using System.Net;

using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Oversight;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Oversight;

public sealed class SupervisionTests(ForceApp app) : IClassFixture<ForceApp>
{
    private static readonly Period Usual = new(null, null);

    [Fact, Rule("RSK-8"), Rule("OVR-3")]
    public async Task OpeningThePage_IsKeptOnce_AndADecisionMomentsLaterIsInstant()
    {
        var (quick, slow) = (await Assessed(Story.Medium), await Assessed(Story.Medium));
        using var supervisor = await app.SignIn("response-supervisor-2");
        await supervisor.Get($"/risk/assessments/{slow.Incident}/{slow.Case}");
        app.Clock.Advance(TimeSpan.FromMinutes(7));
        await supervisor.Get($"/risk/assessments/{slow.Incident}/{slow.Case}");
        await slow.Review(Grade.Medium, "response-supervisor-2");
        await supervisor.Get($"/risk/assessments/{quick.Incident}/{quick.Case}");
        app.Clock.Advance(TimeSpan.FromSeconds(9));
        await quick.Review(Grade.Medium, "response-supervisor-2");

        (await app.Db(db => db.ReviewOpenings.CountAsync(o => db.Assessments.Any(a => a.Id == o.AssessmentId && a.Incident.Reference == slow.Incident)))).ShouldBe(1);
        var rows = (await app.Send("response-supervisor", new ViewSupervisionRows(Usual, SupervisionBy.Reviewer, null, SupervisionWhat.SignOffs))).Rows;
        rows.Single(r => r.Incident == quick.Incident).Instant.ShouldBeTrue();
        rows.Single(r => r.Incident == slow.Incident).ShouldSatisfyAllConditions(r => r.Instant.ShouldBeFalse(), r => r.Spent!.Value.ShouldBe(TimeSpan.FromMinutes(7), TimeSpan.FromSeconds(20)));
    }

    [Fact, Rule("RSK-8")]
    public async Task TheOfficersOwnLook_IsNoOpening()
    {
        var told = await Assessed(Story.Medium);
        using var officer = await app.SignIn("response-officer");
        await officer.Get($"/risk/assessments/{told.Incident}/{told.Case}");

        (await app.Db(db => db.ReviewOpenings.CountAsync(o => db.Assessments.Any(a => a.Id == o.AssessmentId && a.Incident.Reference == told.Incident)))).ShouldBe(0);
    }

    [Fact, Rule("OVR-3"), Rule("INV-9")]
    public async Task EveryNumberOnEveryTable_EqualsTheRowsItOpens()
    {
        await (await Assessed(Story.Medium)).Review(Grade.Medium);
        await (await Assessed(Story.Standard)).Review(Grade.High, "response-supervisor-2");
        var lower = await Assessed(Story.High);
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        await lower.Review(Grade.Medium, contacted: DaCaseManagement.Clocks.LocalTime.Text(app.Clock.Now.AddMinutes(-2)), reason: app.Policy().Assessment.LoweringReasons[0]);
        await Assessed(Story.Standard);
        using var supervisor = await app.SignIn("specialist-supervisor");
        var followed = 0;
        foreach (var by in Enum.GetValues<SupervisionBy>())
        {
            var page = await supervisor.Get("/oversight/supervision?By=" + by);
            foreach (var link in page.Document.QuerySelectorAll("td a[href*='/rows']"))
            {
                var number = int.Parse(link.ChildNodes[0].TextContent, System.Globalization.CultureInfo.InvariantCulture);
                var behind = await supervisor.Get(link.GetAttribute("href")!);
                behind.Heading.ShouldEndWith(": " + number, Case.Sensitive, link.GetAttribute("href"));
                behind.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(number, link.GetAttribute("href"));
                followed++;
            }
        }

        followed.ShouldBeGreaterThan(25);

        // Recounted from the table, in other words than the application's.
        var whole = (await app.Send("specialist-supervisor", new ViewSupervision(Usual))).Whole;
        whole.Agreed.ShouldBe(await app.Db(db => db.GradeDecisions.CountAsync(d => d.Stage == DecisionStage.SupervisorAgreed)));
        whole.Raised.ShouldBe(await app.Db(db => db.GradeDecisions.CountAsync(d => d.Stage == DecisionStage.SupervisorAmended)));
        whole.Lowered.ShouldBe(await app.Db(db => db.GradeDecisions.CountAsync(d => d.Stage == DecisionStage.LoweringProposed)));
        whole.Assessments.ShouldBe(await app.Db(db => db.Assessments.CountAsync(a => a.SubmittedAt != null)));
        (await supervisor.Get("/oversight/supervision")).Text.ShouldContain("too few to judge by");
    }

    [Fact, Rule("OVR-3")]
    public async Task TheQueue_IsWhatWaitedWhenTheDayBegan()
    {
        var (waits, done) = (await Assessed(Story.Medium), await Assessed(Story.Medium));
        app.Clock.Advance(TimeSpan.FromDays(1));
        await (await Assessed(Story.Standard)).Review(Grade.Standard);
        await done.Review(Grade.Medium);
        var day = DaCaseManagement.Clocks.LocalTime.DayOf(app.Clock.Now).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        var page = await app.Send("specialist-supervisor", new ViewSupervision(Usual, SupervisionBy.Day));
        var behind = await app.Send("specialist-supervisor", new ViewSupervisionRows(Usual, SupervisionBy.Day, day, SupervisionWhat.Queue));

        page.Queue[day].ShouldBe(behind.Count);
        behind.Rows.Select(r => r.Incident).ShouldContain(waits.Incident);
        behind.Rows.Select(r => r.Incident).ShouldContain(done.Incident, "it waited in the morning");
    }

    [Fact, Rule("OVR-3"), Rule("INV-6")]
    public async Task ARestrictedCase_IsInNoNumberForOthers()
    {
        var told = await Assessed(Story.Medium);
        await told.Review(Grade.Medium);
        var before = (await app.Send("response-supervisor", new ViewSupervision(Usual))).Whole;
        await told.Restrict();

        var after = (await app.Send("response-supervisor", new ViewSupervision(Usual))).Whole;

        (after.SignOffs, after.Assessments).ShouldBe((before.SignOffs - 1, before.Assessments - 1));
        (await app.Send("response-supervisor", new ViewSupervisionRows(Usual, SupervisionBy.Reviewer, null, SupervisionWhat.SignOffs))).Rows.ShouldNotContain(r => r.Incident == told.Incident);
        (await app.Send("specialist-supervisor", new ViewSupervision(Usual))).Whole.SignOffs.ShouldBe(before.SignOffs);
    }

    [Fact, Rule("OVR-3"), Rule("INV-6")]
    public async Task WhoeverOpensNoCase_SeesTheRowsWithoutReferences()
    {
        var told = await Assessed(Story.Medium);
        await told.Review(Grade.Medium);
        using var analyst = await app.SignIn("analyst");

        var page = await analyst.Get("/oversight/supervision/rows?What=SignOffs");

        page.Document.QuerySelectorAll("tbody tr").Length.ShouldBeGreaterThan(0);
        page.Body.ShouldNotContain(told.Incident);
        page.Body.ShouldNotContain(told.Case);
    }

    [Theory, Rule("OVR-3")]
    [InlineData("From=yesterday")]
    [InlineData("From=1/1/2020&To=2/1/2020")]
    public async Task APeriodThatCannotBe_IsSaidByTheField(string query)
    {
        using var supervisor = await app.SignIn("response-supervisor");

        var page = await supervisor.Get("/oversight/supervision?" + query);

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Errors.ShouldNotBeEmpty();
    }

    private async Task<Told> Assessed(AssessmentEntry entry)
    {
        var told = await app.Report();
        await told.Assess(entry);
        return told;
    }
}
