using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

using DaCaseManagement.Seeding;

namespace DaCaseManagement.IntegrationTests.Faults;

/// <summary>A call handler's browser: one open report, one field after the other, each saved as it is left. What was not acknowledged is sent again, with
/// the same key, as the page's own script does.</summary>
internal sealed partial class SavingClient(int number) : IDisposable
{
    private static readonly string[] Fields = ["what-happened", "threat", "harm", "engagement"];

    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer(), UseProxy = false });
    private readonly Dictionary<string, string> shown = [];
    private readonly Guid draft = Guid.NewGuid();
    private readonly Guid editor = Guid.NewGuid();
    private Uri address = new("http://127.0.0.1");
    private string token = "";
    private (string Field, string Value, Guid Key)? inFlight;
    private int saves;
    private volatile int kept;

    public string? Reference { get; private set; }

    /// <summary>How many so far; may be asked while saving goes on.</summary>
    public int Kept => kept;

    /// <summary>Every value that the server said it had kept.</summary>
    public List<(string Field, string Value)> Acknowledged { get; } = [];

    public async Task GoTo(Uri server)
    {
        address = server;
        if (token.Length == 0)
        {
            var page = await client.GetStringAsync(new Uri(address, "/sign-in"));
            using var signedIn = await client.PostAsync(new Uri(address, "/sign-in"), new FormUrlEncodedContent(new Dictionary<string, string> { ["UserName"] = "call-handler", ["Password"] = DemonstrationAccounts.Password, ["__token"] = TokenIn(page) }));
            signedIn.StatusCode.ShouldBe(HttpStatusCode.Found);
            token = TokenIn(await client.GetStringAsync(new Uri(address, "/account")));
        }
    }

    /// <summary>Saves until the server is gone.</summary>
    public async Task SaveUntilItIsGone()
    {
        try
        {
            while (true)
            {
                await Save();
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // Killed. What was on its way is sent again after the restart.
        }
    }

    public async Task Save()
    {
        var n = saves;
        var next = inFlight ??= (Fields[n % Fields.Length], string.Create(CultureInfo.InvariantCulture, $"client {number} save {saves = n + 1}"), Guid.NewGuid());
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/incidents/report?handler=Field"))
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["DraftKey"] = draft.ToString(),
                ["Editor"] = editor.ToString(),
                ["field"] = next.Field,
                ["value"] = next.Value,
                ["was"] = shown.GetValueOrDefault(next.Field) ?? "",
            }),
        };
        request.Headers.Add("RequestVerificationToken", token);
        request.Headers.Add("X-Form-Key", next.Key.ToString());
        using var answer = await client.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        Reference = JsonDocument.Parse(body).RootElement.GetProperty("reference").GetString();
        shown[next.Field] = next.Value;
        Acknowledged.Add((next.Field, next.Value));
        inFlight = null;
        kept = Acknowledged.Count;
    }

    public void Dispose() => client.Dispose();

    private static string TokenIn(string html) => Token().Match(html).Groups[1].Value;

    [GeneratedRegex("name=\"__token\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
