using DaCaseManagement.Risk;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.BrowserTests;

/// <summary>The assessment at a scene where the connection comes and goes.</summary>
[Collection(LiveForceShared.Name)]
public sealed class TabletTests(LiveForce force)
{
    private const string Saved = "[data-saved][data-state=saved]";
    private const string Waiting = "[data-saved][data-state=waiting]";

    [Fact, Rule("RSK-1"), Rule("INV-5")]
    public async Task WhenTheConnectionGoes_AnswersWaitOnTheTabletUnreadable_AndAreSentOnceWhenTheTabIsOpenedAgain()
    {
        var path = await Due(0);
        await using var officer = await Person.SignIn(force, "response-officer", width: 820, height: 1180);
        await officer.Open(path);
        await officer.Page.CheckAsync("[name='Reply[1]'][value=No]");
        await officer.Page.WaitForSelectorAsync(Saved);
        await officer.Page.Context.SetOfflineAsync(true);

        await officer.Page.CheckAsync("[name='Reply[2]'][value=Yes]");
        await officer.Page.FillAsync("[name='Detail[2]']", "Zinnobersecret, she is terrified");
        await officer.Page.CheckAsync("[name='Reply[18]'][value=Declined]");
        await officer.Page.WaitForSelectorAsync($"{Waiting}:has-text('2 answers waiting')");

        (await Kept(officer)).ShouldBe(3, "reply and words of one question, reply of another");
        var stored = await officer.Page.EvaluateAsync<string>("JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage}) + document.cookie");
        foreach (var plain in new[] { "Zinnober", "Declined", "Reply", "Detail", "risk/assess", path.Split('/')[^1] })
        {
            stored.ShouldNotContain(plain);
        }

        // The tab is closed without ever having been back on line.
        var context = officer.Page.Context;
        await officer.Page.CloseAsync();
        await context.SetOfflineAsync(false);
        (await Answers(path)).ShouldBe(["1 No "]);
        var again = await context.NewPageAsync();
        await again.GotoAsync(force.Address + path);
        await again.WaitForSelectorAsync(Saved);

        (await Answers(path)).ShouldBe(["1 No ", "2 Yes Zinnobersecret, she is terrified", "18 Declined "]);
        (await again.InputValueAsync("[name='Detail[2]']")).ShouldContain("Zinnobersecret");
        (await again.EvaluateAsync<int>("Object.keys(localStorage).length")).ShouldBe(0);
        var reference = Last(path);
        (await force.Db(db => db.AuditEvents.CountAsync(e => e.Code == "assessment.answer-kept" && e.SubjectReference == reference))).ShouldBe(4);
    }

    [Fact, Rule("RSK-6")]
    public async Task SubmittingWithoutAConnection_SaysSoAndKeepsThePage()
    {
        var path = await Due(1);
        await using var officer = await Person.SignIn(force, "response-officer", width: 820, height: 1180);
        await officer.Open(path);
        await officer.Page.Context.SetOfflineAsync(true);
        await officer.Page.CheckAsync("[name='Reply[2]'][value=Yes]");
        await officer.Page.ClickAsync("button[value=submit]");
        await officer.Page.WaitForSelectorAsync($"{Waiting}:has-text('not submitted')");
        (await officer.Page.IsCheckedAsync("[name='Reply[2]'][value=Yes]")).ShouldBeTrue();

        await officer.Page.Context.SetOfflineAsync(false);
        await officer.Page.WaitForSelectorAsync(Saved);
        (await Answers(path)).ShouldBe(["2 Yes "]);
    }

