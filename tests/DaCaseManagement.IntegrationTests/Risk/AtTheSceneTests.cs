using System.Net;

using DaCaseManagement.Incidents;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Risk;

/// <summary>One answer at a time, from a tablet whose connection comes and goes.</summary>
public sealed class AtTheSceneTests(ForceApp app) : IClassFixture<ForceApp>
{
    private const string Form = "form[data-assess]";

    [Fact, Rule("RSK-1"), Rule("INV-5")]
    public async Task Keep_WhenTheTabletSendsItsQueueTwice_EveryAnswerIsThereOnce()
    {
        var told = await app.Report();
        using var officer = await app.SignIn("response-officer");
        var page = await officer.Get($"/risk/assess/{told.Incident}/{told.Case}");
        var queue = Enumerable.Range(1, 5).Select(n => (Key: Guid.NewGuid(), Field: $"Reply[{n}]", Value: "Yes")).ToList();

        foreach (var (key, field, value) in queue.Concat(queue))
        {
            (await Keep(page, field, value, "", key)).Status.ShouldBe(HttpStatusCode.OK);
        }

        var draft = await Draft(told);
        draft.Answers.Count.ShouldBe(5);
        draft.Version.ShouldBe(4, "the first made the draft, four more changed it, and none did twice");
        (await app.Db(db => db.AuditEvents.CountAsync(e => e.Code == "assessment.answer-kept" && e.SubjectReference == told.Case))).ShouldBe(5);
    }

    [Fact, Rule("RSK-1"), Rule("INV-5")]
    public async Task Keep_WhenReplayedAfterSomebodyElseAnswered_TheirsStays()
    {
        var told = await app.Report();
        using var officer = await app.SignIn("response-officer");
        using var specialist = await app.SignIn("specialist");
        var mine = await officer.Get($"/risk/assess/{told.Incident}/{told.Case}");
        var key = Guid.NewGuid();
        await Keep(mine, "Detail[2]", "Mine", "", key);
        var theirs = await specialist.Get(mine.Path);
        await Keep(theirs, "Detail[2]", "Theirs", "Mine");

        (await Keep(mine, "Detail[2]", "Mine", "", key)).Status.ShouldBe(HttpStatusCode.OK);

        (await Draft(told)).Given("", 2)!.Detail.ShouldBe("Theirs");
    }

    [Fact, Rule("RSK-1")]
    public async Task Keep_WhenSomebodyElseAnsweredFirst_IsToldAndOverwritesNothing()
    {
        var told = await app.Report();
        using var officer = await app.SignIn("response-officer");
        using var specialist = await app.SignIn("specialist");
        var mine = await officer.Get($"/risk/assess/{told.Incident}/{told.Case}");
        var theirs = await specialist.Get(mine.Path);
        await Keep(theirs, "Reply[2]", "Yes", "");

        var clash = await Keep(mine, "Reply[2]", "No", "");
        var other = await Keep(mine, "Reply[3]", "No", "");

        clash.Status.ShouldBe(HttpStatusCode.Conflict);
        clash.Body.ShouldContain("\"theirs\":\"Yes\"");
        other.Status.ShouldBe(HttpStatusCode.OK);
        var draft = await Draft(told);
        (draft.Given("", 2)!.Reply, draft.Given("", 3)!.Reply).ShouldBe((RiskReply.Yes, RiskReply.No));

        // The page never saw the other's answer: its whole form is compared, not taken.
        var whole = await mine.Submit(new() { ["Reply[2]"] = "No", ["Reply[3]"] = "No" }, Form, "button[value=save]");
        whole.Status.ShouldBe(HttpStatusCode.Conflict);
        (await Draft(told)).Given("", 2)!.Reply.ShouldBe(RiskReply.Yes);
    }

