using System.Net;

using DaCaseManagement.Access;
using DaCaseManagement.IntegrationTests.App;

using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Access;

/// <summary>A session lives on the server: what ends there is over wherever its cookie is.</summary>
public sealed class SessionTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("ACC-1")]
    public async Task SignOut_KillsACopiedCookie()
    {
        var name = await app.Make();
        using var browser = app.Open();
        var cookie = await CookieOf(browser, name);
        (await Status(cookie)).ShouldBe(HttpStatusCode.OK, "the copy works while the session does");

        var page = await browser.Get("/incidents");
        (await page.Submit([], "form[action='/sign-out']")).AsksToSignIn().ShouldBeTrue();

        (await Status(cookie)).ShouldBe(HttpStatusCode.Found);
        (await app.Events(name, "signed-out")).ShouldBe(2, "once here, once when the account was made");
    }

    [Fact, Rule("ACC-1")]
    public async Task SignIn_NeverTakesOverASessionThatWasThereBefore()
    {
        var name = await app.Make();
        using var planter = app.Open();
        var planted = await CookieOf(planter, name);
        await (await planter.Get("/account")).Submit([], "form[action='/sign-out']");
        using var client = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });
        using var fresh = app.Open();
        var page = await fresh.Get("/sign-in");
        var form = page.Response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var request = page.Request(new() { ["UserName"] = name, ["Password"] = Accounts.Password }, "form:has(input[type=password])");
        request.Headers.Add("Cookie", $"{form}; {planted}");

        using var answer = await client.SendAsync(request);

        var given = answer.Headers.GetValues("Set-Cookie").Last(c => c.StartsWith("dacase=", StringComparison.Ordinal)).Split(';')[0];
        given.ShouldNotBe(planted);
        (await Status(given)).ShouldBe(HttpStatusCode.OK);
        (await Status(planted)).ShouldBe(HttpStatusCode.Found);
    }

    [Fact, Rule("ACC-1")]
    public async Task OtherSessions_AreShownAndCanBeEnded()
    {
        var name = await app.Make();
        using var browser = app.Open();
        var first = await CookieOf(browser, name);
        using var other = app.Open();
        var second = await CookieOf(other, name);
        var page = await other.Get("/account");
        page.Text.ShouldContain("This browser");

        await page.Submit([], "form.app-inline-form");

        (await Status(first)).ShouldBe(HttpStatusCode.Found);
        (await Status(second)).ShouldBe(HttpStatusCode.OK);
        (await app.Events(name, "session.ended")).ShouldBe(1);
    }

    [Fact, Rule("ACC-1")]
    public async Task EndSession_OfSomebodyElse_IsNotFound()
    {
        var name = await app.Make();
        var victim = await app.Make();
        using var theirs = app.Open();
        var cookie = await CookieOf(theirs, victim);
        var session = await app.Db(db => db.Sessions.Where(s => s.User!.UserName == victim && s.EndedAt == null).Select(s => s.Id).SingleAsync());
        using var browser = app.Open();
        await browser.SignIn(name, Accounts.Password);
        var request = (await browser.Get("/account")).Request([], "main form[method=post]");
        request.RequestUri = new Uri($"/account?handler=EndSession&session={session}", UriKind.Relative);

        (await browser.Follow(request)).Status.ShouldBe(HttpStatusCode.NotFound);

        (await Status(cookie)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact, Rule("ACC-1")]
    public async Task DisabledAccount_IsOutAtItsNextRequest()
    {
        var name = await app.Make();
        using var browser = app.Open();
        await browser.SignIn(name, Accounts.Password);
        (await browser.Get("/incidents")).Status.ShouldBe(HttpStatusCode.OK);
        using var administrator = await app.SignIn("administrator");
        await (await administrator.Get("/accounts/" + name)).Submit([], "form[action$='handler=Disable']");

        (await browser.Get("/incidents")).AsksToSignIn().ShouldBeTrue();
        (await browser.TrySignIn(name, Accounts.Password)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await app.Events(name, "account.disabled")).ShouldBe(1);

        await (await administrator.Get("/accounts/" + name)).Submit([], "form[action$='handler=Enable']");
        (await browser.TrySignIn(name, Accounts.Password)).Path.ShouldBe("/");
    }

    [Fact, Rule("ACC-1")]
    public async Task ChangedRole_CountsAtOnce()
    {
        var name = await app.Make(Role.CallHandler);
        using var browser = app.Open();
        await browser.SignIn(name, Accounts.Password);
        (await browser.Get("/incidents")).Status.ShouldBe(HttpStatusCode.OK);
        using var administrator = await app.SignIn("administrator");
        await (await administrator.Get("/accounts/" + name)).Submit(new() { ["Role"] = "Auditor" });

        (await browser.Get("/incidents")).AsksToSignIn().ShouldBeTrue("a change of role signs out");
        await browser.SignIn(name, Accounts.Password);
        (await browser.Get("/incidents")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.Get("/audit")).Status.ShouldBe(HttpStatusCode.OK);
        (await app.Db(db => db.AuditEvents.Where(e => e.Code == "account.changed" && e.SubjectReference == name).Select(e => e.Detail).SingleAsync()))!.ShouldContain("role CallHandler to Auditor");
    }

    [Theory, InlineData(Role.ResponseOfficer, 14, 16), InlineData(Role.PartnerAgency, 14, 16), InlineData(Role.NeighbourhoodOfficer, 14, 16), InlineData(Role.CallHandler, 59, 61), InlineData(Role.Administrator, 59, 61)]
    [Rule("ACC-1")]
    public async Task IdleSession_EndsSoonerWhereThePublicCanSeeTheScreen(Role role, int stays, int goes)
    {
        var name = await app.Make(role);
        using var browser = app.Open();
        await browser.SignIn(name, Accounts.Password);

        app.Clock.Advance(TimeSpan.FromMinutes(stays));
        (await browser.Get("/account")).Path.ShouldBe("/account");

        // What the browser sends by itself keeps nobody signed in.
        app.Clock.Advance(TimeSpan.FromMinutes(goes - 2));
        using (var background = new HttpRequestMessage(HttpMethod.Get, "/account"))
        {
            background.Headers.Add("X-Background", "1");
            (await browser.Client.SendAsync(background)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(2));
        (await browser.Get("/account")).AsksToSignIn().ShouldBeTrue();
        (await app.Events(name, "session.expired")).ShouldBe(1);
    }

    [Fact, Rule("ACC-1")]
    public async Task Session_EndsAfterTheHoursOfThePolicyHoweverBusy()
    {
        var name = await app.Make();
        using var browser = app.Open();
        await browser.SignIn(name, Accounts.Password);
        for (var half = 0; half < 23; half++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(30));
            (await browser.Get("/account")).Path.ShouldBe("/account", half.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        app.Clock.Advance(TimeSpan.FromMinutes(31));

        (await browser.Get("/account")).AsksToSignIn().ShouldBeTrue();
    }

    [Fact, Rule("ACC-1")]
    public async Task Post_AfterTheSessionEnded_SaysThatNothingWasSaved()
    {
        var name = await app.Make();
        using var browser = app.Open();
        await browser.SignIn(name, Accounts.Password);
        var page = await browser.Get("/incidents/report");
        app.Clock.Advance(TimeSpan.FromMinutes(61));

        var answer = await page.Submit(new() { ["caller-number"] = "07700 900555" }, "form[data-call]", "button[value=save]");

        answer.AsksToSignIn().ShouldBeTrue();
        answer.Text.ShouldContain("was not saved");
        (await app.Db(db => db.Incidents.AnyAsync(i => i.CallerNumberKey == "+447700900555"))).ShouldBeFalse();
    }

    private static async Task<string> CookieOf(Browser browser, string name)
    {
        var page = await browser.Get("/sign-in");
        using var answer = await browser.Client.SendAsync(page.Request(new() { ["UserName"] = name, ["Password"] = Accounts.Password }, "form:has(input[type=password])"));
        return answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("dacase=", StringComparison.Ordinal)).Split(';')[0];
    }

    /// <summary>What somebody gets who has nothing but the cookie.</summary>
    private async Task<HttpStatusCode> Status(string cookie)
    {
        using var client = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account");
        request.Headers.Add("Cookie", cookie);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
