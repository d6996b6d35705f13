using System.Net;
using System.Text;

using AngleSharp.Dom;
using AngleSharp.Html.Dom;

using DaCaseManagement.Access;
using DaCaseManagement.IntegrationTests.App;

namespace DaCaseManagement.IntegrationTests.Security;

/// <summary>Every form of every page, filled in by somebody who means no good: no fault, no script, nothing typed is lost. The forms are found by
/// looking, so that a new one is swept by itself.</summary>
public sealed class BadInputTests(SampledForce force) : IClassFixture<SampledForce>
{
    private const int PostsPerForm = 7;

    // Ends the sweep's own session.
    private const string SignOut = "/sign-out";

    private readonly List<string> faults = [];

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Theory, MemberData(nameof(Roles))]
    public async Task EveryForm_TakesAnythingWithoutAFault(Role role)
    {
        var random = new Random(20_261_121 + (int)role);
        using var browser = await force.App.SignIn(PageTable.AccountOf(role));
        var swept = 0;
        foreach (var page in force.Pages.Where(p => p.Route != "sign-out" && PageTable.All[p.Route].Needs is { } needs && PageTable.May(force.App, role, needs)))
        {
            var path = page.PathOf(force.Samples);
            var forms = (await browser.Get(path)).Document.QuerySelectorAll<IHtmlFormElement>("form[method=post]").Where(f => f.GetAttribute("action") != SignOut).Select(f => f.GetAttribute("action") ?? "").Distinct().ToList();
            foreach (var action in forms)
            {
                await Sweep(browser, path, action, random);
                swept++;
            }
        }

        swept.ShouldBeGreaterThan(1);
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task SignIn_TakesAnythingWithoutAFault()
    {
        using var browser = force.App.Open();
        foreach (var hostile in Hostile.Texts)
        {
            var page = await browser.Get("/sign-in");
            var form = page.Document.QuerySelector<IHtmlFormElement>("form:has(input[type=password])")!;
            await Send(browser, page, form, "sign-in " + hostile.Name, new() { ["UserName"] = hostile, ["Password"] = hostile, ["Next"] = hostile });
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task EveryPage_TakesAnyQuestionAndAnyReference()
    {
        string[] names = ["before", "after", "kind", "grade", "area", "list", "closed", "myUnit", "everyUnit", "reference", "slots", "handler", "from", "to", "act", "code", "subjectKind", "subjectReference", "userName", "incident", "case", "next", "session"];
        foreach (var byAccount in force.Pages.GroupBy(p => PageTable.All[p.Route].Needs is { } needs ? PageTable.AccountFor(force.App, needs) : null))
        {
            using var browser = byAccount.Key is { } account ? await force.App.SignIn(account) : force.App.Open();
            foreach (var page in byAccount)
            {
                var path = page.PathOf(force.Samples).Split('?')[0];
                foreach (var hostile in Hostile.Texts.Concat(Hostile.Tampered).Where(h => h.Value.Length < 1_000))
                {
                    await Look(path + "?" + string.Join('&', names.Where(n => n != "handler").Select(n => $"{n}={hostile.OnTheWire}")), hostile.Name);
                }

                foreach (var name in names)
                {
                    await Look($"{path}?{name}=zz%22%3Cb%3E", name);
                }

                // References that are none. A NUL in a path is refused before the application is asked.
                foreach (var hostile in Hostile.Texts.Where(h => page.Route.Contains('{', StringComparison.Ordinal) && h.Value.Length < 1_000 && h.OnTheWire.Trim().Length > 0 && !h.OnTheWire.Contains("%00", StringComparison.Ordinal)))
                {
                    await Look("/" + System.Text.RegularExpressions.Regex.Replace(page.Route, @"\{[^}]*\}", _ => hostile.OnTheWire), hostile.Name);
                }

                async Task Look(string address, string what)
                {
                    var answer = await browser.Get(address);
                    Judge(answer, $"GET {path} {what}");
                }
            }
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_ToAHandlerThatIsNotThere_IsNoFault()
    {
        foreach (var byAccount in force.Pages.Where(p => PageTable.All[p.Route].Needs is not null).GroupBy(p => PageTable.AccountFor(force.App, PageTable.All[p.Route].Needs!.Value)))
        {
            using var browser = await force.App.SignIn(byAccount.Key);
            var token = (await browser.Get("/account")).Document.QuerySelector("[name=__token]")!.GetAttribute("value")!;
            foreach (var page in byAccount.Where(p => p.Route != "sign-out"))
            {
                var path = page.PathOf(force.Samples).Split('?')[0];
                foreach (var handler in page.PostHandlers.Where(h => h is not null).Append("Nonsense").Append("").Distinct())
                {
                    var answer = await browser.Post($"{path}?handler={handler}", new Dictionary<string, string> { ["__token"] = token, ["Id"] = "-1", ["Role"] = "Administrator", ["IsDemonstration"] = "false", ["Account.Role"] = "Administrator" });
                    Judge(answer, $"POST {path}?handler={handler}");
                }
            }
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_ThatIsNoForm_IsNoFault()
    {
        using var browser = await force.App.SignIn("call-handler");
        var token = (await browser.Get("/account")).Document.QuerySelector("[name=__token]")!.GetAttribute("value")!;
        foreach (var content in new HttpContent[]
        {
            new StringContent("{\"a\":1}", Encoding.UTF8, "application/json"), Form("%%%=%zz&&&=="),
            new StringContent("--x\r\nnonsense", Encoding.ASCII, "multipart/form-data"), Form(new string('a', 3_000_000)),
            Form(string.Join('&', Enumerable.Range(0, 6_000).Select(i => $"f{i}=1"))),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/incidents/report") { Content = content };
            request.Headers.Add("RequestVerificationToken", token);
            var answer = await browser.Follow(request);
            Judge(answer, "POST " + content.Headers.ContentType);
            ((int)answer.Status).ShouldBeInRange(400, 499, $"{content.Headers.ContentType} {content.Headers.ContentLength} {(int)answer.Status} {answer.Heading} {answer.Path}");
        }

        faults.ShouldBeEmpty();
    }

    private async Task Sweep(Browser browser, string path, string action, Random random)
    {
        for (var n = 0; n < PostsPerForm; n++)
        {
            var page = await browser.Get(path);
            if (page.Document.QuerySelectorAll<IHtmlFormElement>("form[method=post]").FirstOrDefault(f => (f.GetAttribute("action") ?? "") == action) is not { } form)
            {
                // The last post did what the form was for.
                return;
            }

            var fields = form.Elements.OfType<IHtmlElement>().Where(e => e.GetAttribute("name") is { Length: > 0 } name && name != "__token").ToList();
            var typed = fields.Where(IsTyped).Select(f => f.GetAttribute("name")!).Distinct().ToList();
            var others = fields.Where(f => !IsTyped(f)).Select(f => f.GetAttribute("name")!).Distinct().ToList();
            var text = Hostile.Texts[random.Next(Hostile.Texts.Count)];
            var sent = new Dictionary<string, Hostile>();
            switch (n)
            {
                case 0:
                    typed.ForEach(f => sent[f] = Hostile.Texts[0]);
                    break;
                case 1:
                    typed.Concat(others).ToList().ForEach(f => sent[f] = new Hostile("nothing", "", ComesBack: false));
                    break;
                case 2:
                    typed.ForEach(f => sent[f] = Hostile.Texts[random.Next(Hostile.Texts.Count)]);
                    break;
                case 3 or 4 when others.Count > 0:
                    sent[others[random.Next(others.Count)]] = Hostile.Tampered[random.Next(Hostile.Tampered.Count)];
                    break;
                default:
                    sent[typed.Count > 0 ? typed[random.Next(typed.Count)] : "Extra"] = text;
                    break;
            }

            await Send(browser, page, form, $"{path} {action} [{string.Join(", ", sent.Take(4).Select(s => s.Key + ": " + s.Value.Name))}]", sent);
        }
    }

    private async Task Send(Browser browser, WebPage page, IHtmlFormElement form, string what, Dictionary<string, Hostile> sent)
    {
        var kept = await Untouched(form, sent).ReadAsStringAsync();
        var body = string.Join('&', sent.Select(s => Uri.EscapeDataString(s.Key) + "=" + s.Value.OnTheWire).Prepend(kept).Where(p => p.Length > 0));
        var action = form.GetAttribute("action") is { Length: > 0 } given ? given : page.Path;
        using var request = new HttpRequestMessage(HttpMethod.Post, action) { Content = Form(body) };
        var answer = await browser.Follow(request);
        Judge(answer, "POST " + what);
        if (answer.Status != HttpStatusCode.BadRequest)
        {
            return;
        }

        if (answer.Errors.Count == 0 || answer.Errors.Any(string.IsNullOrWhiteSpace))
        {
            faults.Add($"POST {what}: 400 says nothing ({answer.Heading})");
        }

        foreach (var (name, hostile) in sent.Where(s => s.Value.ComesBack && form.Elements.OfType<IHtmlElement>().Any(e => e.GetAttribute("name") == s.Key && IsTyped(e) && e.GetAttribute("type") is not ("password" or "file"))))
        {
            if (answer.Value(name).ReplaceLineEndings("\n").Trim() != hostile.Value.ReplaceLineEndings("\n").Trim())
            {
                faults.Add($"POST {what}: {name} lost '{hostile.Name}', and has '{Shortened(answer.Value(name))}'");
            }
        }
    }

    /// <summary>The other fields as the page has them.</summary>
    private static FormUrlEncodedContent Untouched(IHtmlFormElement form, Dictionary<string, Hostile> sent) => new(form.Elements.OfType<IHtmlElement>()
        .Where(e => e.GetAttribute("name") is { Length: > 0 } name && !sent.ContainsKey(name))
        .Select(e => (Name: e.GetAttribute("name")!, Value: e switch
        {
            IHtmlInputElement { Type: "radio" or "checkbox" } box => box.IsChecked ? box.Value : null,
            IHtmlInputElement { Type: "submit" or "button" } => null,
            IHtmlInputElement input => input.Value,
            IHtmlTextAreaElement area => area.Value,
            IHtmlSelectElement select => select.Value,
            _ => null,
        }))
        .Where(f => f.Value is not null)
        .Select(f => KeyValuePair.Create(f.Name, f.Value!)));

    private static bool IsTyped(IElement field) => field is IHtmlTextAreaElement or IHtmlInputElement { Type: not ("hidden" or "radio" or "checkbox" or "submit" or "button") };

    private void Judge(WebPage answer, string what)
    {
        if ((int)answer.Status >= 500 || answer.Heading == "Something went wrong")
        {
            faults.Add($"{what}: {(int)answer.Status} {force.App.Log.Lines.LastOrDefault(l => l.Contains("Fault ", StringComparison.Ordinal))}");
        }

        if (answer.Body.Contains("steal('dacase')\"", StringComparison.Ordinal) || answer.Body.Contains(Hostile.Script, StringComparison.Ordinal) || answer.Document.QuerySelector("[onmouseover]") is not null)
        {
            faults.Add($"{what}: the script came back as it was");
        }

        if (answer.Heading == "This form is no longer valid")
        {
            faults.Add($"{what}: the sweep's own token was refused");
        }
    }

    // Without a charset, as browsers send it.
    private static ByteArrayContent Form(string body) => new(Encoding.ASCII.GetBytes(body)) { Headers = { ContentType = new("application/x-www-form-urlencoded") } };

    private static string Shortened(string text) => text[..Math.Min(text.Length, 200)];
}