    [Theory, Rule("RSK-1"), Rule("RSK-2")]
    [InlineData("Reply[28]", "Yes")]
    [InlineData("Reply[0]", "Yes")]
    [InlineData("Reply[STALKING-11:12]", "Yes")]
    [InlineData("Reply[DARA:1]", "Yes")]
    [InlineData("Reply[2]", "OFTEN")]
    [InlineData("Reply[2]", "yes")]
    [InlineData("Grade", "Extreme")]
    [InlineData("FaceToFace", "Perhaps")]
    [InlineData("Child[slot-21].Seen", "True")]
    [InlineData("Child[../x].Seen", "True")]
    [InlineData("LastEditor", "x")]
    [InlineData("", "x")]
    public async Task Keep_WhatTheFormDoesNotHave_IsRefusedAndNothingIsKept(string field, string value)
    {
        var told = await app.Report();
        using var officer = await app.SignIn("response-officer");
        var page = await officer.Get($"/risk/assess/{told.Incident}/{told.Case}");

        (await Keep(page, field, value, "")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await app.Db(db => db.Assessments.AnyAsync(a => a.Incident.Reference == told.Incident))).ShouldBeFalse();
    }

    [Fact, Rule("RSK-1")]
    public async Task Submit_WithAnswersToQuestionsThatDoNotExist_IsRefusedWhole()
    {
        var told = await app.Report();

        await Should.ThrowAsync<RefusedException>(() => told.Assess(Story.High with { Answers = new Dictionary<int, AnswerEntry> { [99] = new(RiskReply.Yes, null) } }));
        await Should.ThrowAsync<RefusedException>(() => told.Assess(Story.High with { Supplements = new Dictionary<string, IReadOnlyDictionary<int, AnswerEntry>> { ["NOBODYS-FORM"] = new Dictionary<int, AnswerEntry> { [1] = new(RiskReply.Yes, null) } } }));
        (await app.Db(db => db.Assessments.AnyAsync(a => a.Case.Reference == told.Case))).ShouldBeFalse();
    }

    [Fact, Rule("RSK-7")]
    public async Task Keep_WhenTheAssessmentHasBeenSubmittedSince_IsRefusedAndBeginsNoOther()
    {
        var told = await app.Report();
        using var officer = await app.SignIn("response-officer");
        var early = await officer.Get($"/risk/assess/{told.Incident}/{told.Case}");
        await Keep(early, "Reply[2]", "Yes", "");
        var drafted = await officer.Get(early.Path);
        await told.Assess(Story.High);

        (await Keep(drafted, "Reply[3]", "Yes", "")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Keep(early, "Reply[3]", "Yes", "")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await drafted.Submit(Filled(), Form, "button[value=submit]")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await app.Db(db => db.Assessments.CountAsync(a => a.Case.Reference == told.Case))).ShouldBe(1);
    }

    [Fact, Rule("RSK-1")]
    public async Task Supplement_WhenItsAnswerIsYes_IsCalledForAndStaysInTheAssessment()
    {
        var told = await app.Report();
        using var officer = await app.SignIn("response-officer");
        var page = await officer.Get($"/risk/assess/{told.Incident}/{told.Case}");
        page.Document.QuerySelectorAll("[data-supplement=STALKING-11] [data-ask][checked]").ShouldBeEmpty();

        var saved = await page.Submit(new() { ["Reply[8]"] = "Yes", ["Reply[STALKING-11:4]"] = "Yes", ["Detail[STALKING-11:4]"] = "Five times last week." }, Form, "button[value=save]");
        saved.Document.QuerySelectorAll("[data-supplement=STALKING-11] [data-ask][checked]").Length.ShouldBe(1);
        saved.Document.QuerySelectorAll("[data-supplement=HBA-10] [data-ask][checked]").ShouldBeEmpty();
        var done = await saved.Submit(Filled(8), Form, "button[value=submit]");

        done.Status.ShouldBe(HttpStatusCode.OK);
        done.Text.ShouldContain("Five times last week.");
        var assessment = await app.Db(db => db.Assessments.Include(a => a.Answers).SingleAsync(a => a.Case.Reference == told.Case));
        assessment.Given("STALKING-11", 4)!.Reply.ShouldBe(RiskReply.Yes);
        assessment.Given("", 4)!.Reply.ShouldBe(RiskReply.No);
    }

