using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;

using DaCaseManagement.Access;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Web.Security;

using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Security;

/// <summary>Every page for every role, and for nobody: open, or not there at all.</summary>
public sealed partial class RolePageMatrixTests(SampledForce force) : IClassFixture<SampledForce>
{
    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Fact, Rule("ACC-1")]
    public void EveryPage_HasAnExpectationAndAsksForIt()
    {
        force.Pages.Select(p => p.Route).ShouldBe(PageTable.All.Keys.Order(StringComparer.Ordinal), "a page without an expectation in PageTable, or an expectation without a page");
        foreach (var page in force.Pages)
        {
            var expected = PageTable.All[page.Route].Needs;
            page.Model.GetCustomAttribute<PagePermissionAttribute>()?.Permission.ShouldBe(expected ?? throw new ShouldAssertException(page.Route + " is open to everybody and asks for a permission"), page.Route);
            (page.Model.GetCustomAttribute<AllowAnonymousAttribute>() is not null).ShouldBe(expected is null, page.Route);
        }
    }

    [Theory, MemberData(nameof(Roles)), Rule("ACC-1"), Rule("ACC-2")]
    public async Task Get_ByEveryRole_IsOpenOrNotThere(Role role)
    {
        var account = PageTable.AccountOf(role);
        using var browser = await force.App.SignIn(account);
        var unknown = await browser.Get("/no-such-page");
        unknown.Status.ShouldBe(HttpStatusCode.NotFound);
        var (failures, refused) = (new List<string>(), new List<string>());
        var from = await LastRow();
        foreach (var page in force.Pages)
        {
            var path = page.PathOf(force.Samples);
            var needs = PageTable.All[page.Route].Needs;
            var answer = await browser.Get(path);
            if (page.Route.StartsWith("error/", StringComparison.Ordinal))
            {
                Expect(answer.Status == HttpStatusCode.NotFound);
            }
            else if (needs is null || PageTable.May(force.App, role, needs.Value))
            {
                Expect(answer.Status == HttpStatusCode.OK);
            }
            else
            {
                refused.Add("/" + page.Route);
                Expect(answer.Status == HttpStatusCode.NotFound && answer.Path == path && Bare(answer) == Bare(unknown));

                // Neither does a form that is sent there by hand.
                var posted = await browser.Post(path, []);
                Expect(posted.Status == HttpStatusCode.NotFound && Bare(posted) == Bare(unknown));
            }

            void Expect(bool met)
            {
                if (!met)
                {
                    failures.Add($"{path}: {(int)answer.Status} {answer.Path} {answer.Heading} {((int)answer.Status < 500 ? "" : force.App.Log.Lines.LastOrDefault(l => l.Contains("Fault ", StringComparison.Ordinal)))}");
                }
            }
        }

        failures.ShouldBeEmpty();
        var logged = await force.App.Db(db => db.AuditEvents.Where(e => e.Sequence > from && e.UserName == account && e.Code == "access.refused").Select(e => e.SubjectReference).ToListAsync());
        logged.Order(StringComparer.Ordinal).ShouldBe(refused.Concat(refused).Order(StringComparer.Ordinal));
    }

    [Fact, Rule("ACC-1")]
    public async Task Get_ByNobody_AsksToSignIn()
    {
        using var browser = force.App.Open();
        foreach (var page in force.Pages.Where(p => !p.Route.StartsWith("error/", StringComparison.Ordinal)))
        {
            var path = page.PathOf(force.Samples);
            var answer = await browser.Get(path);

            answer.Status.ShouldBe(HttpStatusCode.OK, path);
            answer.Document.QuerySelector("input[type=password]").ShouldNotBeNull(path);
            answer.Body.ShouldNotContain("Quellmark");
            if (PageTable.All[page.Route].Needs is not null)
            {
                answer.Path.ShouldContain("/sign-in?next=", Case.Sensitive, path);
            }

            using var posted = await browser.Client.PostAsync(path, new FormUrlEncodedContent([]));
            posted.StatusCode.ShouldBeOneOf(PageTable.All[page.Route].Needs is null ? [HttpStatusCode.BadRequest] : [HttpStatusCode.Found]);
        }
    }

    [Fact, Rule("ACC-1"), Rule("MRC-4")]
    public async Task PartnerAgency_SeesTheirWorkMaracAndNothingElse()
    {
        var open = force.Pages.Where(p => PageTable.All[p.Route].Needs is { } needs && PageTable.May(force.App, Role.PartnerAgency, needs)).Select(p => p.Route);
        open.ShouldBe(["", "account", "account/password", "account/second-step", "marac", "marac/meetings/{reference}", "marac/meetings/{reference}/agenda", "marac/meetings/{reference}/agenda.pdf", "marac/referrals/{reference}", "notices", "sign-out"]);
        using var partner = await force.App.SignIn("partner-agency");
        using var coordinator = await force.App.SignIn("marac-coordinator");
        var waiting = "/marac/referrals/" + force.Samples.WaitingReferral;

        (await coordinator.Get(waiting)).Status.ShouldBe(HttpStatusCode.OK);
        (await partner.Get("/marac/referrals/" + force.Samples.ListedReferral)).Status.ShouldBe(HttpStatusCode.OK);
        var hidden = await partner.Get(waiting);
        hidden.Status.ShouldBe(HttpStatusCode.NotFound);
        Bare(hidden).ShouldBe(Bare(await partner.Get("/marac/referrals/MR-99-999999")));
        (await partner.Get("/marac")).Body.ShouldNotContain(force.Samples.WaitingReferral);
        (await force.App.Db(db => db.AuditEvents.AnyAsync(e => e.UserName == "partner-agency" && e.Code == "record.notfound" && e.SubjectReference == force.Samples.WaitingReferral))).ShouldBeTrue();
    }

    private Task<long> LastRow() => force.App.Db(db => db.AuditEvents.MaxAsync(e => e.Sequence));

    // Two 404 pages differ in form tokens and nothing else.
    private static string Bare(WebPage page) => Values().Replace(page.Body, "");

    [GeneratedRegex("value=\"[^\"]*\"")]
    private static partial Regex Values();
}
