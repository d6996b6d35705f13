using System.Diagnostics;
using System.Net;

using DaCaseManagement.Data;
using DaCaseManagement.Sqlite;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Faults;

/// <summary>Our programs as whoever installs them runs them: a process, its two streams and its exit code.</summary>
internal static class Programs
{
    public static async Task<(int Code, string Out, string Error)> Run(string assembly, params string[] arguments)
    {
        using var process = Start(assembly, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public static Task<(int Code, string Out, string Error)> Tools(params string[] arguments) => Run("DaCaseManagement.Tools.dll", arguments);

    public static Process Start(string assembly, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = AppContext.BaseDirectory };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // What the machine of the test happens to have set is not what is tested.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || k is "DataDirectory" or "Mode" or "Policy").ToList())
        {
            start.Environment.Remove(name);
        }

        return Process.Start(start)!;
    }

    public static CaseDbContext Open(string directory) =>
        new((DbContextOptions<CaseDbContext>)SqliteSetup.Use(new DbContextOptionsBuilder<CaseDbContext>(), SqliteSetup.ConnectionTo(DataLocation.SqliteFile(directory)) + ";Pooling=False").Options);
}

/// <summary>The web as a process, on a port of its own.</summary>
internal sealed class WebProcess : IDisposable
{
    private readonly Process process;

    private WebProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<WebProcess> Start(string directory)
    {
        var started = Programs.Start("DaCaseManagement.Web.dll", "--urls", "http://127.0.0.1:0", "--DataDirectory", directory);
        while (await started.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Open http", StringComparison.Ordinal))
            {
                // Nobody reads on; a full pipe must not stop it.
                _ = started.StandardOutput.ReadToEndAsync();
                _ = started.StandardError.ReadToEndAsync();
                return new WebProcess(started, new Uri(line["Open ".Length..].Split(' ')[0]));
            }
        }

        throw new InvalidOperationException("The web did not start: " + await started.StandardError.ReadToEndAsync());
    }

    /// <summary>As a power cut would end it: no signal it could answer.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }
}
