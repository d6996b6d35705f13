using System.Text.RegularExpressions;

using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace DaCaseManagement.BrowserTests;

/// <summary>From the first call to the MARAC list, as its four users walk it.</summary>
[Collection(LiveForceShared.Name)]
public sealed partial class JourneyTests(LiveForce force)
{
    [Fact, Rule("REC-1"), Rule("REC-2"), Rule("REC-7"), Rule("RSK-6"), Rule("RSK-8"), Rule("RTE-2"), Rule("MRC-1"), Rule("MRC-3")]
    public async Task FromTheCallToTheMaracList()
    {
        var (incident, @case) = await TakeTheCall("Wrenfield", "07700 900811");
        await Assess(incident, @case);
        await SignOff(incident);
        await AcceptAndRefer(@case);
        await ListAtAMeeting(@case);
    }

    [Fact, Rule("REC-1"), Rule("RSK-6"), Rule("RSK-8")]
    public async Task TheSameWithoutScript()
    {
        await using var handler = await Person.SignIn(force, "call-handler", script: false);
        await handler.Page.ClickAsync("text=Take a report");
        await handler.Page.FillAsync("[name='caller-number']", "07700 900812");
        await handler.Page.FillAsync("[name='person.1.given']", "Clemency");
        await handler.Page.FillAsync("[name='person.1.family']", "Dunnocksby");
        await handler.Page.FillAsync("[name='person.2.family']", "Larkmoor");
        await handler.Page.ClickAsync("button[value=save]");
        (await handler.Page.InputValueAsync("[name='person.1.family']")).ShouldBe("Dunnocksby");
        await handler.Page.CheckAsync("input[name=response][value=Immediate]");
        await handler.Page.ClickAsync("button[value=finish]");
        var incident = Reference().Match(await handler.Text()).Value;

        await using var officer = await Person.SignIn(force, "response-officer", script: false, width: 820, height: 1180);
        await officer.Open("/incidents/" + incident);
        await officer.Page.ClickAsync("a:has-text('Assess risk')");
        await AnswerAll(officer, 2);
        await officer.Page.CheckAsync("input[name=Grade][value=Medium]");
        await officer.Page.FillAsync("[name=Reason]", "Frightened; asked alone.");
        await officer.Page.ClickAsync("button[value=submit]");
        (await officer.Text()).ShouldContain("Medium risk stands from now");

        await using var supervisor = await Person.SignIn(force, "response-supervisor", script: false);
        await supervisor.Page.ClickAsync(".govuk-service-navigation__link:has-text('Risk')");
        await supervisor.Page.ClickAsync($"a:has-text('{incident}')");
        await supervisor.Page.CheckAsync("input[name=Grade][value=Medium]");
        await supervisor.Page.FillAsync("[name=Words]", "Agreed.");
        await supervisor.Page.ClickAsync("text=Record my decision");
        (await supervisor.Text()).ShouldContain("Supervisor agreed");
    }

    [Fact, Rule("REC-1")]
    public async Task TheCallByKeyboardAlone()
    {
        await using var handler = await Person.SignIn(force, "call-handler");
        await handler.Open("/incidents/report");
        var keys = handler.Page.Keyboard;
        await keys.PressAsync("Alt+1");
        await keys.TypeAsync("07700 900813");
        await keys.PressAsync("Enter");
        await Saved(handler);
        handler.Page.Url.ShouldMatch("/incidents/report/DA-");
        await keys.PressAsync("Alt+2");
        await keys.TypeAsync("6 Whinchat Close");
        await keys.PressAsync("Alt+3");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("Perpetua");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("Stonechat");
        await keys.PressAsync("Alt+6");
        await keys.PressAsync("Space");
        await Saved(handler);
        await keys.PressAsync("Control+Enter");
        await handler.Page.WaitForURLAsync(new Regex("/incidents/DA-"));

        (await handler.Text()).ShouldContain("Perpetua Stonechat");
        await handler.Check();
    }

    private async Task<(string Incident, string Case)> TakeTheCall(string family, string number)
    {
        await using var handler = await Person.SignIn(force, "call-handler");
        await handler.Check();
        await handler.Page.ClickAsync("text=Take a report");
        await handler.Check();
        await handler.Page.FillAsync("[name='caller-number']", number);
        await handler.Page.SelectOptionAsync("[name=channel]", "Emergency999");

        // History of somebody the force knows, found by how the name sounds.
        var known = await force.Db(db => db.PersonNames.Where(n => n.Family == "Ravensholt").Select(n => n.Family).FirstAsync());
        known.ShouldNotBeNull();
        await handler.Page.FillAsync("[name='person.1.family']", "Ravensholte");
        await handler.Page.WaitForSelectorAsync(".found h3:has-text('Ravensholt')");
        await handler.Check();
        await handler.Page.FillAsync("[name='person.1.family']", family);
        await handler.Page.FillAsync("[name='person.1.given']", "Sunniva");
        await handler.Page.FillAsync("[name='person.2.given']", "Godfrey");
        await handler.Page.FillAsync("[name='person.2.family']", family + "s");
        await handler.Page.FillAsync("[name='what-happened']", "He has her by the throat.");
        await handler.Page.CheckAsync("[name='prompt.strangled'][value=Yes]");
        await Saved(handler);
        await handler.Page.WaitForSelectorAsync("[data-suggested]:has-text('immediate')");
        await handler.Page.CheckAsync("input[name=response][value=Immediate]");
        await Saved(handler);
        await handler.Page.ClickAsync("button[value=finish]");
        await handler.Page.WaitForURLAsync(new Regex("/incidents/DA-"));
        await handler.Check();
        var incident = Reference().Match(handler.Page.Url).Value;
        var @case = await force.Db(db => db.CaseIncidents.Where(c => c.Incident.Reference == incident).Select(c => c.Case.Reference).SingleAsync());
        return (incident, @case);
    }

