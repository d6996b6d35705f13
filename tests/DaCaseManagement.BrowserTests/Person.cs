using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

using Microsoft.Playwright;

namespace DaCaseManagement.BrowserTests;

/// <summary>Somebody at a screen. Every page they look at is checked by axe, and nothing may be wrong on the console.</summary>
public sealed class Person : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly string address;

    private Person(IBrowserContext context, IPage page, string address) => (this.context, Page, this.address) = (context, page, address);

    public IPage Page { get; }

    public List<string> ConsoleErrors { get; } = [];

    public static async Task<Person> SignIn(LiveForce force, string account, bool script = true, int width = 1280, int height = 720)
    {
        var opened = await force.Chromium.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, JavaScriptEnabled = script, Locale = "en-GB", TimezoneId = "Europe/London" });
        var person = new Person(opened, await opened.NewPageAsync(), force.Address);
        person.Page.SetDefaultTimeout(20_000);
        person.Page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                person.ConsoleErrors.Add(message.Text);
            }
        };
        await person.Open("/sign-in");
        await person.Page.FillAsync("input[autocomplete=username]", account);
        await person.Page.FillAsync("input[type=password]", Seeding.DemonstrationAccounts.Password);
        await person.Page.PressAsync("input[type=password]", "Enter");
        await person.Page.WaitForURLAsync(force.Address + "/");
        return person;
    }

    public Task Open(string path) => Page.GotoAsync(address + path);

    public Task<string> Text() => Page.InnerTextAsync("body");

    /// <summary>axe finds nothing on the page as it stands.</summary>
    public async Task Check()
    {
        var found = await Page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } });
        found.Violations.Select(v => $"{Page.Url}: {v.Id} {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}").ShouldBeEmpty();
        ConsoleErrors.ShouldBeEmpty(Page.Url);
        (await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1")).ShouldBeTrue($"{Page.Url} scrolls sideways");
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
