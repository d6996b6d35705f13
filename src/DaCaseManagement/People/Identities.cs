using DaCaseManagement.Data;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>Which records are one human being (PPL-2). A record never moves and never loses anything: joins are links between records, the human being is
/// whatever hangs together by links that stand, and the oldest record speaks for all of them. So every join can be undone, in any order.</summary>
public static class Identities
{
    /// <summary>For each record its identity: the smallest id among the records it is linked with. Pure.</summary>
    public static IReadOnlyDictionary<long, long> Resolve(IEnumerable<long> records, IEnumerable<(long One, long Other)> links)
    {
        var identity = records.Distinct().ToDictionary(r => r);
        long Root(long record)
        {
            while (identity[record] != record)
            {
                record = identity[record];
            }

            return record;
        }

        foreach (var (one, other) in links)
        {
            var (a, b) = (Root(one), Root(other));
            identity[Math.Max(a, b)] = Math.Min(a, b);
        }

        return identity.Keys.ToDictionary(r => r, Root);
    }

    /// <summary>The records of the same human beings as these, each with its identity. Two index seeks for each record.</summary>
    public static async Task<Dictionary<long, long>> RecordsOfSamePeople(this CaseDbContext db, IReadOnlyCollection<long> people, CancellationToken cancel)
    {
        if (people.Count == 0)
        {
            return [];
        }

        var identities = await db.People.Where(p => people.Contains(p.Id)).Select(p => p.SameAsId ?? p.Id).Distinct().ToListAsync(cancel);
        return await db.People.Where(p => identities.Contains(p.Id) || (p.SameAsId != null && identities.Contains(p.SameAsId.Value)))
            .Select(p => new { p.Id, Identity = p.SameAsId ?? p.Id }).ToDictionaryAsync(p => p.Id, p => p.Identity, cancel);
    }

    /// <summary>The records of one human being, whichever of them is given.</summary>
    public static async Task<List<long>> RecordsOfSamePerson(this CaseDbContext db, long person, CancellationToken cancel) =>
        [.. (await db.RecordsOfSamePeople([person], cancel)).Keys.Order()];

    /// <summary>After a link was made or undone: writes anew which record speaks for whom among everybody it touches.</summary>
    internal static async Task Settle(CaseDbContext db, IReadOnlyCollection<long> touched, CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        var ids = (await db.RecordsOfSamePeople(touched, cancel)).Keys.ToList();
        var links = await db.PersonJoins.Where(j => j.UndoneAt == null && ids.Contains(j.OneId)).Select(j => new { j.OneId, j.OtherId }).ToListAsync(cancel);
        var identity = Resolve(ids.Concat(links.Select(l => l.OtherId)), links.Select(l => (l.OneId, l.OtherId)));
        foreach (var person in await db.People.Where(p => ids.Contains(p.Id)).ToListAsync(cancel))
        {
            person.SameAsId = identity[person.Id] == person.Id ? null : identity[person.Id];
        }

        await db.SaveChangesAsync(cancel);
    }
}