    private async Task Assess(string incident, string @case)
    {
        await using var officer = await Person.SignIn(force, "response-officer", width: 820, height: 1180);
        await officer.Check();
        await officer.Open("/incidents/" + incident);
        await officer.Check();
        await officer.Page.ClickAsync("a:has-text('Assess risk')");
        await AnswerAll(officer, 2, 6, 15, 18);
        await Saved(officer);

        // A tablet that dies now has lost nothing.
        await officer.Open($"/risk/assess/{incident}/{@case}");
        (await officer.Page.IsCheckedAsync("[name='Reply[18]'][value=Yes]")).ShouldBeTrue();
        await officer.Check();
        await officer.Page.CheckAsync("input[name=Grade][value=Medium]");
        await officer.Page.FillAsync("[name=Reason]", "She is calm now.");
        await officer.Page.ClickAsync("button[value=submit]");
        await officer.Page.WaitForSelectorAsync(".govuk-error-summary");
        (await officer.Text()).ShouldContain("The indicators point to high");
        await officer.Page.CheckAsync("input[name=Grade][value=High]");
        await officer.Page.ClickAsync("button[value=submit]");
        await officer.Page.WaitForURLAsync("**/risk/assessments/**");
        (await officer.Text()).ShouldContain("High risk stands from now");
        await officer.Check();
    }

    private async Task SignOff(string incident)
    {
        await using var supervisor = await Person.SignIn(force, "response-supervisor");
        await supervisor.Page.ClickAsync(".govuk-service-navigation__link:has-text('Risk')");
        await supervisor.Check();
        await supervisor.Page.ClickAsync($"a:has-text('{incident}')");
        await supervisor.Check();
        await supervisor.Page.CheckAsync("input[name=Grade][value=High]");
        await supervisor.Page.FillAsync("[name=Words]", "Agreed: pressure to the neck.");
        await supervisor.Page.ClickAsync("text=Record my decision");
        (await supervisor.Text()).ShouldContain("Supervisor agreed");
        await supervisor.Check();
    }

    private async Task AcceptAndRefer(string @case)
    {
        await using var officer = await Person.SignIn(force, "safeguarding-officer");
        await officer.Open("/cases/" + @case);
        await officer.Check();
        await officer.Page.ClickAsync("button:has-text('Accept safeguarding')");
        (await officer.Text()).ShouldContain("Your unit now holds safeguarding");
        await officer.Page.ClickAsync("a:has-text('Refer to MARAC')");
        await officer.Check();
        await officer.Page.CheckAsync("input[name=Criterion][value=VisibleHighRisk]");
        await officer.Page.FillAsync("[name=Reason]", "Strangled; separated; controlled.");
        await officer.Page.Locator("input[name=LawfulBasis]").First.CheckAsync();
        await officer.Page.CheckAsync("input[name=IdvaTold][value=true]");
        await officer.Page.ClickAsync("main button.govuk-button[type=submit]");
        await force.Db(db => db.Referrals.SingleAsync(r => r.Case.Reference == @case));
        await officer.Check();
    }

    private async Task ListAtAMeeting(string @case)
    {
        var referral = await force.Db(db => db.Referrals.Where(r => r.Case.Reference == @case).Select(r => r.Reference).SingleAsync());
        await using var coordinator = await Person.SignIn(force, "marac-coordinator");
        await coordinator.Page.ClickAsync("nav >> text=MARAC");
        await coordinator.Check();
        await coordinator.Open("/marac/referrals/" + referral);
        await coordinator.Check();
        var meeting = coordinator.Page.Locator("[name=Meeting]").First;
        if (await meeting.EvaluateAsync<string>("e => e.tagName") == "SELECT")
        {
            await meeting.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        }
        else
        {
            await meeting.CheckAsync();
        }

        await coordinator.Page.ClickAsync("main button.govuk-button[type=submit]");
        var listed = await force.Db(db => db.AgendaItems.Where(i => i.Referral.Reference == referral).Select(i => i.Meeting.Reference).SingleAsync());
        await coordinator.Open("/marac/meetings/" + listed);
        await coordinator.Check();
        (await coordinator.Text()).ShouldContain("Sunniva Wrenfield");
        await coordinator.Open($"/marac/meetings/{listed}/agenda");
        await coordinator.Check();
        (await coordinator.Text()).ShouldContain("Sunniva Wrenfield");
    }

    private static async Task AnswerAll(Person officer, params int[] yes)
    {
        foreach (var field in new[] { "FaceToFace", "VictimAlone", "Explained" })
        {
            await officer.Page.CheckAsync($"input[name={field}][value=True]");
        }

        foreach (var n in Enumerable.Range(1, 27))
        {
            await officer.Page.CheckAsync($"[name='Reply[{n}]'][value={(yes.Contains(n) ? "Yes" : "No")}]");
        }
    }

    private static async Task Saved(Person person)
    {
        await person.Page.Keyboard.PressAsync("Tab");
        await person.Page.WaitForSelectorAsync("[data-saved][data-state=saved]");
    }

    [GeneratedRegex("DA-[0-9]{2}-[0-9]{6}")]
    private static partial Regex Reference();
}