    [Fact, Rule("RSK-13")]
    public async Task Confirm_LastTimesAnswer_IsRecordedAsAskedAgain_AndNeverWithoutTheTick()
    {
        var told = await app.Report();
        await told.Assess(Story.High);
        var second = await told.Again();
        using var officer = await app.SignIn("response-officer");
        var page = await officer.Get($"/risk/assess/{second.Incident}/{second.Case}");

        await page.Submit(new() { ["Confirm[18]"] = "true", ["Confirm[2]"] = "true", ["Reply[2]"] = "No" }, Form, "button[value=save]");

        var draft = await Draft(second);
        var (same, changed) = (draft.Given("", 18)!, draft.Given("", 2)!);
        (same.Reply, same.Confirmed, same.Detail).ShouldBe((RiskReply.Yes, true, "In her words."));
        (changed.Reply, changed.Confirmed).ShouldBe((RiskReply.No, false), "another answer is no confirmation");
        draft.Answers.Count.ShouldBe(2, "nothing else was copied");
    }

    [Fact, Rule("RSK-13")]
    public async Task Submit_WhenFamilyInterpreted_NeedsWhoAndWhy()
    {
        var told = await app.Report();
        var family = Story.High with { Interpreter = InterpreterKind.FamilyOrFriend };

        (await Should.ThrowAsync<RefusedException>(() => told.Assess(family))).Field.ShouldBe("InterpreterName");
        (await Should.ThrowAsync<RefusedException>(() => told.Assess(family with { InterpreterName = "Her sister" }))).Field.ShouldBe("InterpreterBecause");
        await told.Assess(family with { InterpreterName = "Her sister", InterpreterBecause = "No interpreter of her language answered for an hour." });

        (await app.Db(db => db.Assessments.SingleAsync(a => a.Case.Reference == told.Case))).InterpreterBecause.ShouldNotBeNull();
    }

    [Fact, Rule("RSK-4")]
    public async Task Submit_ByTelephoneBetweenPartners_IsRefusedAndKeepsEveryAnswer()
    {
        var told = await app.Report(also: new Dictionary<string, string?> { ["person.2.relationship"] = "Former partner" });
        var cousin = await app.Report(also: new Dictionary<string, string?> { ["person.2.relationship"] = "Cousin" });
        using var officer = await app.SignIn("response-officer");
        var page = await officer.Get($"/risk/assess/{told.Incident}/{told.Case}");
        var values = Filled(2, 6, 15, 18);
        values["FaceToFace"] = "False";

        var refused = await page.Submit(values, Form, "button[value=submit]");

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Document.QuerySelector("#FaceToFace-error").ShouldNotBeNull();
        refused.Value("Reply[18]").ShouldBe("Yes");
        (await app.Db(db => db.GradeDecisions.AnyAsync(d => d.Case.Reference == told.Case))).ShouldBeFalse();
        await cousin.Assess(Story.High with { FaceToFace = false });
        (await app.Db(db => db.Deadlines.AnyAsync(d => d.IsOpen && d.Kind == "Assessment" && d.Subject == cousin.Incident + " " + cousin.Case))).ShouldBeFalse();
    }

    [Fact]
    public async Task Children_MetAtTheScene_JoinTheReport()
    {
        var told = await app.Report(also: new Dictionary<string, string?> { ["person.3.part"] = "Child", ["person.3.given"] = "Perran", ["person.3.family"] = "Quellmark" });
        using var officer = await app.SignIn("response-officer");
        var page = await officer.Get($"/risk/assess/{told.Incident}/{told.Case}");
        page.Text.ShouldContain("Perran Quellmark");
        var fresh = page.Document.QuerySelectorAll("[name^='Child['][name$='.Name']").Single().GetAttribute("name")!;
        var values = Filled(2);
        values["Child[slot-3].Seen"] = "False";
        var refused = await page.Submit(values, Form, "button[value=submit]");
        refused.Status.ShouldBe(HttpStatusCode.BadRequest, "not seen needs a reason");

        values["Child[slot-3].NotSeenBecause"] = "With his grandmother.";
        values[fresh] = "Elowen Quellmark";
        values[fresh.Replace(".Name", ".Seen", StringComparison.Ordinal)] = "True";
        values[fresh.Replace(".Name", ".Words", StringComparison.Ordinal)] = "I heard it from my bed.";
        var done = await refused.Submit(values, Form, "button[value=submit]");

        done.Text.ShouldContain("I heard it from my bed.");
        var children = await app.Db(db => db.InvolvedPeople.Where(p => p.Part == Part.Child && db.Incidents.Any(i => i.Id == p.IncidentId && i.Reference == told.Incident)).OrderBy(p => p.Slot).ToListAsync());
        children.Select(c => (c.GivenNames, c.ChildNote!.StartsWith("Seen", StringComparison.Ordinal))).ShouldBe([("Perran", false), ("Elowen", true)]);
        done.Document.QuerySelectorAll("#seen-h ~ ul li").Length.ShouldBe(2);
    }

