using DaCaseManagement.Access;
using DaCaseManagement.IntegrationTests.App;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Access;

/// <summary>Accounts of a test's own, so that what one test does to somebody's account is no other's business.</summary>
internal static class Accounts
{
    private static int made;

    public const string Password = "pebble-orchard-tuba";

    /// <summary>An account with a password of its own, ready to sign in with.</summary>
    public static async Task<string> Make(this ForceApp app, Role role = Role.CallHandler)
    {
        var (name, oneTime) = await app.MakeNew(role);
        using var browser = app.Open();
        var page = await browser.TrySignIn(name, oneTime);
        var after = await page.Submit(new() { ["Current"] = oneTime, ["New"] = Password, ["Again"] = Password });
        after.Path.ShouldBe("/account");
        await after.Submit([], "form[action='/sign-out']");
        return name;
    }

    /// <summary>An account as the administrator hands it over, with its one-time password.</summary>
    public static async Task<(string Name, string OneTime)> MakeNew(this ForceApp app, Role role = Role.CallHandler)
    {
        var name = $"person-{Interlocked.Increment(ref made)}-x";
        var unit = await app.Db(db => db.Units.Where(u => u.Code == "HQ").Select(u => u.Id).SingleAsync());
        return (name, await app.Send("administrator", new CreateAccount(name, "Wilhelmina Oxlade", role, unit, null)));
    }

    /// <summary>Fills in the sign-in page and answers with whatever comes back.</summary>
    public static async Task<WebPage> TrySignIn(this Browser browser, string name, string password)
    {
        var page = await browser.Get("/sign-in");
        return await page.Submit(new() { ["UserName"] = name, ["Password"] = password }, "form:has(input[type=password])");
    }

    public static bool AsksToSignIn(this WebPage page) => page.Path.Contains("/sign-in", StringComparison.Ordinal) && page.Document.QuerySelector("input[type=password]") is not null;

    public static Task<int> Events(this ForceApp app, string account, string code) =>
        app.Db(db => db.AuditEvents.CountAsync(e => e.Code == code && e.SubjectReference == account));
}
