using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People.Patterns;

/// <summary>Counts every standing again from the incidents, a batch and a transaction at a time, and mends what differs: after an import, under a new policy, or to
/// see that nothing does.</summary>
public sealed class RecountEverything(CaseDbContext db, Transactions transactions, AuditTrail trail, PolicyInForce inForce)
{
    private const int Batch = 250;
    private const string Done = "patterns.recounted";

    /// <summary>For a database that is older than its standings. What says that it was done is the last thing a count writes, so one that was cut off is done again.</summary>
    public async Task RunIfNever(CancellationToken cancel)
    {
        if (!await db.AuditEvents.AnyAsync(e => e.Code == Done, cancel) && await db.Incidents.AnyAsync(i => i.FinishedAt != null, cancel))
        {
            await Run(null, cancel);
        }
    }

    /// <param name="progress">Told how many people and addresses have been counted.</param>
    public async Task<RecountResult> Run(Action<int>? progress, CancellationToken cancel)
    {
        var (counted, differed) = (0, 0);
        async Task Count<T>(List<T> batch, Func<List<T>, Task<int>> recount)
        {
            differed += await transactions.Run(() => recount(batch), cancel);
            counted += batch.Count;
            db.ChangeTracker.Clear();
            progress?.Invoke(counted);
        }

        Task<int> People(List<long> people) => Standings.RecountPeople(db, inForce.Policy, people, cancel);
        Task<int> Addresses(List<string> places) => Standings.RecountPlaces(db, inForce.Policy, places, cancel);
        for (long last = 0; await db.People.Where(p => p.Id > last && p.SameAsId == null).OrderBy(p => p.Id).Take(Batch).Select(p => p.Id).ToListAsync(cancel) is { Count: > 0 } people; last = people[^1])
        {
            await Count(people, People);
        }

        for (var last = ""; await Streets(last, cancel) is { Count: > 0 } streets; last = streets[^1])
        {
            var places = await db.Incidents.Where(i => i.LocationKey != null && streets.Contains(i.LocationKey)).Select(i => new { i.LocationKey, i.Postcode }).Distinct().ToListAsync(cancel);
            await Count([.. places.Select(p => Places.Key(p.LocationKey, p.Postcode)).OfType<string>()], Addresses);
        }

        // Rows of addresses that no incident speaks of any more. Those of people went with their people, under whichever record they stood.
        for (long last = 0; await db.Standings.AsNoTracking().Where(s => s.Id > last && s.SubjectId == 0).OrderBy(s => s.Id).Take(Batch).Select(s => new { s.Id, s.Place }).ToListAsync(cancel) is { Count: > 0 } rows; last = rows[^1].Id)
        {
            await Count([.. rows.Select(r => r.Place).Distinct()], Addresses);
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
        db.Incidents.Where(i => i.LocationKey != null && string.Compare(i.LocationKey, after) > 0).Select(i => i.LocationKey!).Distinct().OrderBy(k => k).Take(Batch).ToListAsync(cancel);
}

/// <param name="Differed">Rows that were missing, wrong or too many: 0 when everything was kept as it should be.</param>
public sealed record RecountResult(int Standings, int Differed);
