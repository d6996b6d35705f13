using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace DaCaseManagement.BrowserTests;

/// <summary>REC-10: the board on a screen, while others work.</summary>
[Collection(LiveForceShared.Name)]
public sealed class BoardTests(LiveForce force)
{
    [Fact, Rule("REC-10")]
    public async Task AReportBySomebodyElse_AppearsInItsPlace_AndWhoeverWasOnARowStaysThere()
    {
        await using var supervisor = await Person.SignIn(force, "control-room-supervisor");
        await using var handler = await Person.SignIn(force, "call-handler");
        await supervisor.Open("/board");
        await supervisor.Page.WaitForSelectorAsync("[data-board-state][data-state=live]");
        await supervisor.Check();
        await supervisor.Page.FocusAsync("[data-row]:nth-child(4) a");
        var on = await supervisor.Page.EvaluateAsync<string>("document.activeElement.id");
        await handler.Open("/incidents/report");
        await handler.Page.FillAsync("[name='location']", "1 Whimbrel Court, WM2 2QQ");
        await handler.Page.PressAsync("[name='location']", "Tab");
        await supervisor.Page.WaitForSelectorAsync("[data-row]:has-text('Whimbrel Court')");
        var reference = await force.Db(db => db.Incidents.Where(i => i.Location == "1 Whimbrel Court, WM2 2QQ").Select(i => i.Reference).SingleAsync());

        await handler.Page.CheckAsync("[name='response'][value='Immediate']");
        await handler.Page.WaitForSelectorAsync("[data-saved][data-state=saved]");
        await supervisor.Page.WaitForSelectorAsync($"[data-row={reference}][data-immediate]");

        (await supervisor.Page.InnerTextAsync("[data-board-says]")).ShouldContain(reference);
        (await supervisor.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe(on);
        (await supervisor.Page.InnerTextAsync($"[data-row={reference}] [data-due]")).ShouldStartWith("due in");
        (await Order(supervisor)).ShouldBe(await Asked(supervisor), "in the order the server would draw it");
        await supervisor.Check();
    }

    [Fact, Rule("REC-10")]
    public async Task Ticks_AreNotAnnounced_AndArrowsGoFromRowToRow()
    {
        await using var supervisor = await Person.SignIn(force, "control-room-supervisor");
        await supervisor.Open("/board");
        await supervisor.Page.WaitForSelectorAsync("[data-board-state][data-state=live]");
        await supervisor.Page.WaitForTimeoutAsync(2_500);
        (await supervisor.Page.InnerTextAsync("[data-board-says]")).ShouldBeEmpty();

        await supervisor.Page.FocusAsync("[data-row]:nth-child(2) a");
        await supervisor.Page.Keyboard.PressAsync("ArrowDown");
        (await supervisor.Page.EvaluateAsync<string>("document.activeElement.closest('[data-row]').dataset.row")).ShouldBe((await Order(supervisor))[2]);
    }

    [Fact, Rule("REC-10")]
    public async Task WithoutServerSentEvents_TheBoardAsks()
    {
        await using var supervisor = await Person.SignIn(force, "control-room-supervisor");
        await supervisor.Page.RouteAsync("**/board/events", r => r.FulfillAsync(new() { Status = 503 }));
        await supervisor.Open("/board");
        await supervisor.Page.WaitForSelectorAsync("[data-board-state][data-state=polling]");
        await using var handler = await Person.SignIn(force, "call-handler");
        await handler.Open("/incidents/report");
        await handler.Page.FillAsync("[name='location']", "2 Whimbrel Court, WM2 2QQ");
        await handler.Page.PressAsync("[name='location']", "Tab");

        await supervisor.Page.WaitForSelectorAsync("[data-row]:has-text('2 Whimbrel Court')");
    }

    [Fact, Rule("REC-10"), Rule("ACC-1")]
    public async Task SignedOutElsewhere_TheScreenGoesDark()
    {
        await using var handler = await Person.SignIn(force, "call-handler");
        await handler.Open("/board");
        await handler.Page.WaitForSelectorAsync("[data-board-state][data-state=live]");
        var other = await handler.Page.Context.NewPageAsync();
        await other.GotoAsync(force.Address + "/account");
        await other.ClickAsync("text=Sign out");

        await handler.Page.BringToFrontAsync();
        await handler.Page.WaitForSelectorAsync("[data-board-state][data-state=ended]");
        (await handler.Page.Locator("[data-row]").CountAsync()).ShouldBe(0);
    }

    [Fact, Rule("REC-10")]
    public async Task WithoutScript_TheBoardIsThereAndSaysHowToLookAgain()
    {
        await using var handler = await Person.SignIn(force, "call-handler", script: false);
        await handler.Open("/board");

        (await handler.Page.Locator("[data-row]").CountAsync()).ShouldBeGreaterThan(3);
        await handler.Page.ClickAsync("text=Look again");
        (await handler.Page.Locator("[data-row]").CountAsync()).ShouldBeGreaterThan(3);
    }

    private static async Task<string[]> Order(Person person) => await person.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('[data-row]')].map(r => r.dataset.row)");

    private static async Task<string[]> Asked(Person person) =>
        await person.Page.EvaluateAsync<string[]>("fetch('/board').then(a => a.text()).then(t => [...new DOMParser().parseFromString(t, 'text/html').querySelectorAll('[data-row]')].map(r => r.dataset.row))");
}
