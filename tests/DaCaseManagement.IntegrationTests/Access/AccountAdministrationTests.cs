using System.Net;

using DaCaseManagement.Access;
using DaCaseManagement.IntegrationTests.App;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Access;

public sealed class AccountAdministrationTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Fact, Rule("ACC-1"), Rule("ACC-2")]
    public async Task Create_GivesAnAccountThatMustChooseItsPassword()
    {
        using var administrator = await app.SignIn("administrator");
        var page = await administrator.Get("/accounts/new");
        var unit = await UnitId("RESP-C");

        var made = await page.Submit(new() { ["UserName"] = "t.askrigg", ["FullName"] = "Tamsin Askrigg", ["Role"] = "ResponseOfficer", ["UnitId"] = unit });

        made.Heading.ShouldBe("Account added");
        var oneTime = made.Document.QuerySelector(".govuk-inset-text .govuk-heading-m")!.TextContent.Trim();
        var user = await app.Db(db => db.Users.SingleAsync(u => u.UserName == "t.askrigg"));
        (user.Role, user.IsDemonstration, user.FullName).ShouldBe((Role.ResponseOfficer, false, "Tamsin Askrigg"));
        user.PasswordHash!.ShouldNotContain(oneTime);
        (await app.Db(db => db.AuditEvents.Where(e => e.Code == "account.created" && e.SubjectReference == "t.askrigg").ToListAsync())).ShouldHaveSingleItem().UserName.ShouldBe("administrator");
        using var browser = app.Open();
        (await browser.TrySignIn("t.askrigg", oneTime)).Path.ShouldBe("/account/password");
    }

    [Theory]
    [InlineData("UserName", "Administrator")]
    [InlineData("UserName", "new")]
    [InlineData("UserName", "a b")]
    [InlineData("UserName", "")]
    [InlineData("UserName", "administrator")]
    [InlineData("FullName", " ")]
    [InlineData("Role", "")]
    [InlineData("Role", "Superuser")]
    [InlineData("UnitId", "")]
    [InlineData("UnitId", "99999")]
    public async Task Create_WithAFieldThatCannotBe_SaysSoAndMakesNothing(string field, string value)
    {
        using var administrator = await app.SignIn("administrator");
        var values = new Dictionary<string, string> { ["UserName"] = "somebody.else", ["FullName"] = "Somebody Else", ["Role"] = "Analyst", ["UnitId"] = await UnitId("HQ"), [field] = value };

        var refused = await (await administrator.Get("/accounts/new")).Submit(values);

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Document.QuerySelector($"#{field}-error").ShouldNotBeNull();
        refused.Value("FullName").ShouldBe(values["FullName"]);
        (await app.Db(db => db.Users.AnyAsync(u => u.UserName == "somebody.else"))).ShouldBeFalse();
    }

    [Fact, Rule("ACC-1")]
    public async Task LastAdministrator_CanNeitherBePutOutNorMadeSomethingElse()
    {
        var other = await app.Make(Role.Administrator);
        using var second = app.Open();
        await second.SignIn(other, Accounts.Password);

        // Two: one may go.
        (await (await second.Get("/accounts/administrator")).Submit([], "form[action$='handler=Disable']")).Status.ShouldBe(HttpStatusCode.OK);
        (await app.Events("administrator", "account.disabled")).ShouldBe(1);

        // One: nobody may.
        var page = await second.Get("/accounts/" + other);
        page.Document.QuerySelector("form[action$='handler=Disable']").ShouldBeNull();
        var demoted = await page.Submit(new() { ["Role"] = "Analyst" });
        demoted.Status.ShouldBe(HttpStatusCode.BadRequest);
        demoted.Document.QuerySelector("#Role-error")!.TextContent.ShouldContain("last administrator");
        var request = page.Request([]);
        request.RequestUri = new Uri($"/accounts/{other}?handler=Disable", UriKind.Relative);
        (await second.Follow(request)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await app.Db(db => db.Users.CountAsync(u => u.Role == Role.Administrator && u.DisabledAt == null))).ShouldBe(1);
        await (await second.Get("/accounts/administrator")).Submit([], "form[action$='handler=Enable']");
        (await app.Db(db => db.Users.CountAsync(u => u.Role == Role.Administrator && u.DisabledAt == null))).ShouldBe(2);
    }

    [Fact, Rule("INV-5")]
    public async Task Change_WhenSomebodyElseChangedFirst_IsRefused()
    {
        var name = await app.Make(Role.Analyst);
        using var one = await app.SignIn("administrator");
        using var two = await app.SignIn("administrator");
        var first = await one.Get("/accounts/" + name);
        var second = await two.Get("/accounts/" + name);
        (await first.Submit(new() { ["FullName"] = "Wilhelmina Oxlade-Firth" })).Status.ShouldBe(HttpStatusCode.OK);

        var clash = await second.Submit(new() { ["FullName"] = "Somebody Quite Else" });

        clash.Status.ShouldBe(HttpStatusCode.Conflict);
        (await app.Db(db => db.Users.Where(u => u.UserName == name).Select(u => u.FullName).SingleAsync())).ShouldBe("Wilhelmina Oxlade-Firth");
        var events = await app.Db(db => db.AuditEvents.Where(e => e.Code == "account.changed" && e.SubjectReference == name).Select(e => e.Detail).ToListAsync());
        events.ShouldBe(["name"]);
    }

    [Fact, Rule("INV-1"), Rule("ACC-2")]
    public async Task Unit_IsAddedChangedClosedAndOpenedAgain_ButNotClosedWithPeopleInIt()
    {
        using var administrator = await app.SignIn("administrator");
        var units = await administrator.Get("/accounts/units");
        (await units.Submit(new() { ["Code"] = "RESP-W", ["Name"] = "Response West", ["Kind"] = "Response" })).Status.ShouldBe(HttpStatusCode.OK);
        (await units.Submit(new() { ["Code"] = "resp w", ["Name"] = "", ["Kind"] = "" })).Errors.Count.ShouldBe(3);
        (await (await administrator.Get("/accounts/units/RESP-W")).Submit(new() { ["Name"] = "Response Westmarch" })).Status.ShouldBe(HttpStatusCode.OK);
        await (await administrator.Get("/accounts/units/RESP-W")).Submit([], "form[action$='handler=Close']");
        (await app.Db(db => db.Units.SingleAsync(u => u.Code == "RESP-W"))).ClosedAt.ShouldNotBeNull();
        (await (await administrator.Get("/accounts/units/RESP-W")).Submit([], "form[action$='handler=Reopen']")).Status.ShouldBe(HttpStatusCode.OK);

        var refused = await (await administrator.Get("/accounts/units/DAU")).Submit([], "form[action$='handler=Close']");

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Errors.ShouldHaveSingleItem().ShouldContain("people");
        (await app.Db(db => db.Units.SingleAsync(u => u.Code == "DAU"))).ClosedAt.ShouldBeNull();
        foreach (var code in new[] { "unit.added", "unit.changed", "unit.closed", "unit.reopened" })
        {
            (await app.Events("unit RESP-W", code)).ShouldBe(1, code);
        }

        (await administrator.Get("/accounts/units/NOPE")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact, Rule("ACC-2")]
    public async Task Area_IsAddedAndRenamed()
    {
        using var administrator = await app.SignIn("administrator");
        var page = await administrator.Get("/accounts/areas");
        (await page.Submit(new() { ["Code"] = "COAST", ["Name"] = "Marchcoast" })).Status.ShouldBe(HttpStatusCode.OK);
        var twice = await (await administrator.Get("/accounts/areas")).Submit(new() { ["Code"] = "COAST", ["Name"] = "Another" });
        twice.Status.ShouldBe(HttpStatusCode.BadRequest);

        var renamed = await (await administrator.Get("/accounts/areas")).Submit(new() { ["Area"] = "COAST", ["NewName"] = "Westmarch Coast" }, "form[action$='handler=Rename']");

        renamed.Text.ShouldContain("Westmarch Coast");
        (await app.Db(db => db.Areas.SingleAsync(a => a.Code == "COAST"))).Name.ShouldBe("Westmarch Coast");
        (await app.Events("area COAST", "area.added")).ShouldBe(1);
        (await app.Events("area COAST", "area.renamed")).ShouldBe(1);
    }

    private Task<string> UnitId(string code) => app.Db(async db => (await db.Units.Where(u => u.Code == code).Select(u => u.Id).SingleAsync()).ToString(System.Globalization.CultureInfo.InvariantCulture));
}
