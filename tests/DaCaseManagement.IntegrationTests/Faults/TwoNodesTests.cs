using DaCaseManagement.Audit;
using DaCaseManagement.Clocks;
using DaCaseManagement.IntegrationTests.App;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Faults;

/// <summary>CLK-1 with real processes: two of them on one database, the one that acts is killed while it acts.</summary>
public sealed class TwoNodesTests
{
    private const int Deadlines = 1_500;

    [Fact, Rule("CLK-1"), Rule("INV-10")]
    public async Task WhenTheNodeThatActsIsKilled_TheOtherGoesOn_AndNothingIsLostOrDoneTwice()
    {
        var directory = Directory.CreateTempSubdirectory("dacase-nodes-").FullName;
        Templates.CopyTo(directory, Contents.Force);
        using (var first = await WebProcess.Start(directory))
        {
            // Alone, the first holds the lease; from then on it keeps it.
            await WaitFor(directory, db => db.ClockLeases.AnyAsync(l => l.Holder != Guid.Empty), "the lease");
            var firstNode = await Holder(directory);
            using var second = await WebProcess.Start(directory);
            await WaitFor(directory, async db => !await db.Deadlines.AnyAsync(d => d.IsOpen && d.NextAt <= DateTime.UtcNow), "what was late before");
            await using (var db = Programs.Open(directory))
            {
                var unit = await db.Units.Where(u => u.Code == "RESP-C").Select(u => u.Id).SingleAsync();
                var at = DateTime.UtcNow;
                for (var n = 0; n < Deadlines; n++)
                {
                    db.Deadlines.Add(new Deadline("Assessment", $"Node {n}", null, null, unit, null, at, at.AddMilliseconds(2_000 + (n * 2))));
                }

                await db.SaveChangesAsync();
            }

            // Whichever acts is the one that dies, in the middle of the work.
            await WaitFor(directory, db => db.DeadlineEvents.AnyAsync(e => db.Deadlines.Any(d => d.Id == e.DeadlineId && d.Subject.StartsWith("Node "))), "the first of them");
            await using (var db = Programs.Open(directory))
            {
                (await db.DeadlineEvents.CountAsync(e => db.Deadlines.Any(d => d.Id == e.DeadlineId && d.Subject.StartsWith("Node ")))).ShouldBeLessThan(Deadlines);
            }

            await (await Holder(directory) == firstNode ? first : second).Kill();
            await WaitFor(directory, async db => await db.Deadlines.CountAsync(d => d.Subject.StartsWith("Node ") && d.BreachedAt != null) == Deadlines, "all of them");
        }

        await using (var db = Programs.Open(directory))
        {
            var told = await db.DeadlineEvents.Where(e => db.Deadlines.Any(d => d.Id == e.DeadlineId && d.Subject.StartsWith("Node ")) && e.What == DeadlineHappening.Breached).Select(e => new { e.DeadlineId, e.Told, Notices = db.Notices.Count(n => n.AboutId == e.Id) }).ToListAsync();
            told.Select(t => t.DeadlineId).Distinct().Count().ShouldBe(Deadlines);
            told.Count.ShouldBe(Deadlines);
            told.ShouldAllBe(t => t.Told == t.Notices && t.Told > 0);
            (await new AuditVerification(db, AuditAnchor.ReadAll(directory)).Run(CancellationToken.None)).Bad.ShouldBeNull();
        }

        Directory.Delete(directory, recursive: true);
    }

    private static async Task<Guid> Holder(string directory)
    {
        await using var db = Programs.Open(directory);
        return await db.ClockLeases.Select(l => l.Holder).SingleAsync();
    }

    private static async Task WaitFor(string directory, Func<DaCaseManagement.Data.CaseDbContext, Task<bool>> holds, string what)
    {
        for (var n = 0; n < 1_200; n++)
        {
            await using var db = Programs.Open(directory);
            if (await holds(db))
            {
                return;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("Waited a minute for " + what);
    }
}
