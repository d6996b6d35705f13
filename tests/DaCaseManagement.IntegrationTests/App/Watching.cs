using System.Globalization;
using System.Net;

namespace DaCaseManagement.IntegrationTests.App;

/// <summary>Somebody's open stream of the board, read event by event.</summary>
public sealed class Watching : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HttpResponseMessage answer;
    private readonly StreamReader reader;

    private Watching(HttpResponseMessage answer, Stream stream) => (this.answer, reader) = (answer, new StreamReader(stream));

    public List<long> Ids { get; } = [];

    public static async Task<Watching> Begin(Browser browser)
    {
        var begun = await browser.Client.GetAsync("/board/events", HttpCompletionOption.ResponseHeadersRead);
        begun.StatusCode.ShouldBe(HttpStatusCode.OK);
        begun.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new Watching(begun, await begun.Content.ReadAsStreamAsync());
    }

    public async Task<string> Next() => await NextWithin(Patience) ?? throw new TimeoutException("No board came.");

    public async Task<string?> NextWithin(TimeSpan patience)
    {
        using var wait = new CancellationTokenSource(patience);
        try
        {
            while (await Read(wait.Token) is var (kind, data) && kind.Length > 0)
            {
                if (kind == "board")
                {
                    return data;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // Nothing came; the stream cannot be read on after this.
        }

        return null;
    }

    public Task<string?> Until(string text) => First(b => b.Contains(text, StringComparison.Ordinal));

    public Task<string?> UntilWithout(string text) => First(b => !b.Contains(text, StringComparison.Ordinal));

    /// <summary>The server said that it is over, and closed.</summary>
    public async Task<bool> Ended()
    {
        using var wait = new CancellationTokenSource(Patience);
        var said = false;
        while (await Read(wait.Token) is var (kind, _) && kind.Length > 0)
        {
            said |= kind == "ended";
        }

        return said;
    }

    public void Dispose()
    {
        reader.Dispose();
        answer.Dispose();
    }

    private async Task<string?> First(Func<string, bool> fits)
    {
        while (await NextWithin(Patience) is { } board)
        {
            if (fits(board))
            {
                return board;
            }
        }

        return null;
    }

    /// <summary>The next event; an empty kind at the end of the stream.</summary>
    private async Task<(string Kind, string Data)> Read(CancellationToken cancel)
    {
        var (kind, data) = ("", new List<string>());
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            if (line.Length == 0 && kind.Length > 0)
            {
                return (kind, string.Join('\n', data));
            }

            var (field, value) = line.IndexOf(": ", StringComparison.Ordinal) is > 0 and var at ? (line[..at], line[(at + 2)..]) : ("", "");
            switch (field)
            {
                case "event":
                    kind = value;
                    break;
                case "data":
                    data.Add(value);
                    break;
                case "id":
                    Ids.Add(long.Parse(value, CultureInfo.InvariantCulture));
                    break;
            }
        }

        return ("", "");
    }
}
