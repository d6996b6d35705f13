using System.Diagnostics;
using System.Globalization;

using DaCaseManagement.Clocks;
using DaCaseManagement.Data;
using DaCaseManagement.Sqlite;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Benchmarks;

/// <summary>The clocks with many open deadlines: how long after its time each is told of, how many a second after an outage, and the worklist beside them.</summary>
internal static class ClockBench
{
    private const int Trickle = 200, Burst = 5_000;

    public static async Task Run(int open, int requests)
    {
        using var data = new TemporaryFolder();
        await using (await Server.Start(data.Path))
        {
            // Seeded.
        }

        await Fill(data.Path, "Far", open, n => DateTime.UtcNow.AddDays(2 + (n % 90)).AddSeconds(n));
        await using var server = await Server.Start(data.Path);
        await Until(data.Path, "nothing is late", db => db.Deadlines.CountAsync(d => d.IsOpen && d.NextAt <= DateTime.UtcNow), 0);

        var soon = DateTime.UtcNow.AddSeconds(8);
        await Fill(data.Path, "Trickle", Trickle, n => soon.AddMilliseconds(n * 100));
        await Until(data.Path, "the trickle", db => db.Deadlines.CountAsync(d => d.Subject.StartsWith("Trickle") && d.BreachedAt != null), Trickle);
        await using (var db = Open(data.Path))
        {
            var late = await db.DeadlineEvents.Where(e => e.What == DeadlineHappening.Breached && db.Deadlines.Any(d => d.Id == e.DeadlineId && d.Subject.StartsWith("Trickle"))).Select(e => new { e.At, e.DueAt }).ToListAsync();
            Print($"{open:N0} open; {Trickle} due one after another: told after ms", Measured.Of([.. late.Select(e => (e.At - e.DueAt).TotalMilliseconds)]));
        }

        var together = DateTime.UtcNow.AddSeconds(12);
        await Fill(data.Path, "Burst", Burst, _ => together);
        var spare = together - DateTime.UtcNow;
        await Task.Delay(spare > TimeSpan.Zero ? spare : TimeSpan.Zero);
        await Until(data.Path, "the burst", db => db.Deadlines.CountAsync(d => d.Subject.StartsWith("Burst") && d.BreachedAt != null), Burst);
        var took = (DateTime.UtcNow - together).TotalSeconds;
        await using (var db = Open(data.Path))
        {
            var late = await db.DeadlineEvents.Where(e => e.What == DeadlineHappening.Breached && db.Deadlines.Any(d => d.Id == e.DeadlineId && d.Subject.StartsWith("Burst"))).Select(e => new { e.At, e.DueAt }).ToListAsync();
            Print(string.Create(CultureInfo.InvariantCulture, $"{Burst:N0} due in one second: all told {took:F1} s after ({Burst / took:N0} deadlines a second); told after ms"), Measured.Of([.. late.Select(e => (e.At - e.DueAt).TotalMilliseconds)]));
        }

        foreach (var (account, path) in new[] { ("response-supervisor", "/"), ("response-supervisor", "/?of=Unit"), ("specialist-supervisor", "/"), ("specialist-supervisor", "/?of=Unit") })
        {
            foreach (var users in new[] { 1, 8 })
            {
                var visitors = new List<Visitor>();
                for (var n = 0; n < users; n++)
                {
                    visitors.Add(await server.SignIn(account));
                }

                Print($"worklist of {account} {path}, {users} at once, ms", await Load.Measure(users, requests, (client, _) => visitors[client].Get(path)));
            }
        }

        Console.WriteLine($"memory of the server {server.MegaBytes} MB");
    }

    private static async Task Fill(string folder, string subject, int count, Func<int, DateTime> due)
    {
        await using var db = Open(folder);
        var units = await db.Units.OrderBy(u => u.Id).Select(u => u.Id).ToListAsync();
        var users = await db.Users.Where(u => u.UnitId != null).Select(u => new { u.Id, Unit = u.UnitId!.Value }).ToListAsync();
        var cases = await db.Cases.Select(c => c.Id).Take(500).ToListAsync();
        var incidents = await db.Incidents.Select(i => i.Id).Take(500).ToListAsync();
        var now = DateTime.UtcNow;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        for (var n = 0; n < count; n++)
        {
            var mine = n % 3 == 0;
            db.Deadlines.Add(new Deadline("SupervisorSignOff", $"{subject} {n}", cases[n % cases.Count], incidents[n % incidents.Count], mine ? users[n % users.Count].Unit : units[n % units.Count], mine ? users[n % users.Count].Id : null, now, due(n)));
            if (n % 5_000 == 4_999)
            {
                await db.SaveChangesAsync();
                db.ChangeTracker.Clear();
            }
        }

        await db.SaveChangesAsync();
    }

    private static async Task Until(string folder, string what, Func<CaseDbContext, Task<int>> count, int wanted)
    {
        var watch = Stopwatch.StartNew();
        await using var db = Open(folder);
        while (await count(db) != wanted)
        {
            if (watch.Elapsed > TimeSpan.FromMinutes(5))
            {
                throw new TimeoutException("Waited five minutes for " + what);
            }

            await Task.Delay(100);
        }
    }

    private static CaseDbContext Open(string folder) =>
        new((DbContextOptions<CaseDbContext>)SqliteSetup.Use(new DbContextOptionsBuilder<CaseDbContext>(), SqliteSetup.ConnectionTo(DataLocation.SqliteFile(folder))).Options);

    private static void Print(string what, Measured m) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} p50={m.P50:F0} p95={m.P95:F0} worst={m.Worst:F0}"));
}
