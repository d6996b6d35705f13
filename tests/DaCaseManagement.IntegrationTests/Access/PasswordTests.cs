using System.Net;

using DaCaseManagement.Access;
using DaCaseManagement.IntegrationTests.App;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Access;

public sealed class PasswordTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Theory]
    [InlineData("", "Enter a new password")]
    [InlineData("short-one", "must be 12 characters or more; this is 9")]
    [InlineData("passwordpassword", "guessed first")]
    [InlineData("Password12345!", "guessed first")]
    [InlineData("aaaaaaaaaaaaaa", "repeats or counts up")]
    [InlineData("123456789012", "repeats or counts up")]
    [InlineData("wilhelmina-and-i", "contains your name")]
    [InlineData("westmarch-harbour", "contains your name")]
    [Rule("ACC-1")]
    public async Task Change_ToOneThatIsGuessedFirst_IsRefusedWithWhatToDo(string password, string words)
    {
        var name = await app.Make();
        using var browser = app.Open();
        await browser.SignIn(name, Accounts.Password);
        var page = await browser.Get("/account/password");

        var refused = await page.Submit(new() { ["Current"] = Accounts.Password, ["New"] = password, ["Again"] = password });

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Document.QuerySelector("#New-error")!.TextContent.ShouldContain(words);
        refused.Value("New").ShouldBe("");
        refused.Body.ShouldNotContain(Accounts.Password);
        (await app.Events(name, "password.changed")).ShouldBe(1, "the first one, when the account was made");
    }

    [Theory, InlineData("only small letters here"), InlineData("ŵyllt o hyd a hir"), InlineData("三本の長い合言葉です三本"), InlineData("😀 tuba pebble orchard")]
    [Rule("ACC-1")]
    public async Task Change_ToAnyLongOne_NeedsNoCapitalsOrDigits(string password)
    {
        var name = await app.Make();
        using var browser = app.Open();
        await browser.SignIn(name, Accounts.Password);

        var after = await (await browser.Get("/account/password")).Submit(new() { ["Current"] = Accounts.Password, ["New"] = password, ["Again"] = password });

        after.Path.ShouldBe("/account");
        (await app.Events(name, "password.changed")).ShouldBe(2);
        using var again = app.Open();
        (await again.TrySignIn(name, password)).Path.ShouldBe("/");
        (await again.Get("/account")).AsksToSignIn().ShouldBeFalse();
        using var old = app.Open();
        (await old.TrySignIn(name, Accounts.Password)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact, Rule("ACC-1")]
    public async Task Change_WithTheWrongCurrentOneOrATypingError_IsRefused()
    {
        var name = await app.Make();
        using var browser = app.Open();
        await browser.SignIn(name, Accounts.Password);
        var page = await browser.Get("/account/password");

        var wrong = await page.Submit(new() { ["Current"] = "not-what-i-have-now", ["New"] = "kettle-window-badger", ["Again"] = "kettle-window-badger" });
        var differs = await page.Submit(new() { ["Current"] = Accounts.Password, ["New"] = "kettle-window-badger", ["Again"] = "kettle-window-badgre" });
        var same = await page.Submit(new() { ["Current"] = Accounts.Password, ["New"] = Accounts.Password, ["Again"] = Accounts.Password });

        wrong.Document.QuerySelector("#Current-error")!.TextContent.ShouldContain("This is not your password");
        differs.Document.QuerySelector("#Again-error")!.TextContent.ShouldContain("differ");
        same.Document.QuerySelector("#New-error")!.TextContent.ShouldContain("must differ");
        (await app.Events(name, "password.changed")).ShouldBe(1);
    }

    [Fact, Rule("ACC-1")]
    public async Task Change_EndsEveryOtherSession()
    {
        var name = await app.Make();
        using var here = app.Open();
        using var elsewhere = app.Open();
        await here.SignIn(name, Accounts.Password);
        await elsewhere.SignIn(name, Accounts.Password);

        await (await here.Get("/account/password")).Submit(new() { ["Current"] = Accounts.Password, ["New"] = "kettle-window-badger", ["Again"] = "kettle-window-badger" });

        (await here.Get("/account")).AsksToSignIn().ShouldBeFalse();
        (await elsewhere.Get("/account")).AsksToSignIn().ShouldBeTrue();
    }

    [Fact, Rule("ACC-1")]
    public async Task OneTimePassword_OpensNothingButTheChoiceOfOnesOwn()
    {
        var (name, oneTime) = await app.MakeNew();
        using var browser = app.Open();
        var first = await browser.TrySignIn(name, oneTime);
        first.Path.ShouldBe("/account/password");
        first.Document.QuerySelector("nav").ShouldBeNull();

        foreach (var path in new[] { "/", "/incidents", "/account", "/incidents/report" })
        {
            (await browser.Get(path)).Path.ShouldBe("/account/password", path);
        }

        await first.Submit(new() { ["Current"] = oneTime, ["New"] = Accounts.Password, ["Again"] = Accounts.Password });
        (await browser.Get("/incidents")).Path.ShouldBe("/incidents");
        using var again = app.Open();
        (await again.TrySignIn(name, oneTime)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact, Rule("ACC-1")]
    public async Task OneTimePassword_RunsOutAfterThreeDays()
    {
        var (name, oneTime) = await app.MakeNew();
        app.Clock.Advance(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1));
        using var browser = app.Open();

        (await browser.TrySignIn(name, oneTime)).Status.ShouldBe(HttpStatusCode.BadRequest);

        (await app.Events(name, "sign-in.one-time-password-ran-out")).ShouldBe(1);
    }

    [Fact, Rule("ACC-1"), Rule("ACC-2")]
    public async Task Reset_ByAnAdministrator_ShowsTheNewOneOnceAndPutsTheAccountOut()
    {
        var name = await app.Make();
        using var owner = app.Open();
        await owner.SignIn(name, Accounts.Password);
        using var administrator = await app.SignIn("administrator");
        var page = await (await administrator.Get("/accounts/" + name)).Submit([], "form[action$='handler=ResetPassword']");
        var oneTime = page.Document.QuerySelector(".govuk-inset-text .govuk-heading-m")!.TextContent.Trim();

        (await owner.Get("/account")).AsksToSignIn().ShouldBeTrue();
        (await owner.TrySignIn(name, Accounts.Password)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await owner.TrySignIn(name, oneTime)).Path.ShouldBe("/account/password");
        (await administrator.Get("/accounts/" + name)).Body.ShouldNotContain(oneTime);
        (await app.Events(name, "account.password-reset")).ShouldBe(1);
        (await app.Db(db => db.AuditEvents.AnyAsync(e => e.Detail != null && e.Detail.Contains(oneTime)))).ShouldBeFalse();
        (await app.Db(db => db.OnceKeys.AnyAsync(k => k.Answer.Contains(oneTime)))).ShouldBeFalse();
        app.Log.Lines.ShouldNotContain(l => l.Contains(oneTime, StringComparison.Ordinal));
    }
}
