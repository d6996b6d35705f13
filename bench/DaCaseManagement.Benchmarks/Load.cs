using System.Diagnostics;

namespace DaCaseManagement.Benchmarks;

/// <summary>Milliseconds.</summary>
internal sealed record Measured(double P50, double P95, double P99, double Worst)
{
    public static Measured Of(double[] times)
    {
        Array.Sort(times);
        double At(double share) => times[Math.Min((int)(times.Length * share), times.Length - 1)];
        return new Measured(At(0.5), At(0.95), At(0.99), times[^1]);
    }
}

/// <summary>The same thing done again and again, by one client or by several at once.</summary>
internal static class Load
{
    /// <summary>How many are done before the clock counts.</summary>
    public static int WarmUp(int requests) => Math.Max(20, requests / 10);

    /// <param name="act">Given the client's number and the request's number.</param>
    public static async Task<Measured> Measure(int clients, int requests, Func<int, int, Task> act)
    {
        var (next, warm) = (-1, WarmUp(requests));
        var times = new double[requests];
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            for (int n; (n = Interlocked.Increment(ref next)) < warm + requests;)
            {
                var from = Stopwatch.GetTimestamp();
                await act(client, n);
                if (n >= warm)
                {
                    times[n - warm] = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
                }
            }
        })));
        return Measured.Of(times);
    }
}
