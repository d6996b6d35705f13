using Microsoft.Playwright;

namespace DaCaseManagement.BrowserTests;

/// <summary>Every page each role can reach by links, on a desk and on a tablet: axe finds nothing, nothing scrolls sideways, the console is quiet.</summary>
[Collection(LiveForceShared.Name)]
public sealed class EveryPageTests(LiveForce force)
{
    private const int MostPages = 24;

    public static TheoryData<string, int> Visits()
    {
        var visits = new TheoryData<string, int>();
        foreach (var account in new[] { "call-handler", "response-officer", "response-supervisor", "specialist", "marac-coordinator", "partner-agency", "analyst", "auditor", "administrator" })
        {
            visits.Add(account, account is "response-officer" or "partner-agency" ? 820 : 1280);
        }

        return visits;
    }

    [Theory, MemberData(nameof(Visits))]
    public async Task EveryPage_CanBeUsedByEverybody(string account, int width)
    {
        await using var person = await Person.SignIn(force, account, width: width, height: width == 820 ? 1180 : 720);
        var (waiting, seen) = (new Queue<string>(["/"]), new HashSet<string>());
        while (waiting.TryDequeue(out var path) && seen.Count < MostPages)
        {
            if (!seen.Add(Shape(path)))
            {
                continue;
            }

            var response = await person.Page.GotoAsync(force.Address + path);
            response!.Status.ShouldBe(200, path);
            if (!(response.Headers.GetValueOrDefault("content-type") ?? "").Contains("html", StringComparison.Ordinal))
            {
                continue;
            }

            await person.Check();
            (await person.Page.Locator("h1").CountAsync()).ShouldBe(1, path);
            foreach (var link in await person.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"))
            {
                if (link.StartsWith('/') && !link.EndsWith(".pdf", StringComparison.Ordinal) && !seen.Contains(Shape(link)))
                {
                    waiting.Enqueue(link.Split('#')[0]);
                }
            }
        }

        seen.Count.ShouldBeGreaterThan(2);
    }

    private static string Shape(string path) => System.Text.RegularExpressions.Regex.Replace(path.Split('?', '#')[0], "[A-Z]{1,6}-[0-9][0-9-]*|(?<=/accounts/)(?!new|units|areas)[a-z0-9-]+|(?<=/units/)[^/]+", "*");
}
