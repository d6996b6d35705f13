using DaCaseManagement.Data;
using DaCaseManagement.People.Matching;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>Keeps what people are found by in step with what is known of them. Call it in the same transaction, once the people have ids.</summary>
public sealed class PersonIndex(CaseDbContext db)
{
    private const int AtOnce = 100;

    /// <summary>Writes the keys that are missing at once (old ones stay: somebody may still give the old name) and asks for a comparison with everybody else.</summary>
    public async Task Update(IReadOnlyCollection<Person> people, CancellationToken cancel)
    {
        foreach (var some in people.Chunk(AtOnce))
        {
            var ids = some.Select(p => p.Id).ToList();
            var wanted = some.SelectMany(p => BlockingKeys.Of(FactsOf(p)).Select(k => (Key: k, PersonId: p.Id))).ToList();
            var keys = wanted.Select(w => w.Key).Distinct().ToList();
            var known = (await db.PersonKeys.Where(k => keys.Contains(k.Key) && ids.Contains(k.PersonId)).Select(k => new { k.Key, k.PersonId }).ToListAsync(cancel)).Select(k => (k.Key, k.PersonId));
            await db.Insert([.. wanted.Except(known).Select(w => new PersonKey(w.Key, w.PersonId))], cancel);
            var due = await db.ComparisonsDue.Where(c => ids.Contains(c.PersonId)).Select(c => c.PersonId).ToListAsync(cancel);
            await db.Insert([.. ids.Except(due).Select(id => new ComparisonDue(id))], cancel);
        }
    }

    public static PersonFacts FactsOf(Person person) => new()
    {
        Names = [.. person.Names.Select(n => new KnownName(n.Given, n.Family))],
        Born = person.Born,
        BornEstimated = person.BirthEstimated,
        Gender = person.Gender,
        Phones = [.. person.Phones.Select(p => p.Key).OfType<string>()],
        Addresses = [.. person.Addresses.Select(a => KnownAddress.Parse(a.AsTyped))],
    };
}
