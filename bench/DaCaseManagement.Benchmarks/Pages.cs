using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace DaCaseManagement.Benchmarks;

/// <summary>Every page as its user opens it, and the two things a call handler waits for: a field kept and history found.</summary>
internal static partial class Pages
{
    /// <returns>How many have a 95th percentile over 50 ms.</returns>
    public static async Task<int> Measure(Server server, int rounds)
    {
        Console.WriteLine($"{"",-52}{"p50",8}{"p95",8}{"worst",8}");
        var slow = 0;
        foreach (var (account, paths) in await Paths(server))
        {
            using var visitor = await server.SignIn(account);
            foreach (var path in paths)
            {
                slow += await Time($"{account} {Shape().Replace(path, "*")}", rounds, _ => visitor.Get(path)) ? 1 : 0;
            }
        }

        using var handler = await server.SignIn("call-handler");
        await handler.Get("/incidents/report");
        var (draft, editor, was) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString(), "");
        slow += await Time("call-handler keep one field", rounds, async n =>
        {
            var value = n.ToString(CultureInfo.InvariantCulture);
            await handler.Post("/incidents/report?handler=Field", new() { ["DraftKey"] = draft, ["Editor"] = editor, ["field"] = "what-happened", ["value"] = value, ["was"] = was });
            was = value;
        }) ? 1 : 0;
        foreach (var (what, fields) in new (string, Dictionary<string, string>)[]
        {
            ("by number", new() { ["caller-number"] = "07700 900326" }),
            ("by address", new() { ["location"] = "4 Mill Race" }),
            ("by misspelt name", new() { ["person.1.family"] = "Ashdraik", ["person.1.given"] = "A" }),
        })
        {
            slow += await Time("call-handler history " + what, rounds, _ => handler.Post("/incidents/report?handler=History", new(fields))) ? 1 : 0;
        }

        return slow;
    }

    private static async Task<List<(string Account, List<string> Paths)>> Paths(Server server)
    {
        using var officer = await server.SignIn("specialist-supervisor");
        string First(string body, string pattern) => Regex.Match(body, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
        var cases = First(await officer.Get("/cases"), "href=\"(/cases/CS-[^\"]+)\"");
        var page = await officer.Get(cases);
        var incident = First(page, "href=\"(/incidents/DA-[^\"]+)\"");
        var assessment = First(page, "href=\"(/risk/assessments/[^\"]+)\"");
        var board = await officer.Get("/marac");
        var (referral, meeting) = (First(board, "href=\"(/marac/referrals/[^\"]+)\""), First(board, "href=\"(/marac/meetings/MM-[^\"]+)\""));
        var reference = cases["/cases/".Length..];
        return
        [
            ("call-handler", ["/", "/incidents/report", "/incidents", "/incidents?list=Closed", incident, incident + "/print", "/policy", "/account"]),
            ("specialist-supervisor", ["/", "/cases", "/cases?grade=High", cases, cases + "?kind=Risk", cases + "/safe-contact", assessment, assessment.Replace("assessments", "assess", StringComparison.Ordinal), "/risk/sign-off", "/marac/refer/" + reference]),
            ("marac-coordinator", ["/", "/marac", referral, meeting, meeting + "/agenda", meeting + "/agenda.pdf", "/marac/meetings/new"]),
            ("auditor", ["/audit", "/audit/people"]),
            ("administrator", ["/accounts", "/accounts/new", "/accounts/units", "/accounts/areas"]),
        ];
    }

    private static async Task<bool> Time(string what, int rounds, Func<int, Task> act)
    {
        for (var i = 0; i < 10; i++)
        {
            await act(i);
        }

        var times = new double[rounds];
        for (var i = 0; i < rounds; i++)
        {
            var watch = Stopwatch.GetTimestamp();
            await act(10 + i);
            times[i] = Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
        }

        Array.Sort(times);
        var p95 = times[(int)(rounds * 0.95) - 1];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-52}{times[rounds / 2],8:F1}{p95,8:F1}{times[^1],8:F1}"));
        return p95 > 50;
    }

    [GeneratedRegex("[A-Z]{2}-[0-9]{2}-[0-9]{6}")]
    private static partial Regex Shape();
}
