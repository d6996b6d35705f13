using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.People.Matching;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Imports;

/// <summary>One batch of a people file, whole or not at all (INV-5). Records are linked by legacy reference only; nobody is joined by guessing (PPL-2).</summary>
[Requires(Permission.ImportRecords)]
public sealed record TakePeople(RowBatch<PeopleRow> Batch) : ICommand<BatchCounts>;

public sealed class TakePeopleHandler(CaseDbContext db, AuditTrail trail, TimeProvider clock, AfterImport after) : IRequestHandler<TakePeople, BatchCounts>
{
    public async Task<BatchCounts> Handle(TakePeople request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var batch = new ImportBatch<PeopleRow>(db, trail, clock, request.Batch, cancellationToken);
        var rows = await batch.Begin();
        await LoadPeople(rows.Where(r => !batch.IsTheSame(r)).Select(r => batch.Known(r.Reference)?.PersonId).OfType<long>(), cancellationToken);
        var newcomers = rows.Where(r => !r.IsRefused() && !batch.IsTheSame(r) && batch.Known(r.Reference) is null).Select(r => r.Reference).Distinct().Count();
        var number = newcomers == 0 ? 0 : await db.TakeNumbers("P", newcomers, cancellationToken);
        var (written, fresh) = (new HashSet<Person>(), new List<LegacyRecord>());
        foreach (var row in rows)
        {
            if (row.IsRefused())
            {
                batch.Refuse(row);
            }
            else if (batch.IsTheSame(row))
            {
                batch.Same();
            }
            else
            {
                var record = batch.Known(row.Reference);
                var isNew = record is null;
                if (record is null)
                {
                    record = batch.Note(row);
                    record.Person = new Person(References.Format("P", number++), now);
                    fresh.Add(record);
                }

                var person = record.Person!;
                var before = State(person);
                var notes = Learn(person, row, now);
                var changed = !State(person).Equals(before);
                batch.Wrote(row, record, isNew, changed, notes);
                if (isNew || changed)
                {
                    written.Add(person);
                }
            }
        }

        await db.InsertNewcomers(fresh, cancellationToken);
        var counts = await batch.End();
        await after.People(written, cancellationToken);
        return counts;
    }

    /// <summary>Adds what the row says; where something else is recorded already, that stays and the row's is a note. Nothing is removed (INV-4).</summary>
    internal static List<RowNote> Learn(Person person, PeopleRow row, DateTime now)
    {
        var (at, notes) = (row.Since ?? now, new List<RowNote>());
        person.LearnFrom(row.Given, row.Family, row.Born, row.Gender, null, null, at);
        foreach (var phone in row.Phones)
        {
            person.LearnFrom(null, null, null, Gender.Unknown, phone, null, at);
        }

        foreach (var address in row.Addresses)
        {
            person.LearnFrom(null, null, null, Gender.Unknown, null, address, at);
            Note(!person.Addresses.Any(a => Normalise.Address(a.AsTyped) == Normalise.Address(address)), "Address", address, "Taken as the same place as one recorded already, which stays; kept as typed");
        }

        if (row.Maiden is { } maiden)
        {
            person.AlsoKnownAs(person.GivenNames, maiden, NameKind.Maiden, at);
        }

        foreach (var (given, family) in row.Aliases.Select(PeopleRow.NameOf))
        {
            person.AlsoKnownAs(given, family, NameKind.Alias, at);
        }

        person.Describe(person.Ethnicity is null ? row.Ethnicity : null, person.Language is null ? row.Language : null, person.Needs is null ? row.Needs : null, row.Estimated && person.Born == row.Born);
        Note(row.Born is { } born && person.Born is { } known && !Agree(born, known), "Date of birth", row.Born.ToString()!, "Another date is recorded and stays; kept as typed");
        Note(row.Gender != Gender.Unknown && row.Gender != person.Gender, "Gender", row.Gender.ToString(), "Another gender is recorded and stays; kept as typed");
        Differs("Ethnicity", row.Ethnicity, person.Ethnicity);
        Differs("Language", row.Language, person.Language);
        Differs("Needs", row.Needs, person.Needs);
        return notes;

        void Differs(string column, string? said, string? recorded) => Note(said is not null && said != recorded, column, said ?? "", "Something else is recorded and stays; kept as typed");

        void Note(bool when, string column, string typed, string why)
        {
            if (when)
            {
                notes.Add(new RowNote(column, typed, why, false));
            }
        }
    }

    /// <summary>One says no more than the other, and nothing else.</summary>
    private static bool Agree(PartialDate one, PartialDate other) =>
        one.Year == other.Year && (one.Month is null || other.Month is null || one.Month == other.Month) && (one.Day is null || other.Day is null || one.Day == other.Day);

    private static object State(Person p) =>
        (p.GivenNames, p.FamilyName, p.Born, p.BirthEstimated, p.Gender, p.Ethnicity, p.Language, (p.Needs, p.Names.Count, p.Phones.Count, p.Addresses.Count));

    private async Task LoadPeople(IEnumerable<long> ids, CancellationToken cancel)
    {
        // Into the context: the legacy rows find them there.
        foreach (var piece in ids.Distinct().Chunk(ImportBatch<PeopleRow>.Piece))
        {
            await db.People.Include(p => p.Names).Include(p => p.Phones).Include(p => p.Addresses).AsSplitQuery().Where(p => piece.Contains(p.Id)).LoadAsync(cancel);
        }
    }
}
