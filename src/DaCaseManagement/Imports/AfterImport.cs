using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Policy;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Imports;

/// <summary>What follows once a batch is saved, inside its transaction: the one place where other rooms are told of imported records.</summary>
public sealed class AfterImport(CaseDbContext db, PolicyInForce inForce, PersonIndex index)
{
    // Lists of ids travel as parameters, of which a database allows some two thousand.
    private const int Chunk = 500;

    /// <summary>They are found by their keys from now on, and compared with everybody else; nobody is joined here (PPL-2).</summary>
    public Task People(IReadOnlyCollection<Person> people, CancellationToken cancel) => index.Update(people, cancel);

    /// <summary>Repeats, serial perpetrators and silence count old reports too (REC-8).</summary>
    /// <param name="incidents">New ones, and those that gained something.</param>
    public async Task Incidents(IReadOnlyCollection<long> incidents, CancellationToken cancel)
    {
        foreach (var chunk in incidents.Chunk(Chunk))
        {
            var people = await db.InvolvedPeople.Where(p => chunk.Contains(p.IncidentId) && p.PersonId != null).Select(p => p.PersonId!.Value).Distinct().ToListAsync(cancel);
            foreach (var some in people.Chunk(Chunk))
            {
                await Standings.RecountPeople(db, inForce.Policy, some, cancel);
            }

            var places = await db.Incidents.Where(i => chunk.Contains(i.Id)).Select(i => new { i.LocationKey, i.Postcode }).Distinct().ToListAsync(cancel);
            await Standings.RecountPlaces(db, inForce.Policy, places.Select(p => Places.Key(p.LocationKey, p.Postcode)), cancel);
        }
    }
}
