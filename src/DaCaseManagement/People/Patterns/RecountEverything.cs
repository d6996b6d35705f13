using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People.Patterns;

/// <summary>Counts every standing again from the incidents and mends what differs: after an import, under a new policy, or to see that nothing does. A range at a time is
/// read and compared while everybody goes on working; only who differs is counted once more, locked, in a transaction.</summary>
public sealed class RecountEverything(CaseDbContext db, Transactions transactions, AuditTrail trail, PolicyInForce inForce)
{
    /// <summary>Mended in one transaction.</summary>
    private const int Batch = 250;

    private const string Done = "patterns.recounted";

    /// <summary>People or streets read and compared at once: enough to make few queries, few enough to be held in memory.</summary>
    public int Range { get; set; } = 2_000;

    /// <summary>For a database that is older than its standings. What says that it was done is the last thing a count writes, so one that was cut off is done again.</summary>
    public async Task RunIfNever(CancellationToken cancel)
    {
        if (!await db.AuditEvents.AnyAsync(e => e.Code == Done, cancel) && await db.Incidents.AnyAsync(i => i.FinishedAt != null, cancel))
        {
            await Run(null, cancel);
        }
    }

    /// <summary>When the policy that the standings were last counted by counts otherwise than the one in force.</summary>
    public async Task RunIfPolicyChanged(CancellationToken cancel)
    {
        const string By = "; policy ";
        var detail = await db.AuditEvents.Where(e => e.Code == Done).OrderByDescending(e => e.Sequence).Select(e => e.Detail).FirstOrDefaultAsync(cancel);
        var counted = detail?.LastIndexOf(By, StringComparison.Ordinal) is >= 0 and var at ? inForce.Of(detail[(at + By.Length)..]) : inForce.First;
        if (counted is null || PolicyText.CountsOtherwise(counted, inForce.Policy))
        {
            await Run(null, cancel);
        }
    }

    /// <param name="progress">Told how many people and addresses have been counted.</param>
    public async Task<RecountResult> Run(Action<int>? progress, CancellationToken cancel)
    {
        var (counted, differed) = (0, 0);
        async Task Mend<T>(IEnumerable<T> wrong, Func<List<T>, Task<int>> recount)
        {
            foreach (var batch in wrong.Chunk(Batch))
            {
                differed += await transactions.Run(() => recount([.. batch]), cancel);
                db.ChangeTracker.Clear();
            }
        }

        void Tell(int more) => progress?.Invoke(counted += more);
        Task<int> People(List<long> people) => Standings.RecountPeople(db, inForce.Policy, people, cancel);
        Task<int> Addresses(List<string> places) => Standings.RecountPlaces(db, inForce.Policy, places, cancel);
        for (var (after, upTo) = (0L, 0L); upTo < long.MaxValue; after = upTo)
        {
            // The last range takes whatever stands under records that were joined to somebody older.
            var people = await db.People.Where(p => p.Id > after && p.SameAsId == null).OrderBy(p => p.Id).Take(Range).Select(p => p.Id).ToListAsync(cancel);
            upTo = people.Count < Range ? long.MaxValue : people[^1];
            await Mend(await Standings.WrongIn(db, inForce.Policy, after, upTo, cancel), People);
            Tell(people.Count);
        }

        for (var after = ""; await Streets(after, cancel) is { Count: > 0 } streets; after = streets[^1])
        {
            await Mend(await Standings.StandingAt(db, inForce.Policy, after, streets[^1], cancel), Addresses);
            Tell(streets.Count);
        }

        // Rows of addresses that no incident speaks of any more. Those of people went with their people, under whichever record they stood.
        for (long last = 0; await db.Standings.AsNoTracking().Where(s => s.Id > last && s.SubjectId == 0).OrderBy(s => s.Id).Take(Batch).Select(s => new { s.Id, s.Place }).ToListAsync(cancel) is { Count: > 0 } rows; last = rows[^1].Id)
        {
            await Mend(rows.Select(r => r.Place).Distinct(), Addresses);
        }

        var standings = await db.Standings.CountAsync(cancel);
        await transactions.Run(() =>
        {
            trail.Record(AuditAct.Combination, Done, Subject.System("patterns"), $"{standings} standings, {differed} differed; policy {inForce.Policy.Version}");
            return Task.FromResult(true);
        }, cancel);
        return new RecountResult(standings, differed);
    }

    private Task<List<string>> Streets(string after, CancellationToken cancel) =>
        db.Incidents.Where(i => i.LocationKey != null && string.Compare(i.LocationKey, after) > 0).Select(i => i.LocationKey!).Distinct().OrderBy(k => k).Take(Range).ToListAsync(cancel);
}

/// <param name="Differed">Rows that were missing, wrong or too many: 0 when everything was kept as it should be.</param>
public sealed record RecountResult(int Standings, int Differed);