    [Fact, Rule("RSK-1")]
    public async Task WhenSomebodyElseAnsweredMeanwhile_BothAreShownAndOneIsChosen()
    {
        var path = await Due(2);
        await using var officer = await Person.SignIn(force, "response-officer", width: 820, height: 1180);
        await using var specialist = await Person.SignIn(force, "specialist");
        await officer.Open(path);
        await specialist.Open(path);
        await officer.Page.Context.SetOfflineAsync(true);
        await officer.Page.CheckAsync("[name='Reply[2]'][value=Yes]");
        await officer.Page.WaitForSelectorAsync(Waiting);
        await specialist.Page.CheckAsync("[name='Reply[2]'][value=No]");
        await specialist.Page.WaitForSelectorAsync(Saved);

        await officer.Page.Context.SetOfflineAsync(false);
        await officer.Page.WaitForSelectorAsync("#q2 .call-conflict:has-text('No')");
        (await Answers(path)).ShouldBe(["2 No "]);
        officer.ConsoleErrors.RemoveAll(e => e.Contains("ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal));
        await officer.Check();
        await officer.Page.ClickAsync("#q2 >> text=Keep mine");
        await officer.Page.WaitForSelectorAsync(Saved);

        (await Answers(path)).ShouldBe(["2 Yes "]);
    }

    [Fact, Rule("INV-6")]
    public async Task SigningOut_SaysWhatWouldBeLost_AndLeavesNothingOnTheTablet()
    {
        var path = await Due(3);
        await using var officer = await Person.SignIn(force, "response-officer");
        await officer.Open(path);
        await officer.Page.RouteAsync("**/risk/assess/**handler=Field", r => r.AbortAsync());
        await officer.Page.CheckAsync("[name='Reply[2]'][value=Yes]");
        await officer.Page.WaitForSelectorAsync(Waiting);
        await officer.Page.ClickAsync("text=Sign out");
        await officer.Page.WaitForSelectorAsync("[role=alert]:has-text('1 answer has not been sent')");
        await officer.Page.ClickAsync(".app-header__button");
        await officer.Page.WaitForURLAsync("**/sign-in");

        (await officer.Page.EvaluateAsync<int>("Object.keys(localStorage).length")).ShouldBe(0);
    }

    [Fact, Rule("RSK-1")]
    public async Task OneQuestionAtATime_IsWalkedByKeyboard_AndTheSupplementOpensWhereItIsCalledFor()
    {
        var path = await Due(4);
        await using var officer = await Person.SignIn(force, "response-officer", width: 820, height: 1180);
        await officer.Open(path);
        await officer.Page.CheckAsync("#one-at-a-time");
        (await Visible(officer)).ShouldBe(["how"]);
        await officer.Check();
        await officer.Page.ClickAsync("#how .step-nav >> text=Next");
        (await Visible(officer)).ShouldBe(["q1"]);
        await officer.Page.FocusAsync("#q1 .step-nav a:has-text('Next')");
        await officer.Page.Keyboard.PressAsync("Enter");
        (await Visible(officer)).ShouldBe(["q2"]);
        await officer.Check();
        await officer.Page.GotoAsync(force.Address + path + "?one=true#q8");
        await officer.Page.CheckAsync("[name='Reply[8]'][value=Yes]");
        await officer.Page.ClickAsync("#q8 .item-opens a");
        (await Visible(officer)).ShouldBe(["s-STALKING-11"]);
        await officer.Page.ClickAsync("#s-STALKING-11 >> text=Ask them");
        (await Visible(officer)).ShouldBe(["q-STALKING-11-1"]);
        await officer.Check();
        await officer.Page.UncheckAsync("#one-at-a-time");
        (await Visible(officer)).Count(s => s.StartsWith("q-STALKING", StringComparison.Ordinal)).ShouldBe(11);
        (await Visible(officer)).ShouldNotContain("q-HBA-10-1");
    }

    [Fact, Rule("RSK-1")]
    public async Task WithoutScript_OneAtATimeWorksByLinks_AndTheFormIsSavedWhole()
    {
        var path = await Due(5);
        await using var officer = await Person.SignIn(force, "response-officer", script: false, width: 820, height: 1180);
        await officer.Open(path + "?one=true");
        await officer.Page.CheckAsync("[name=FaceToFace][value=True]");
        await officer.Page.ClickAsync("#how .step-nav >> text=Next");
        await officer.Page.CheckAsync("[name='Reply[1]'][value=Yes]");
        for (var n = 1; n < 60 && !await officer.Page.IsVisibleAsync("button[value=save]"); n++)
        {
            await officer.Page.ClickAsync(":target .step-nav a:is(:text('Next'), :text('Go on without'))");
        }

        await officer.Page.ClickAsync("button[value=save]");
        (await Answers(path)).ShouldBe(["1 Yes "]);
    }

    private static string Last(string path) => path.Split('/')[^1];

    private static Task<int> Kept(Person person) => person.Page.EvaluateAsync<int>("Object.keys(localStorage).filter(k => k.startsWith('kept.')).length");

    private static async Task<List<string>> Visible(Person person) =>
        [.. await person.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('.step')].filter(s => s.checkVisibility()).map(s => s.id)")];

    private Task<List<string>> Answers(string path)
    {
        var (incident, reference) = (path.Split('/')[^2], Last(path));
        return force.Db(async db =>
        {
            var given = await db.Assessments.Where(a => a.Case.Reference == reference && a.Incident.Reference == incident && a.SubmittedAt == null).SelectMany(a => a.Answers).Where(a => a.Reply != RiskReply.NotAsked).OrderBy(a => a.Item).ToListAsync();
            return given.ConvertAll(a => $"{a.Item} {a.Reply} {a.Detail}");
        });
    }

    /// <summary>A new report of two new people; each test has its own.</summary>
    private async Task<string> Due(int nth)
    {
        await using var handler = await Person.SignIn(force, "call-handler");
        await handler.Open("/incidents/report");
        foreach (var (field, value) in new[] { ("caller-number", $"07700 90086{nth}"), ("location", $"{nth} Kittiwake Steps"), ("what-happened", "Shouting."), ("person.1.given", "Tamsyn"), ("person.1.family", "Orrell" + (char)('a' + nth)), ("person.2.given", "Ned"), ("person.2.family", "Vosper" + (char)('a' + nth)) })
        {
            await handler.Page.FillAsync($"[name='{field}']", value);
        }

        await handler.Page.CheckAsync("[name=response][value=Immediate]");
        await handler.Page.Keyboard.PressAsync("Control+Enter");
        await handler.Page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/incidents/DA-[0-9-]+$"));
        var incident = handler.Page.Url.Split('/')[^1];
        var reference = await force.Db(db => db.CaseIncidents.Where(c => c.Incident.Reference == incident).Select(c => c.Case.Reference).SingleAsync());
        return $"/risk/assess/{incident}/{reference}";
    }
}
