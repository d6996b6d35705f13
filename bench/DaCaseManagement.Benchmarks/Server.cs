using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

using DaCaseManagement.Seeding;

namespace DaCaseManagement.Benchmarks;

/// <summary>The real application as a process of its own.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly Process process;

    private Server(Process process, Uri address, TimeSpan readyAfter) => (this.process, Address, ReadyAfter) = (process, address, readyAfter);

    public Uri Address { get; }

    public TimeSpan ReadyAfter { get; }

    public long MegaBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / (1 << 20);
        }
    }

    /// <summary>Of all its threads since it was started.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static Task<Server> Start(string dataDirectory) => Start(dataDirectory, address => ["DaCaseManagement.Web.dll", "--urls", address]);

    /// <summary>The bare server that the application is measured beside.</summary>
    public static Task<Server> StartReference(string dataDirectory) => Start(dataDirectory, address => ["DaCaseManagement.Benchmarks.dll", "reference", dataDirectory, address]);

    private static async Task<Server> Start(string dataDirectory, Func<string, string[]> program)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var arguments = program(address.ToString());
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, arguments[0]), .. arguments[1..]]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["DataDirectory"] = dataDirectory;

        // As run.sh and the Dockerfile start it.
        start.Environment["DOTNET_GCgen0size"] = "0x4000000";
        var watch = Stopwatch.StartNew();
        var started = Process.Start(start)!;
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = address };
        while (watch.Elapsed < TimeSpan.FromMinutes(10))
        {
            if (started.HasExited)
            {
                throw new InvalidOperationException($"The application ended with {started.ExitCode}.");
            }

            try
            {
                if ((await client.GetAsync("/health/ready")).IsSuccessStatusCode)
                {
                    return new Server(started, address, watch.Elapsed);
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(20);
        }

        started.Kill();
        throw new TimeoutException("The application was not ready within ten minutes.");
    }

    public async Task<double> FirstPage()
    {
        using var client = new HttpClient { BaseAddress = Address };
        var watch = Stopwatch.StartNew();
        (await client.GetAsync("/sign-in")).EnsureSuccessStatusCode();
        return watch.Elapsed.TotalMilliseconds;
    }

    public async Task<Visitor> SignIn(string account)
    {
        var visitor = new Visitor(Address);
        await visitor.Get("/sign-in");
        await visitor.Post("/sign-in", new() { ["UserName"] = account, ["Password"] = DemonstrationAccounts.Password });
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
