using System.Net;

using DaCaseManagement.Access;
using DaCaseManagement.IntegrationTests.App;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Access;

public sealed class SignInTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("ACC-1"), Rule("ACC-2")]
    public async Task Post_WithTheRightPassword_SignsInAndSaysSo()
    {
        var name = await app.Make(Role.Analyst);
        using var browser = app.Open();

        var page = await browser.TrySignIn(name, Accounts.Password);

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Path.ShouldBe("/");
        page.Document.QuerySelector(".app-header__who")!.TextContent.ShouldContain("Wilhelmina Oxlade");
        (await app.Events(name, "signed-in")).ShouldBe(2);
        var session = await app.Db(db => db.Sessions.Where(s => s.User!.UserName == name && s.EndedAt == null).ToListAsync());
        session.ShouldHaveSingleItem();
    }

    [Fact, Rule("ACC-1")]
    public async Task Post_WithWrongPasswordOrUnknownOrDisabledAccount_AnswersTheSame()
    {
        var name = await app.Make();
        var disabled = await app.Make();
        await app.Send("administrator", new DisableAccount(disabled));
        using var browser = app.Open();

        var answers = new List<WebPage>
        {
            await browser.TrySignIn(name, "not-the-password-at-all"), await browser.TrySignIn("nobody-at-all", "not-the-password-at-all"), await browser.TrySignIn(disabled, Accounts.Password),
        };

        answers.ShouldAllBe(a => a.Status == HttpStatusCode.BadRequest);
        answers.SelectMany(a => a.Errors).Distinct().ShouldHaveSingleItem().ShouldStartWith("The user name or the password is not right");
        answers.ShouldAllBe(a => a.Value("Password") == "");
        answers[0].Value("UserName").ShouldBe(name);
        (await app.Events(name, "sign-in.wrong-password")).ShouldBe(1);
        (await app.Events(disabled, "sign-in.refused-disabled")).ShouldBe(1);
        (await app.Db(db => db.AuditEvents.AnyAsync(e => e.Code == "sign-in.unknown"))).ShouldBeTrue();
        (await app.Db(db => db.AuditEvents.AnyAsync(e => e.UserName.Contains("nobody") || e.SubjectReference.Contains("nobody")))).ShouldBeFalse("people type their password into the wrong box");
    }

    [Fact]
    public async Task Post_WithNothing_AsksForBoth()
    {
        using var browser = app.Open();

        var page = await browser.TrySignIn("", "");

        page.Errors.ShouldBe(["Enter your user name", "Enter your password"], ignoreOrder: true);
    }

    [Fact, Rule("ACC-1")]
    public async Task LockOut_AfterTheAttemptsOfThePolicy_EndsAfterItsMinutes()
    {
        var name = await app.Make();
        var decoy = await app.Make();
        using var browser = app.Open();
        for (var attempt = 1; attempt <= 6; attempt++)
        {
            (await browser.TrySignIn(name, $"wrong-guess-number-{attempt}")).Status.ShouldBe(HttpStatusCode.BadRequest);
        }

        var right = await browser.TrySignIn(name, Accounts.Password);

        right.Status.ShouldBe(HttpStatusCode.BadRequest, "locked, and the answer does not say so");
        right.Errors.ShouldHaveSingleItem().ShouldStartWith("The user name or the password is not right");
        (await app.Events(name, "account.locked")).ShouldBe(1);
        (await app.Events(name, "sign-in.refused-locked")).ShouldBe(1);
        (await app.Events(name, "sign-in.wrong-password")).ShouldBe(6);
        using var other = app.Open();
        await other.SignIn(decoy, Accounts.Password);

        app.Clock.Advance(TimeSpan.FromMinutes(14));
        (await browser.TrySignIn(name, Accounts.Password)).Status.ShouldBe(HttpStatusCode.BadRequest);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        (await browser.TrySignIn(name, Accounts.Password)).Path.ShouldBe("/");
    }

    [Fact, Rule("ACC-1")]
    public async Task LockOut_DoesNotPutOutWhoIsSignedIn_AndAnAdministratorEndsIt()
    {
        var name = await app.Make();
        using var inside = app.Open();
        await inside.SignIn(name, Accounts.Password);
        using var browser = app.Open();
        for (var attempt = 1; attempt <= 6; attempt++)
        {
            await browser.TrySignIn(name, $"wrong-guess-number-{attempt}");
        }

        (await inside.Get("/incidents")).Status.ShouldBe(HttpStatusCode.OK, "anybody could put a call handler out otherwise");
        using var administrator = await app.SignIn("administrator");
        var account = await administrator.Get("/accounts/" + name);
        account.Text.ShouldContain("Locked");
        await account.Submit([], "form[action$='handler=Unlock']");

        (await browser.TrySignIn(name, Accounts.Password)).Path.ShouldBe("/");
        (await app.Events(name, "account.unlocked")).ShouldBe(1);
    }

    [Fact, Rule("ACC-1")]
    public async Task GuessesSentTogether_DoNotPassTheLimit()
    {
        var name = await app.Make();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async n =>
        {
            using var browser = app.Open();
            await browser.TrySignIn(name, $"wrong-guess-together-{n}");
        }));

        (await app.Events(name, "sign-in.wrong-password")).ShouldBe(6);
        (await app.Events(name, "account.locked")).ShouldBe(1);
        using var owner = app.Open();
        (await owner.TrySignIn(name, Accounts.Password)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Get_WhenSignedOut_LeadsBackToWhereOneWasGoing()
    {
        using var browser = app.Open();
        var page = await browser.Get("/cases?closed=true");
        page.AsksToSignIn().ShouldBeTrue();

        var after = await page.Submit(new() { ["UserName"] = "specialist", ["Password"] = Seeding.DemonstrationAccounts.Password }, "form:has(input[type=password])");

        after.Path.ShouldBe("/cases?closed=true");
    }

    [Theory, InlineData("//evil.example/x"), InlineData("https://evil.example"), InlineData("/\\evil.example"), InlineData("javascript:alert(1)")]
    [Rule("ACC-1")]
    public async Task SignIn_LeadsNowhereElse(string next)
    {
        using var browser = app.Open();
        var page = await browser.Get("/sign-in?next=" + Uri.EscapeDataString(next));

        using var answer = await browser.Client.SendAsync(page.Request(new() { ["UserName"] = "analyst", ["Password"] = Seeding.DemonstrationAccounts.Password }, "form:has(input[type=password])"));

        answer.Headers.Location!.ToString().ShouldBe("/");
    }
}
