using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace DaCaseManagement.Benchmarks;

/// <summary>How long after a report is saved it stands on every screen: many signed-in viewers on one node, reports one after another.</summary>
internal static class BoardBench
{
    private static readonly string[] Watchers = ["call-handler", "control-room-supervisor", "response-supervisor", "response-supervisor-2", "specialist-supervisor"];

    public static async Task Run(int viewers, int reports)
    {
        using var data = new TemporaryFolder();
        await using var server = await Server.Start(data.Path);
        using var over = new CancellationTokenSource();
        var screens = new List<Screen>();
        for (var n = 0; n < viewers; n++)
        {
            screens.Add(new Screen(await server.SignIn(Watchers[n % Watchers.Length])));
        }

        foreach (var screen in screens)
        {
            await screen.Open(over.Token);
        }

        await Task.WhenAll(screens.Select(s => s.Ready.Task));
        using var handler = await server.SignIn("call-handler");
        var times = new List<double>();
        var commits = new List<double>();
        for (var n = 0; n < reports; n++)
        {
            await handler.Get("/incidents/report");
            var place = string.Create(CultureInfo.InvariantCulture, $"{n + 1} Benchmark Mews");
            var begun = Stopwatch.GetTimestamp();
            await handler.Post("/incidents/report?handler=Field", Fields(place));
            var saved = Stopwatch.GetTimestamp();
            commits.Add(Stopwatch.GetElapsedTime(begun, saved).TotalMilliseconds);
            foreach (var screen in screens)
            {
                // From the answer to the one who saved: the commit was a little earlier.
                times.Add(Math.Max(0, Stopwatch.GetElapsedTime(saved, await screen.Saw(place)).TotalMilliseconds));
            }

            await Task.Delay(400);
        }

        var measured = Measured.Of([.. times]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"board: viewers={viewers} reports={reports} arrivals={times.Count} after the save was answered ms p50={measured.P50:F0} p95={measured.P95:F0} worst={measured.Worst:F0}; the save itself p50={Measured.Of([.. commits]).P50:F0}; memory of the server {server.MegaBytes} MB"));
        await over.CancelAsync();
        screens.ForEach(s => s.Dispose());
    }

    private static Dictionary<string, string> Fields(string place) => new()
    {
        ["DraftKey"] = Guid.NewGuid().ToString(),
        ["Editor"] = Guid.NewGuid().ToString(),
        ["field"] = "location",
        ["location"] = place,
        ["was"] = "",
        ["name"] = "location",
        ["value"] = place,
    };

    private sealed class Screen(Visitor visitor) : IDisposable
    {
        private readonly Dictionary<string, long> seen = [];
        private readonly SemaphoreSlim news = new(0);

        public TaskCompletionSource Ready { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task Open(CancellationToken over)
        {
            var stream = await visitor.Stream("/board/events", over);
            _ = Task.Run(
                async () =>
                {
                    using var reader = new StreamReader(stream, Encoding.UTF8);
                    try
                    {
                        while (await reader.ReadLineAsync(over) is { } line)
                        {
                            if (line.StartsWith("event: board", StringComparison.Ordinal))
                            {
                                Ready.TrySetResult();
                            }

                            if (line.Contains(" Benchmark Mews", StringComparison.Ordinal))
                            {
                                var at = line.IndexOf(" Benchmark Mews", StringComparison.Ordinal);
                                var from = line.LastIndexOf('>', at) + 1;
                                lock (seen)
                                {
                                    seen.TryAdd(WebUtility.HtmlDecode(line[from..(at + " Benchmark Mews".Length)]).Trim(), Stopwatch.GetTimestamp());
                                }

                                news.Release();
                            }
                        }
                    }
                    catch (OperationCanceledException)
                    {
                        // Measured.
                    }
                },
                over);
        }

        /// <summary>When it came; waits for it.</summary>
        public async Task<long> Saw(string place)
        {
            while (true)
            {
                lock (seen)
                {
                    if (seen.TryGetValue(place, out var at))
                    {
                        return at;
                    }
                }

                if (!await news.WaitAsync(TimeSpan.FromSeconds(60)))
                {
                    throw new TimeoutException("It never came.");
                }
            }
        }

        public void Dispose() => visitor.Dispose();
    }
}
