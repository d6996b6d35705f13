using System.Net;

using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Risk;

public sealed class AssessmentTests(ForceApp app) : IClassFixture<ForceApp>
{
    private const string Form = "form[data-assess]";

    [Fact, Rule("RSK-1"), Rule("RSK-2"), Rule("RSK-6"), Rule("RSK-7")]
    public async Task Submit_WhenTheOfficerJudgesHigh_TheGradeStandsAtOnceWithItsReasons()
    {
        var told = await app.Report();
        var decoy = await app.Report();
        using var officer = await app.SignIn("response-officer");
        var page = await officer.Get($"/risk/assess/{told.Incident}/{told.Case}");
        page.Document.QuerySelectorAll(".item[data-instrument=DASH-2009]").Length.ShouldBe(27);
        page.Document.QuerySelectorAll(".item--key[data-instrument=DASH-2009]").Length.ShouldBe(18);

        var done = await page.Submit(Filled(Grade.High, 2, 6, 15, 18), Form, "button[value=submit]");

        done.Status.ShouldBe(HttpStatusCode.OK);
        done.Text.ShouldContain("High risk stands from now");
        var (grade, decision) = await app.Db(async db => (
            await db.Cases.Where(c => c.Reference == told.Case).Select(c => c.Grade).SingleAsync(),
            await db.GradeDecisions.SingleAsync(d => d.Case.Reference == told.Case)));
        grade.ShouldBe(Grade.High);
        (decision.Stage, decision.Grade, decision.PolicyVersion).ShouldBe((DecisionStage.Officer, Grade.High, "national 1"));
        decision.Information.ShouldContain("DASH-2009");
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "assessment.submitted" && e.SubjectReference == told.Case))).ShouldBe(1);
        (await app.Db(db => db.Deadlines.Where(d => d.Kind == "Assessment" && d.Subject == told.Incident + " " + told.Case).Select(d => d.SatisfiedAt).SingleAsync())).ShouldNotBeNull();
        (await app.Db(db => db.Cases.Where(c => c.Reference == decoy.Case).Select(c => c.Grade).SingleAsync())).ShouldBeNull();
    }

    [Fact, Rule("RSK-3")]
    public async Task Submit_WhenLowerThanTheIndicatorsWithoutReason_IsRefusedAndKeepsTheAnswers()
    {
        var told = await app.Report();
        using var officer = await app.SignIn("response-officer");
        var page = await officer.Get($"/risk/assess/{told.Incident}/{told.Case}");

        var refused = await page.Submit(Filled(Grade.Standard, 18), Form, "button[value=submit]");

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Document.QuerySelector("#LowerBecause-error, [id='LowerBecause'].govuk-textarea--error").ShouldNotBeNull();
        refused.Value("Reply[18]").ShouldBe("Yes");
        (await app.Db(db => db.GradeDecisions.AnyAsync(d => d.Case.Reference == told.Case))).ShouldBeFalse();

        var accepted = await refused.Submit(new() { ["LowerBecause"] = "A single event years ago, with somebody else." }, Form, "button[value=submit]");
        accepted.Status.ShouldBe(HttpStatusCode.OK);
        (await app.Db(db => db.GradeDecisions.SingleAsync(d => d.Case.Reference == told.Case))).Reason.ShouldContain("years ago");
    }

    [Fact, Rule("RSK-3")]
    public async Task Submit_WhenHigherThanTheIndicators_NeedsNoExtraReason()
    {
        var told = await app.Report();
        using var officer = await app.SignIn("response-officer");
        var page = await officer.Get($"/risk/assess/{told.Incident}/{told.Case}");

        (await page.Submit(Filled(Grade.High, 10), Form, "button[value=submit]")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact, Rule("RSK-7")]
    public async Task Submit_WithNothingFilledIn_SaysWhatIsMissingBesideEachField()
    {
        var told = await app.Report();
        using var officer = await app.SignIn("response-officer");
        var page = await officer.Get($"/risk/assess/{told.Incident}/{told.Case}");

        var refused = await page.Submit([], Form, "button[value=submit]");

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        foreach (var field in new[] { "FaceToFace", "VictimAlone", "Explained", "Grade", "Reason" })
        {
            refused.Document.QuerySelector($"#{field}-error").ShouldNotBeNull(field);
        }
    }

    [Fact, Rule("RSK-13")]
    public async Task Get_WhenThereIsAnEarlierAssessment_ShowsItsAnswersBesideAndCopiesNone()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        var person = await app.Db(db => db.Cases.Where(c => c.Reference == told.Case).Select(c => new { Victim = c.VictimId, Suspect = c.PerpetratorId }).SingleAsync());
        var second = await SecondIncident(told, person.Victim, person.Suspect!.Value);
        using var officer = await app.SignIn("response-officer");

        var page = await officer.Get($"/risk/assess/{second}/{told.Case}");

        page.Document.QuerySelector("#q18 .item-last")!.TextContent.ShouldContain("Yes");
        page.Value("Reply[18]").ShouldBe("NotAsked");
    }

    [Fact, Rule("RSK-1"), Rule("REC-1")]
    public async Task Keep_ByScriptThenByButton_LosesNothingAndMakesOneDraft()
    {
        var told = await app.Report();
        using var officer = await app.SignIn("response-officer");
        var page = await officer.Get($"/risk/assess/{told.Incident}/{told.Case}");

        var request = page.Request(new() { ["field"] = "Detail[2]", ["value"] = "Very.", ["was"] = "" }, Form);
        request.RequestUri = new Uri(page.Path + "?handler=Field", UriKind.Relative);
        (await page.Send(request)).Status.ShouldBe(HttpStatusCode.OK);
        var again = await officer.Get(page.Path);

        again.Value("Detail[2]").ShouldBe("Very.");
        var saved = await again.Submit(new() { ["Reply[3]"] = "No" }, Form, "button[value=save]");
        saved.Status.ShouldBe(HttpStatusCode.OK);
        (await app.Db(db => db.Assessments.CountAsync(a => a.Incident.Reference == told.Incident))).ShouldBe(1);
    }

    [Fact, Rule("RSK-7")]
    public async Task Save_WhenAnotherTabletSavedFirst_ShowsBothVersions()
    {
        var told = await app.Report();
        using var officer = await app.SignIn("response-officer");
        using var specialist = await app.SignIn("specialist");
        var mine = await officer.Get($"/risk/assess/{told.Incident}/{told.Case}");
        var theirs = await specialist.Get(mine.Path);
        await theirs.Submit(new() { ["Reply[2]"] = "Yes", ["Reason"] = "Theirs" }, Form, "button[value=save]");

        var clash = await mine.Submit(new() { ["Reply[2]"] = "No", ["Reason"] = "Mine" }, Form, "button[value=save]");

        clash.Status.ShouldBe(HttpStatusCode.Conflict);
        clash.Text.ShouldContain("Theirs");
        clash.Value("Reason").ShouldBe("Mine");
        (await app.Db(db => db.Assessments.Where(a => a.Incident.Reference == told.Incident).Select(a => a.DraftReason).SingleAsync())).ShouldBe("Theirs");
        (await clash.Submit([], Form, "button[value=save]")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact, Rule("RSK-7")]
    public async Task Submit_WhenAlreadySubmitted_ChangesNothing()
    {
        var told = await app.Report();
        using var officer = await app.SignIn("response-officer");
        var page = await officer.Get($"/risk/assess/{told.Incident}/{told.Case}");
        var values = Filled(Grade.Medium, 2);
        var both = await Task.WhenAll(page.Submit(values, Form, "button[value=submit]"), page.Submit(values, Form, "button[value=submit]"));

        both.ShouldAllBe(p => p.Status == HttpStatusCode.OK);
        (await app.Db(db => db.GradeDecisions.CountAsync(d => d.Case.Reference == told.Case))).ShouldBe(1);
        (await app.Db(db => db.Assessments.CountAsync(a => a.Case.Reference == told.Case))).ShouldBe(1);
    }

    private async Task<string> SecondIncident(Told told, long victim, long suspect)
    {
        var key = Guid.NewGuid();
        var references = await app.Db(db => db.People.Where(p => p.Id == victim || p.Id == suspect).ToDictionaryAsync(p => p.Id, p => p.Reference));
        var saved = await app.Send("call-handler", new DaCaseManagement.Incidents.SaveReport(key, Guid.NewGuid(), null, new Dictionary<string, string?> { ["caller-number"] = "07700 900199", ["response"] = "Immediate" }));
        await app.Send("call-handler", new DaCaseManagement.Incidents.ChoosePerson(saved.Reference, 1, references[victim]));
        await app.Send("call-handler", new DaCaseManagement.Incidents.ChoosePerson(saved.Reference, 2, references[suspect]));
        var done = await app.Send("call-handler", new DaCaseManagement.Incidents.FinishReport(key));
        done.Cases.ShouldBe([told.Case]);
        return done.Reference;
    }

    private static Dictionary<string, string> Filled(Grade grade, params int[] yes)
    {
        var values = new Dictionary<string, string> { ["FaceToFace"] = "True", ["VictimAlone"] = "True", ["Explained"] = "True", ["Grade"] = grade.ToString(), ["Reason"] = "As seen." };
        foreach (var n in Enumerable.Range(1, 27))
        {
            values[$"Reply[{n}]"] = yes.Contains(n) ? "Yes" : "No";
        }

        return values;
    }
}
