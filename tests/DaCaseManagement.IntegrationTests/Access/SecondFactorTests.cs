using System.Net;

using DaCaseManagement.Access;
using DaCaseManagement.IntegrationTests.App;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Access;

/// <summary>A code from an authenticator after the password.</summary>
public sealed class SecondFactorTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("ACC-1")]
    public async Task SetUp_NeedsARightCode_AndThenSignInDoes()
    {
        var (name, key, _) = await SetUp();
        (await app.Db(db => db.Users.Where(u => u.UserName == name).Select(u => u.TwoFactorEnabled).SingleAsync())).ShouldBeTrue();
        (await app.Events(name, "second-factor.on")).ShouldBe(1);
        (await app.Db(db => db.UserTokens.AnyAsync(t => t.Value!.Contains(key)))).ShouldBeFalse("the key is kept encrypted");
        using var browser = app.Open();
        var step = await browser.TrySignIn(name, Accounts.Password);
        step.Path.ShouldStartWith("/sign-in/code");

        // The password alone opens nothing.
        (await browser.Get("/account")).AsksToSignIn().ShouldBeTrue();
        var wrong = await (await browser.Get("/sign-in/code")).Submit(new() { ["Code"] = Wrong(key) });
        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        wrong.Document.QuerySelector("#Code-error").ShouldNotBeNull();
        var code = NextCode(key);
        var after = await wrong.Submit(new() { ["Code"] = code });

        after.Path.ShouldBe("/");
        (await app.Events(name, "sign-in.wrong-code")).ShouldBe(1);
        using var thief = app.Open();
        var again = await (await thief.TrySignIn(name, Accounts.Password)).Submit(new() { ["Code"] = code });
        again.Status.ShouldBe(HttpStatusCode.BadRequest, "a code works once");
    }

    [Fact, Rule("ACC-1")]
    public async Task SetUp_WithAWrongCode_TurnsNothingOn()
    {
        var name = await app.Make();
        using var browser = app.Open();
        await browser.SignIn(name, Accounts.Password);
        var page = await (await browser.Get("/account")).Submit([], "form[action$='handler=SetUp']");
        var key = KeyOn(page);

        var wrong = await page.Submit(new() { ["Code"] = Wrong(key) });

        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        KeyOn(wrong).ShouldBe(key, "the authenticator that was just set up goes on working");
        (await app.Db(db => db.Users.Where(u => u.UserName == name).Select(u => u.TwoFactorEnabled).SingleAsync())).ShouldBeFalse();
        using var other = app.Open();
        (await other.TrySignIn(name, Accounts.Password)).Path.ShouldBe("/");
    }

    [Fact, Rule("ACC-1")]
    public async Task RecoveryCode_WorksOnce()
    {
        var (name, _, codes) = await SetUp();
        codes.Count.ShouldBe(10);
        using var browser = app.Open();
        await browser.TrySignIn(name, Accounts.Password);
        var after = await (await browser.Get("/sign-in/recovery")).Submit(new() { ["Code"] = codes[3] });
        after.Path.ShouldBe("/");
        (await browser.Get("/account")).Text.ShouldContain("9 unused recovery codes");

        using var again = app.Open();
        await again.TrySignIn(name, Accounts.Password);
        var refused = await (await again.Get("/sign-in/recovery")).Submit(new() { ["Code"] = codes[3] });

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        (await app.Events(name, "sign-in.wrong-recovery-code")).ShouldBe(1);
        (await app.Db(db => db.UserTokens.AnyAsync(t => t.Value!.Contains(codes[4])))).ShouldBeFalse("recovery codes are kept hashed");
    }

    [Fact, Rule("ACC-1")]
    public async Task WrongCodes_LockTheAccountAsWrongPasswordsDo()
    {
        var (name, key, _) = await SetUp();
        using var browser = app.Open();
        for (var attempt = 0; attempt < 6; attempt++)
        {
            await browser.TrySignIn(name, Accounts.Password);
            (await (await browser.Get("/sign-in/code")).Submit(new() { ["Code"] = Wrong(key) })).Status.ShouldBe(HttpStatusCode.BadRequest);
        }

        (await (await browser.Get("/sign-in/code")).Submit(new() { ["Code"] = NextCode(key) })).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await app.Events(name, "account.locked")).ShouldBe(1);
    }

    [Fact, Rule("ACC-1")]
    public async Task TurnOff_NeedsThePassword()
    {
        var (name, key, codes) = await SetUp();
        using var browser = app.Open();
        await (await browser.TrySignIn(name, Accounts.Password)).Submit(new() { ["Code"] = NextCode(key) });
        var page = await browser.Get("/account");

        const string Form = "form:has([formaction$='handler=TurnOff'])";
        var refused = await Press(page, Form, "TurnOff", "not-my-password-at-all");
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        (await app.Db(db => db.Users.Where(u => u.UserName == name).Select(u => u.TwoFactorEnabled).SingleAsync())).ShouldBeTrue();

        var renewed = await Press(page, Form, "Codes", Accounts.Password);
        renewed.Document.QuerySelectorAll(".app-code-list li").Select(l => l.TextContent.Trim()).ShouldNotContain(codes[0]);
        (await Press(page, Form, "TurnOff", Accounts.Password)).Status.ShouldBe(HttpStatusCode.OK);

        (await app.Events(name, "second-factor.off")).ShouldBe(1);
        using var again = app.Open();
        (await again.TrySignIn(name, Accounts.Password)).Path.ShouldBe("/");
        (await app.Db(db => db.UserTokens.CountAsync(t => db.Users.Any(u => u.Id == t.UserId && u.UserName == name)))).ShouldBe(0);
    }

    [Fact]
    public async Task CodePage_WithoutThePassword_LeadsToSignIn()
    {
        using var browser = app.Open();
        foreach (var path in new[] { "/sign-in/code", "/sign-in/recovery" })
        {
            (await browser.Get(path)).Path.ShouldBe("/sign-in");
        }
    }

    private static Task<WebPage> Press(WebPage page, string form, string handler, string password)
    {
        var request = page.Request(new() { ["Password"] = password }, form);
        request.RequestUri = new Uri("/account?handler=" + handler, UriKind.Relative);
        return page.Send(request);
    }

    private async Task<(string Name, string Key, IReadOnlyList<string> Codes)> SetUp()
    {
        var name = await app.Make();
        using var browser = app.Open();
        await browser.SignIn(name, Accounts.Password);
        var page = await (await browser.Get("/account")).Submit([], "form[action$='handler=SetUp']");
        page.Path.ShouldBe("/account/second-step");
        var key = KeyOn(page);
        var on = await page.Submit(new() { ["Code"] = NextCode(key) });
        on.Heading.ShouldBe("The second step is on");
        return (name, key, [.. on.Document.QuerySelectorAll(".app-code-list li").Select(l => l.TextContent.Trim())]);
    }

    private static string KeyOn(WebPage page) => page.Document.QuerySelector("main .app-code")!.TextContent.Replace(" ", "", StringComparison.Ordinal).Trim();

    /// <summary>Moves the clock on first: a code of a time that was used already does not count.</summary>
    private string NextCode(string key)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(60));
        return Totp.CodeAt(key, app.Clock.GetUtcNow().ToUnixTimeSeconds() / 30);
    }

    private string Wrong(string key)
    {
        var now = app.Clock.GetUtcNow().ToUnixTimeSeconds() / 30;
        var near = Enumerable.Range(-3, 7).Select(n => Totp.CodeAt(key, now + n)).ToList();
        return new[] { "000000", "111111", "222222", "333333", "444444", "555555", "666666", "777777" }.First(c => !near.Contains(c));
    }
}
