using System.Globalization;
using System.Runtime.InteropServices;

using DaCaseManagement.Benchmarks;

// dotnet run -c Release --project bench/DaCaseManagement.Benchmarks [-- --rounds 200]
// dotnet run -c Release --project bench/DaCaseManagement.Benchmarks -- history --data FOLDER [--requests 400] [--only phone]     on what 'generate' of the tools made
// dotnet run -c Release --project bench/DaCaseManagement.Benchmarks -- board [--viewers 200] [--reports 20]     from a saved report to every screen
// dotnet run -c Release --project bench/DaCaseManagement.Benchmarks -- clocks [--open 100000] [--requests 200]     how late the clocks are, and the worklist beside them
if (args is ["reference", var of, var at])
{
    await Reference.Serve(of, at);
    return 0;
}

var rounds = args is ["--rounds", var given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : 200;
Console.WriteLine($"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30)} GiB, {RuntimeInformation.OSDescription}, .NET {Environment.Version}, {DateTime.UtcNow:yyyy-MM-dd}");
if (args is ["board", .. var asked])
{
    int Given(string name, int otherwise) => int.Parse(asked.SkipWhile(m => m != name).Skip(1).FirstOrDefault() ?? otherwise.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    await BoardBench.Run(Given("--viewers", 200), Given("--reports", 20));
    return 0;
}

if (args is ["clocks", .. var told])
{
    int Given(string name, int otherwise) => int.Parse(told.SkipWhile(m => m != name).Skip(1).FirstOrDefault() ?? otherwise.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    await ClockBench.Run(Given("--open", 100_000), Given("--requests", 200));
    return 0;
}

if (args is ["history", "--data", var folder, .. var more])
{
    string? After(string name) => more.SkipWhile(m => m != name).Skip(1).FirstOrDefault();
    await HistoryBench.Run(folder, int.Parse(After("--requests") ?? "400", CultureInfo.InvariantCulture), After("--only"));
    return 0;
}

Console.WriteLine("SQLite file, WAL, synchronous=FULL; sign-in, antiforgery, pipeline and audit on; demonstration force of 602 incidents. Times in milliseconds, over loopback HTTP.");

using var data = new TemporaryFolder();
TimeSpan first, second;
await using (var once = await Server.Start(data.Path))
{
    first = once.ReadyAfter;
}

await using var server = await Server.Start(data.Path);
second = server.ReadyAfter;
var firstPage = await server.FirstPage();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first start (migrate, seed, warm) {first.TotalSeconds:F1} s; second start to ready {second.TotalSeconds:F1} s; first page after it {firstPage:F0} ms"));
Console.WriteLine();
var slow = await Pages.Measure(server, rounds);
Console.WriteLine();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory of the server {server.MegaBytes} MB; pages with p95 over 50 ms: {slow}"));
return 0;
