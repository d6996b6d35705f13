using System.Net;
using System.Text.RegularExpressions;

namespace DaCaseManagement.Benchmarks;

/// <summary>One signed-in browser: cookies, the antiforgery token of the last page, and its body.</summary>
internal sealed partial class Visitor(Uri address) : IDisposable
{
    private readonly HttpClient client = new(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address };
    private string token = "";

    /// <summary>The report this visitor has open.</summary>
    public Guid Draft { get; } = Guid.NewGuid();

    /// <summary>What its field held after the last save.</summary>
    public string Kept { get; set; } = "";

    public async Task<string> Get(string path)
    {
        var response = await client.GetAsync(path);
        var body = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}.");
        }

        token = Token().Match(body) is { Success: true } found ? found.Groups[1].Value : token;
        return body;
    }

    public async Task<string> Post(string path, Dictionary<string, string> fields)
    {
        fields["__token"] = token;
        var response = await client.PostAsync(path, new FormUrlEncodedContent(fields));
        return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}.");
    }

    /// <summary>An answer that goes on.</summary>
    public async Task<Stream> Stream(string path, CancellationToken cancel)
    {
        var response = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancel);
        return response.IsSuccessStatusCode ? await response.Content.ReadAsStreamAsync(cancel) : throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}.");
    }

    public void Dispose() => client.Dispose();

    [GeneratedRegex("name=\"__token\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
