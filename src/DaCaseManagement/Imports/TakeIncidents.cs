using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.People;
using DaCaseManagement.Pipeline;

using MediatR;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Imports;

/// <summary>One batch of an incidents file, whole or not at all (INV-5). People come by legacy reference, or as the row itself tells of them: then they are new
/// records, because nobody is joined by guessing (PPL-2).</summary>
[Requires(Permission.ImportRecords)]
public sealed record TakeIncidents(RowBatch<IncidentRow> Batch) : ICommand<BatchCounts>;

public sealed class TakeIncidentsHandler(CaseDbContext db, AuditTrail trail, CurrentUser user, TimeProvider clock, LegacyCases cases, AfterImport after) : IRequestHandler<TakeIncidents, BatchCounts>
{
    private readonly Dictionary<string, Person> people = [];
    private readonly List<(InvolvedPerson Involved, LegacyPart Part)> unlinked = [];

    public async Task<BatchCounts> Handle(TakeIncidents request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var batch = new ImportBatch<IncidentRow>(db, trail, clock, request.Batch, cancellationToken);
        people.Clear();
        unlinked.Clear();
        var rows = await batch.Begin();
        var fresh = rows.Where(r => !r.IsRefused() && !batch.IsTheSame(r)).ToList();
        await LoadPeople(batch, fresh, cancellationToken);
        await LoadIncidents(fresh.Select(r => batch.Known(r.Reference)?.IncidentId).OfType<long>(), cancellationToken);
        var areas = (await db.Areas.AsNoTracking().ToListAsync(cancellationToken)).SelectMany(a => new[] { (Key: ColumnMap.Key(a.Code), a.Id), (Key: ColumnMap.Key(a.Name), a.Id) }).DistinctBy(a => a.Key).ToDictionary(a => a.Key, a => a.Id);
        var numbers = await Numbers(fresh.Where(r => batch.Known(r.Reference) is null && Missing(r) is null).DistinctBy(r => r.Reference), cancellationToken);
        var written = new List<(Incident Incident, IncidentRow Row)>();
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
            else if (Missing(row) is { } missing)
            {
                batch.Refuse(row, missing);
            }
            else
            {
                var record = batch.Known(row.Reference);
                var isNew = record is null;
                record ??= batch.Remember(row);
                var incident = record.Incident ??= Newcomer(numbers[Series(row)]++, row);
                var (changed, notes) = Write(incident, row, isNew, areas, now);
                batch.Wrote(row, record, isNew, changed, notes);
                if (changed)
                {
                    written.Add((incident, row));
                }
            }
        }

        await RecordUnlinked(now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await cases.Place(written, now, cancellationToken);
        var counts = await batch.End();
        await after.People([.. unlinked.Select(u => u.Involved.Person!)], cancellationToken);
        await after.Incidents([.. written.Select(w => w.Incident.Id)], cancellationToken);
        return counts;
    }

    private static string Series(IncidentRow row) => References.Series("DA", row.ReportedAt);

    /// <summary>A reference to somebody who was not imported: without them the incident would be nobody's.</summary>
    private RowNote? Missing(IncidentRow row) =>
        row.People.FirstOrDefault(p => p.Reference is { } r && !people.ContainsKey(r)) is { } part
            ? new RowNote(ImportNames.Find(ImportKind.Incidents, part.Field)!.Label, part.Reference!, "Nobody with this reference was imported; import the people first, then this file again", true)
            : null;

    private Incident Newcomer(long number, IncidentRow row)
    {
        var incident = new Incident(References.Format(Series(row), number), Guid.NewGuid(), user.Id, row.ReportedAt);
        incident.TakeOver(row.Open, row.ClosedAt);
        db.Incidents.Add(incident);
        return incident;
    }