    [Fact, Rule("RSK-1")]
    public async Task ClockGoingBackwards_LosesNothingAndShowsTheAnswersThatCameLast()
    {
        var told = await app.Report();
        await told.Assess(Story.Standard);
        var second = await told.Again();
        app.Clock.Advance(TimeSpan.FromHours(-3));
        try
        {
            await second.Assess(Story.High);
            var third = await told.Again();
            using var officer = await app.SignIn("response-officer");
            var page = await officer.Get($"/risk/assess/{third.Incident}/{third.Case}");

            page.Document.QuerySelector("#q18")!.GetAttribute("data-last").ShouldBe("Yes");
            (await Keep(page, "Reply[2]", "Yes", "")).Status.ShouldBe(HttpStatusCode.OK);
        }
        finally
        {
            app.Clock.Advance(TimeSpan.FromHours(3));
        }
    }

    [Fact, Rule("INV-6")]
    public async Task Unlock_GivesTheKeyBack_ToTheSameOfficerWithinAShiftAndToNobodyElse()
    {
        var told = await app.Report();
        using var officer = await app.SignIn("response-officer");
        using var other = await app.SignIn("specialist");
        var page = await officer.Get($"/risk/assess/{told.Incident}/{told.Case}");
        var form = page.Document.QuerySelector(Form)!;
        var (key, seal) = (form.GetAttribute("data-key")!, form.GetAttribute("data-sealed")!);
        seal.ShouldNotContain(key);

        (await Unlock(page, seal)).Body.ShouldContain(key.Replace("+", "\\u002B", StringComparison.Ordinal));
        var theirs = await Unlock(await other.Get(page.Path), seal);
        var broken = await Unlock(page, seal[..^8] + "AAAAAAA=");
        app.Clock.Advance(TimeSpan.FromHours(12.1));
        using var later = await app.SignIn("response-officer");
        var old = await Unlock(await later.Get(page.Path), seal);

        foreach (var refused in new[] { theirs, broken, old })
        {
            refused.Status.ShouldBe(HttpStatusCode.BadRequest);
            refused.Body.ShouldNotContain("key\"");
        }
    }

    [Fact, Rule("RSK-4")]
    public async Task Finish_OpensTheDeadline_OnlyWhereThePolicyAsksForOne()
    {
        var told = await app.Report();
        (await app.Db(db => db.Deadlines.CountAsync(d => d.Kind == "Assessment" && d.Subject == told.Incident + " " + told.Case))).ShouldBe(1);
    }

    internal static Dictionary<string, string> Filled(params int[] yes)
    {
        var values = new Dictionary<string, string> { ["FaceToFace"] = "True", ["VictimAlone"] = "True", ["Explained"] = "True", ["Grade"] = "High", ["Reason"] = "As seen." };
        foreach (var n in Enumerable.Range(1, 27))
        {
            values[$"Reply[{n}]"] = yes.Contains(n) ? "Yes" : "No";
        }

        return values;
    }

    private static Task<WebPage> Keep(WebPage page, string field, string value, string was, Guid? key = null) =>
        Send(page, "Field", new() { ["field"] = field, ["value"] = value, ["was"] = was, ["Version"] = page.Value("Version"), ["Editor"] = page.Value("Editor"), ["Again"] = "False" }, key);

    private static Task<WebPage> Unlock(WebPage page, string seal) => Send(page, "Unlock", new() { ["sealedKey"] = seal }, null);

    private static Task<WebPage> Send(WebPage page, string handler, Dictionary<string, string> fields, Guid? key)
    {
        fields["__token"] = page.Value("__token");
        var request = new HttpRequestMessage(HttpMethod.Post, $"{page.Path.Split('?')[0]}?handler={handler}") { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("X-Form-Key", (key ?? Guid.NewGuid()).ToString());
        return page.Send(request);
    }

    private Task<RiskAssessment> Draft(Told told) => app.Db(db => db.Assessments.AsNoTracking().Include(a => a.Answers).Include(a => a.Children).SingleAsync(a => a.Incident.Reference == told.Incident && a.SubmittedAt == null));
}
