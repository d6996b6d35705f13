using DaCaseManagement.Data;
using DaCaseManagement.People.Matching;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.People;

/// <summary>Keeps what people are found by in step with what is known of them. Call it in the same transaction, once the people have ids.</summary>
public sealed class PersonIndex(CaseDbContext db)
{
    /// <summary>Adds the keys that are missing (old ones stay: somebody may still give the old name) and asks for a comparison with everybody else.</summary>
    /// <param name="areNew">Nothing is looked up first: the records have no keys yet.</param>
    public async Task Update(IReadOnlyCollection<Person> people, bool areNew, CancellationToken cancel)
    {
        foreach (var person in people)
        {
            var keys = BlockingKeys.Of(FactsOf(person));
            var known = areNew ? [] : await db.PersonKeys.Where(k => keys.Contains(k.Key) && k.PersonId == person.Id).Select(k => k.Key).ToListAsync(cancel);
            db.PersonKeys.AddRange(keys.Except(known).Select(k => new PersonKey(k, person.Id)));
        }

        var ids = people.Select(p => p.Id).ToList();
        var due = areNew ? [] : await db.ComparisonsDue.Where(c => ids.Contains(c.PersonId)).Select(c => c.PersonId).ToListAsync(cancel);
        db.ComparisonsDue.AddRange(ids.Except(due).Select(id => new ComparisonDue(id)));
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