    /// <summary>What is empty is filled; what is recorded stays, and what the row says against it is a note.</summary>
    private (bool Changed, List<RowNote> Notes) Write(Incident incident, IncidentRow row, bool isNew, Dictionary<string, long> areas, DateTime now)
    {
        var (changed, notes) = (isNew, new List<RowNote>());
        var told = row.Fields.Select(f => (f.Key, f.Value)).ToList();
        if (row.Area is { } area)
        {
            if (areas.TryGetValue(ColumnMap.Key(area), out var id))
            {
                told.Add(("area", id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            }
            else
            {
                notes.Add(new RowNote("Area", area, "Not an area of this force; kept as typed", false));
            }
        }

        foreach (var (name, value) in told.Concat(row.People.SelectMany(p => p.AsFields())))
        {
            var field = ReportFields.Find(name)!;
            var recorded = field.Get(incident);
            if (string.IsNullOrEmpty(recorded))
            {
                field.Set(incident, value);
                changed = true;
                if (!isNew)
                {
                    db.IncidentChanges.Add(new IncidentChange { IncidentId = incident.Id, Field = name, New = value, Version = incident.Version + 1, UserId = user.Id, UserName = user.FullName, At = now });
                }
            }
            else if (recorded != value)
            {
                notes.Add(new RowNote(field.Label, value, "Something else is recorded and stays; kept as typed", false));
            }
        }

        foreach (var part in row.People)
        {
            changed |= Link(incident, part, notes);
        }

        if (!isNew && row.ClosedAt is { } closed && incident.ClosedAt != closed)
        {
            notes.Add(new RowNote("Closed at", Clocks.LocalTime.Text(closed), "Changed after the first import; kept as typed", false));
        }

        return (changed, notes);
    }

    private bool Link(Incident incident, LegacyPart part, List<RowNote> notes)
    {
        var involved = incident.PersonAt(part.Slot);
        var known = part.Reference is { } reference ? people[reference] : null;
        if (involved.PersonId is { } linked)
        {
            if (known is not null && known.Id != linked)
            {
                notes.Add(new RowNote(part.Part.ToString(), part.Reference!, "Another person is recorded and stays; kept as typed", false));
            }

            return false;
        }

        if (involved.Person is not null || unlinked.Exists(u => u.Involved == involved))
        {
            // Told of twice in one batch.
            return false;
        }

        if (known is null)
        {
            // Its record is made when all of the batch are counted.
            unlinked.Add((involved, part));
            return true;
        }

        involved.Person = known;

        // As every report shows somebody's name where it shows the incident.
        involved.GivenNames ??= known.GivenNames.Length > 0 ? known.GivenNames : null;
        involved.FamilyName ??= known.FamilyName.Length > 0 ? known.FamilyName : null;
        return true;
    }

    private async Task RecordUnlinked(DateTime now, CancellationToken cancel)
    {
        var number = unlinked.Count == 0 ? 0 : await db.TakeNumbers("P", unlinked.Count, cancel);
        foreach (var (involved, part) in unlinked)
        {
            involved.Person = new Person(References.Format("P", number++), now);
            involved.Person.LearnFrom(part.Given, part.Family, part.Born, part.Gender, part.Phone, part.Address, now);
        }
    }

    private async Task<Dictionary<string, long>> Numbers(IEnumerable<IncidentRow> newcomers, CancellationToken cancel)
    {
        var next = new Dictionary<string, long>();
        foreach (var year in newcomers.GroupBy(Series))
        {
            next[year.Key] = await db.TakeNumbers(year.Key, year.Count(), cancel);
        }

        return next;
    }

    private async Task LoadPeople(ImportBatch<IncidentRow> batch, List<IncidentRow> rows, CancellationToken cancel)
    {
        var records = await batch.Find(ImportKind.People, rows.SelectMany(r => r.People).Select(p => p.Reference).OfType<string>());
        foreach (var piece in records.Select(r => r.PersonId!.Value).Distinct().Chunk(ImportBatch<IncidentRow>.Piece))
        {
            await db.People.Where(p => piece.Contains(p.Id)).LoadAsync(cancel);
        }

        foreach (var record in records)
        {
            people[record.Reference] = record.Person!;
        }
    }

    private async Task LoadIncidents(IEnumerable<long> ids, CancellationToken cancel)
    {
        foreach (var piece in ids.Distinct().Chunk(ImportBatch<IncidentRow>.Piece))
        {
            await db.Incidents.Include(i => i.People).Where(i => piece.Contains(i.Id)).LoadAsync(cancel);
        }
    }
}
