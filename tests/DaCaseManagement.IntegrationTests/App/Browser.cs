using System.Net;

using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

using DaCaseManagement.Seeding;

using Microsoft.AspNetCore.Mvc.Testing;

namespace DaCaseManagement.IntegrationTests.App;

/// <summary>A browser without script: keeps cookies, follows redirects, fills in forms as they stand on the page.</summary>
public sealed class Browser(ForceApp app) : IDisposable
{
    private readonly HttpClient client = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });

    public HttpClient Client => client;

    public async Task SignIn(string account, string password = DemonstrationAccounts.Password)
    {
        var page = await Get("/sign-in");
        var after = await page.Submit(new() { ["UserName"] = account, ["Password"] = password }, "form:has(input[type=password])");
        after.Status.ShouldBe(HttpStatusCode.OK, $"sign-in of {account}");
        after.Document.QuerySelector("input[type=password]").ShouldBeNull($"sign-in of {account}");
    }

    public Task<WebPage> Get(string path) => Follow(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Posts exactly these fields; for requests no form on a page would send.</summary>
    public Task<WebPage> Post(string path, IEnumerable<KeyValuePair<string, string>> fields) =>
        Follow(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) });

    public async Task<WebPage> Follow(HttpRequestMessage request)
    {
        var path = request.RequestUri!.ToString();
        var response = await client.SendAsync(request);
        for (var hops = 0; hops < 8 && (int)response.StatusCode is 301 or 302 or 303; hops++)
        {
            path = response.Headers.Location!.ToString();
            response = await client.GetAsync(path);
        }

        var body = await response.Content.ReadAsStringAsync();
        var document = await BrowsingContext.New().OpenAsync(r => r.Content(body).Address("http://localhost" + (path.StartsWith('/') ? path : "/")));
        return new WebPage(this, response, path, body, document);
    }

    public void Dispose() => client.Dispose();
}

public sealed class WebPage(Browser browser, HttpResponseMessage response, string path, string body, IDocument document)
{
    public HttpResponseMessage Response => response;

    public HttpStatusCode Status => response.StatusCode;

    public string Path => path;

    public string Body => body;

    public IDocument Document => document;

    public string Text => string.Join(' ', document.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public string Heading => document.QuerySelector("h1")?.TextContent.Trim() ?? "";

    /// <summary>The message that stands by a field or, for "", at the top of the page.</summary>
    public IReadOnlyList<string> Errors => [.. document.QuerySelectorAll(".govuk-error-message, .govuk-error-summary__list li").Select(e => e.TextContent.Replace("Error:", "", StringComparison.Ordinal).Trim()).Distinct()];

    public string Value(string field) => document.QuerySelector($"[name='{field}']") switch
    {
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement select => select.Value ?? "",
        IHtmlInputElement { Type: "radio" } => document.QuerySelectorAll<IHtmlInputElement>($"[name='{field}']").FirstOrDefault(r => r.IsChecked)?.Value ?? "",
        IHtmlInputElement { Type: "hidden" } => document.QuerySelectorAll<IHtmlInputElement>($"[name='{field}']").Last() is { Type: "checkbox" } box ? box.IsChecked ? box.Value : "" : document.QuerySelectorAll<IHtmlInputElement>($"[name='{field}']").Last().Value,
        IHtmlInputElement { Type: "checkbox" } box => box.IsChecked ? box.Value : "",
        IHtmlInputElement input => input.Value,
        _ => "",
    };

    public Task<WebPage> Click(string linkText)
    {
        var link = document.QuerySelectorAll<IHtmlAnchorElement>("a[href]").FirstOrDefault(a => a.TextContent.Contains(linkText, StringComparison.Ordinal));
        link.ShouldNotBeNull($"a link '{linkText}' on {path}");
        return browser.Get(link.GetAttribute("href")!);
    }

    /// <summary>Fills in the form and sends it by a button, as a browser would: every field as it stands, unless given here.</summary>
    /// <param name="button">CSS selector within the form; its name and value are sent along.</param>
    public Task<WebPage> Submit(Dictionary<string, string> values, string form = "main form[method=post]", string? button = null) =>
        browser.Follow(Request(values, form, button));

    public Task<WebPage> Send(HttpRequestMessage request) => browser.Follow(request);

    public HttpRequestMessage Request(Dictionary<string, string> values, string form = "main form[method=post]", string? button = null)
    {
        var element = document.QuerySelector<IHtmlFormElement>(form);
        element.ShouldNotBeNull($"a form '{form}' on {path}: {Heading}");
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var control in element.Elements.OfType<IHtmlElement>())
        {
            if (control.GetAttribute("name") is not { Length: > 0 } name || values.ContainsKey(name) || control.HasAttribute("disabled"))
            {
                continue;
            }

            var value = control switch
            {
                IHtmlInputElement { Type: "radio" or "checkbox" } box => box.IsChecked ? box.Value : null,
                IHtmlInputElement { Type: "submit" or "button" } => null,
                IHtmlInputElement input => input.Value,
                IHtmlTextAreaElement area => area.Value,
                IHtmlSelectElement select => select.Value,
                _ => null,
            };
            if (value is not null)
            {
                fields.Add(new(name, value));
            }
        }

        var action = element.GetAttribute("action") is { Length: > 0 } a ? a : path;
        fields.AddRange(values);
        if (button is not null)
        {
            var pressed = element.QuerySelector(button);
            pressed.ShouldNotBeNull($"a button '{button}' on {path}");
            action = pressed.GetAttribute("formaction") is { Length: > 0 } own ? own : action;
            if (pressed.GetAttribute("name") is { } pressedName)
            {
                fields.Add(new(pressedName, pressed.GetAttribute("value") ?? ""));
            }
        }

        return new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(fields) };
    }
}
