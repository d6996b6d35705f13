using System.Data.Common;

using DaCaseManagement.Data;
using DaCaseManagement.People;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Imports;

/// <summary>Writes people who are new, with all that is known of them and the legacy records they come from, many rows a command and past the change tracker. The database numbers
/// the people; they are found again by their references.</summary>
internal static class Newcomers
{
    /// <exception cref="DbUpdateException">As from a save, so that a clash with another import of the same source is tried again.</exception>
    public static async Task InsertNewcomers(this CaseDbContext db, IReadOnlyCollection<LegacyRecord> records, CancellationToken cancel)
    {
        try
        {
            await Insert(db, records, cancel);
        }
        catch (DbException e)
        {
            throw new DbUpdateException("New people of an import could not be written.", e);
        }
    }

    private static async Task Insert(CaseDbContext db, IReadOnlyCollection<LegacyRecord> records, CancellationToken cancel)
    {
        var people = records.Select(r => r.Person!).ToList();
        await db.Insert(people, cancel);
        var ids = new Dictionary<string, long>();
        foreach (var piece in people.Select(p => p.Reference).Chunk(ImportBatch<PeopleRow>.Piece))
        {
            foreach (var row in await db.People.Where(p => piece.Contains(p.Reference)).Select(p => new { p.Reference, p.Id }).ToListAsync(cancel))
            {
                ids[row.Reference] = row.Id;
            }
        }

        var setPerson = (Own: Setter<Person>(nameof(Person.Id)), Name: Setter<PersonName>(nameof(PersonName.PersonId)), Phone: Setter<PersonPhone>(nameof(PersonPhone.PersonId)),
            Address: Setter<PersonAddress>(nameof(PersonAddress.PersonId)), Legacy: Setter<LegacyRecord>(nameof(LegacyRecord.PersonId)));
        foreach (var record in records)
        {
            var (person, id) = (record.Person!, ids[record.Person!.Reference]);
            setPerson.Own(person, id);
            setPerson.Legacy(record, id);
            foreach (var name in person.Names)
            {
                setPerson.Name(name, id);
            }

            foreach (var phone in person.Phones)
            {
                setPerson.Phone(phone, id);
            }

            foreach (var address in person.Addresses)
            {
                setPerson.Address(address, id);
            }
        }

        await db.Insert([.. people.SelectMany(p => p.Names)], cancel);
        await db.Insert([.. people.SelectMany(p => p.Phones)], cancel);
        await db.Insert([.. people.SelectMany(p => p.Addresses)], cancel);
        await db.Insert(records, cancel);
    }

    // As the change tracker does it: nobody else may set a key.
    private static Action<object, object> Setter<T>(string property) => typeof(T).GetProperty(property)!.SetValue;
}
