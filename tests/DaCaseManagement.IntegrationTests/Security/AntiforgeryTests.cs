using System.Net;

using DaCaseManagement.IntegrationTests.App;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Security;

/// <summary>No form of ours can be sent from somebody else's page: every handler wants a token, and the token of whoever is signed in.</summary>
public sealed class AntiforgeryTests(SampledForce force) : IClassFixture<SampledForce>
{
    public enum Token
    {
        None,
        Garbage,
        SomebodyElses,
        FromBeforeSignIn,
    }

    [Theory, InlineData(Token.None), InlineData(Token.Garbage), InlineData(Token.SomebodyElses), InlineData(Token.FromBeforeSignIn)]
    [Rule("ACC-1")]
    public async Task Post_WithoutOnesOwnToken_IsRefusedInWordsAndStoresNothing(Token kind)
    {
        using var stranger = await force.App.SignIn("response-supervisor-2");
        var theirs = (await stranger.Get("/account")).Document.QuerySelector("[name=__token]")!.GetAttribute("value")!;
        var faults = new List<string>();
        foreach (var byAccount in force.Pages.Where(p => p.PostHandlers.Count > 0 && !p.Route.StartsWith("error/", StringComparison.Ordinal)).GroupBy(p => PageTable.All[p.Route].Needs is { } needs ? PageTable.AccountFor(force.App, needs) : null))
        {
            using var browser = force.App.Open();
            var before = (await browser.Get("/sign-in")).Document.QuerySelector("[name=__token]")!.GetAttribute("value")!;
            if (byAccount.Key is { } account)
            {
                await browser.SignIn(account);
            }
            else if (kind == Token.FromBeforeSignIn)
            {
                continue;
            }

            var from = await LastRow();
            foreach (var (page, handler) in byAccount.SelectMany(p => p.PostHandlers.Select(h => (p, h))))
            {
                var path = page.PathOf(force.Samples).Split('?')[0] + (handler is null ? "" : "?handler=" + handler);
                var fields = new Dictionary<string, string> { ["UserName"] = "analyst", ["Password"] = Seeding.DemonstrationAccounts.Password, ["caller-number"] = "07700 900999", ["__form"] = Guid.NewGuid().ToString() };
                if (kind != Token.None)
                {
                    fields["__token"] = kind switch { Token.SomebodyElses => theirs, Token.FromBeforeSignIn => before, _ => "CfDJ8garbage" };
                }

                var answer = await browser.Post(path, fields);
                if (answer.Status != HttpStatusCode.BadRequest || answer.Heading != "This form is no longer valid" || !answer.Text.Contains("Nothing was saved", StringComparison.Ordinal))
                {
                    faults.Add($"{path}: {(int)answer.Status} {answer.Heading}");
                }
            }

            // Neither a change nor a sign-in nor a reading: the handler never ran.
            (await LastRow()).ShouldBe(from, byAccount.Key);
        }

        faults.ShouldBeEmpty();
        (await force.App.Db(db => db.Incidents.AnyAsync(i => i.CallerNumberKey == "+447700900999"))).ShouldBeFalse();
    }

    [Fact]
    public void Handlers_AreFoundAtAll() => force.Pages.Sum(p => p.PostHandlers.Count).ShouldBeGreaterThan(30);

    [Fact]
    public async Task Token_InTheHeader_IsTakenForTheScriptsSaves()
    {
        using var browser = await force.App.SignIn("call-handler");
        var page = await browser.Get("/incidents/report");
        var token = page.Document.QuerySelector("form[data-call] [name=__token]")!.GetAttribute("value")!;
        foreach (var (header, status) in new[] { (token, HttpStatusCode.OK), ("nonsense", HttpStatusCode.BadRequest) })
        {
            var fields = new Dictionary<string, string> { ["DraftKey"] = Guid.NewGuid().ToString(), ["Editor"] = Guid.NewGuid().ToString(), ["field"] = "caller-name", ["value"] = "Gwenllian" };
            using var request = new HttpRequestMessage(HttpMethod.Post, "/incidents/report?handler=Field") { Content = new FormUrlEncodedContent(fields) };
            request.Headers.Add("RequestVerificationToken", header);
            using var answer = await browser.Client.SendAsync(request);
            answer.StatusCode.ShouldBe(status);
        }
    }

    private Task<long> LastRow() => force.App.Db(db => db.AuditEvents.MaxAsync(e => e.Sequence));
}
