using System.Net;
using System.Text.RegularExpressions;

using AngleSharp.Dom;

using DaCaseManagement.IntegrationTests.App;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Security;

/// <summary>What every answer carries, and what no page may hold.</summary>
public sealed partial class HeadersTests(SampledForce force) : IClassFixture<SampledForce>
{
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    [Fact, Rule("ACC-1")]
    public async Task EveryPage_IsStrictUncachedAndWithoutScriptOrNamesInItsTitle()
    {
        var names = await force.App.Db(db => db.PersonNames.Select(n => n.Family).Where(n => n != "").Distinct().ToListAsync());
        names.Count.ShouldBeGreaterThan(20);
        var faults = new List<string>();
        foreach (var byAccount in force.Pages.GroupBy(p => PageTable.All[p.Route].Needs is { } needs ? PageTable.AccountFor(force.App, needs) : null))
        {
            using var browser = byAccount.Key is { } account ? await force.App.SignIn(account) : force.App.Open();
            foreach (var page in byAccount)
            {
                var answer = await browser.Get(page.PathOf(force.Samples));
                CheckHeaders(answer.Response, page.Route);
                answer.Response.Headers.CacheControl!.ToString().ShouldBe("no-store", page.Route);
                faults.AddRange(InlineCode(answer.Document).Select(fault => $"{page.Route}: {fault}"));
                var title = Word().Matches(answer.Document.Title ?? "").Select(m => m.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
                faults.AddRange(names.Where(title.Contains).Select(n => $"{page.Route}: '{n}' in the title"));
                (answer.Document.Title is { Length: > 0 } || answer.Response.Content.Headers.ContentType!.MediaType is "application/pdf" or "text/csv").ShouldBeTrue(page.Route);
            }
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Errors_AreAsStrictAsPages()
    {
        using var browser = await force.App.SignIn("call-handler");
        foreach (var (request, status) in new (HttpRequestMessage, HttpStatusCode)[]
        {
            (new(HttpMethod.Get, "/no-such-page"), HttpStatusCode.NotFound),
            (new(HttpMethod.Get, "/audit"), HttpStatusCode.NotFound),
            (new(HttpMethod.Get, "/incidents/DA-99-999999"), HttpStatusCode.NotFound),
            (new(HttpMethod.Post, "/incidents/report") { Content = new FormUrlEncodedContent([]) }, HttpStatusCode.BadRequest),
            (new(HttpMethod.Delete, "/incidents"), HttpStatusCode.BadRequest),
            (new(HttpMethod.Get, "/assets/no-such-file.js"), HttpStatusCode.NotFound),
        })
        {
            var answer = await browser.Follow(request);
            answer.Status.ShouldBe(status, request.RequestUri!.ToString());
            CheckHeaders(answer.Response, request.RequestUri.ToString());
            answer.Response.Headers.CacheControl!.ToString().ShouldBe("no-store");
            InlineCode(answer.Document).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task AssetsAndHealth_AreGuarded_AndOnlyVersionedFilesAreKept()
    {
        using var browser = force.App.Open();
        var page = await browser.Get("/sign-in");
        var assets = page.Document.QuerySelectorAll("link[rel=stylesheet], script[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!).ToList();
        assets.Count.ShouldBe(3);
        foreach (var path in assets.Concat(["/health/live", "/health/ready"]))
        {
            using var answer = await browser.Client.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            CheckHeaders(answer, path);
            (answer.Headers.CacheControl!.Public && answer.Headers.CacheControl.MaxAge > TimeSpan.FromDays(300)).ShouldBe(path.Contains("?v=", StringComparison.Ordinal), path);
        }

        using var unversioned = await browser.Client.GetAsync(assets.First(a => a.Contains("main.css", StringComparison.Ordinal)).Split('?')[0]);
        unversioned.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact, Rule("ACC-1")]
    public async Task Cookies_AreOutOfReachOfScript()
    {
        using var browser = force.App.Open();
        var page = await browser.Get("/sign-in");
        var form = SetCookies(page.Response).ShouldHaveSingleItem();
        form.ShouldStartWith("dacase-form=");
        form.ShouldContain("samesite=strict", Case.Insensitive);
        form.ShouldContain("httponly", Case.Insensitive);

        using var answer = await browser.Client.SendAsync(page.Request(new() { ["UserName"] = "analyst", ["Password"] = Seeding.DemonstrationAccounts.Password }, "form:has(input[type=password])"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        var session = SetCookies(answer).Single(c => c.StartsWith("dacase=", StringComparison.Ordinal));
        session.ShouldContain("samesite=lax", Case.Insensitive);
        session.ShouldContain("httponly", Case.Insensitive);
        session.ShouldContain("path=/", Case.Insensitive);
        session.ShouldNotContain("domain=", Case.Insensitive);
        session.ShouldNotContain("expires=", Case.Insensitive, "a session cookie, gone when the browser closes");
    }

    internal static List<string> SetCookies(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [];

    private static void CheckHeaders(HttpResponseMessage answer, string where)
    {
        foreach (var (name, value) in new[]
        {
            ("Content-Security-Policy", ContentPolicy), ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
        })
        {
            answer.Headers.TryGetValues(name, out var values).ShouldBeTrue($"{name} on {where}");
            values!.ShouldHaveSingleItem().ShouldBe(value, where);
        }

        answer.Headers.GetValues("Permissions-Policy").Single().ShouldContain("camera=()");
        answer.Headers.Contains("Server").ShouldBeFalse(where);
        answer.Headers.Contains("X-Powered-By").ShouldBeFalse(where);
    }

    /// <summary>What the content policy would block, and a page that works would therefore not have.</summary>
    private static IEnumerable<string> InlineCode(IDocument document) => document.All.SelectMany(e => e.Attributes
        .Where(a => a.Name == "style" || a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || (a.Name is "href" or "src" or "action" or "formaction" && a.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)))
        .Select(a => $"<{e.LocalName} {a.Name}>")
        .Concat(e.LocalName == "style" || (e.LocalName == "script" && (e.GetAttribute("src") is null || e.TextContent.Trim().Length > 0)) ? [$"<{e.LocalName}>"] : []));

    [GeneratedRegex(@"[\p{L}'-]+")]
    private static partial Regex Word();
}
