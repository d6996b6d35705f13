using System.Globalization;

using DaCaseManagement.Incidents;
using DaCaseManagement.People;
using DaCaseManagement.People.Matching;
using DaCaseManagement.Pipeline;

namespace DaCaseManagement.Imports;

/// <summary>One incident as a row of a legacy file tells.</summary>
/// <param name="Fields">What it says in the fields of <see cref="ReportFields"/>, by their names there; the people's are <see cref="People"/>.</param>
/// <param name="Area">A code or a name, looked up when the row is written.</param>
public sealed record IncidentRow(
    long Number, string Reference, string Hash, DateTime ReportedAt, IReadOnlyDictionary<string, string> Fields, string? Area, IReadOnlyList<LegacyPart> People, bool Open, DateTime? ClosedAt,
    IReadOnlyList<RowNote> Notes) : IImportRow
{
    public static IncidentRow Read(ColumnMap map, CsvRow row, DateTime now)
    {
        var cells = new Cells(map, row.Fields);
        var fields = new Dictionary<string, string>();
        void Say(string field, string? value)
        {
            if (value is not null)
            {
                fields[field] = value;
            }
        }

        var reference = ImportWords.Reference(cells);
        var reported = ImportWords.Time(cells, "reported", now, needed: true) ?? default;
        Say("channel", ImportWords.ChannelOf(cells)?.ToString());
        Say("location", cells.Text("location", Lengths.Line));
        Say("caller-number", cells.Text("caller-number", 40));
        Say("caller-name", cells.Text("caller-name", Lengths.Name));
        Say("what-happened", cells.Text("what-happened", Lengths.Narrative, alsoUnknown: false));
        Say("offence", ImportWords.OffenceOf(cells));
        var people = new List<LegacyPart>();
        if (Adult(cells, "victim", Part.Victim, 1, now) is { } victim)
        {
            people.Add(victim);
        }
        else
        {
            cells.Flag("victim-ref", "", "No victim; taken over without a case");
        }

        if (Adult(cells, "suspect", Part.Suspect, 2, now) is { } suspect)
        {
            people.Add(suspect);
        }

        people.AddRange(Children(cells));
        var (open, closed) = (ImportWords.IsOpen(cells), ImportWords.Time(cells, "closed", now, needed: false));
        if (closed is not null && (open || closed < reported))
        {
            cells.Flag("closed", cells.Text("closed", 40)!, open ? "The incident is said to be open and to be closed; taken as open" : "Closed before it was reported; kept as typed");
            closed = null;
        }

        return new IncidentRow(row.Number, reference, map.Hash(row.Fields), reported, fields, cells.Text("area", Lengths.Name), people, open, closed, cells.Notes);
    }

    private static LegacyPart? Adult(Cells cells, string part, Part as_, int slot, DateTime now)
    {
        var reference = cells.Text(part + "-ref", Lengths.Name)?.ToUpperInvariant();
        var born = cells.Text(part + "-born", 40);
        var told = new LegacyPart(
            slot, as_, part + "-ref", reference, cells.Text(part + "-given", Lengths.Name), cells.Text(part + "-family", Lengths.Name), born, ImportWords.Born(cells, part + "-born", now).Date,
            ImportWords.Gender(cells, part + "-gender"), cells.Text(part + "-phone", 40), cells.Text(part + "-address", Lengths.Line), as_ == Part.Victim ? cells.Text("relationship", Lengths.Name) : null);
        if (told.Phone is { } phone && Normalise.Phone(phone) is null)
        {
            cells.Flag(part + "-phone", phone, "Cannot be a telephone number; kept as typed");
        }

        return reference is null && told.SaysNothing ? null : told;
    }

    private static List<LegacyPart> Children(Cells cells)
    {
        // By reference first; names stand for children who have none.
        var children = cells.List("child-ref", Lengths.Name).Select(r => (Reference: (string?)r.ToUpperInvariant(), Given: (string?)null, Family: (string?)null))
            .Concat(cells.List("child-name", Lengths.Name).Select(PeopleRow.NameOf).Select(n => (Reference: (string?)null, Given: (string?)n.Given, Family: n.Family.Length > 0 ? n.Family : null)))
            .ToList();
        var room = ReportFields.MostPeople - 2;
        foreach (var extra in children.Skip(room))
        {
            cells.Flag("child-ref", extra.Reference ?? $"{extra.Given} {extra.Family}", $"More than {room} children; kept as typed");
        }

        return [.. children.Take(room).Select((c, i) => new LegacyPart(i + 3, Part.Child, "child-ref", c.Reference, c.Given, c.Family, null, null, Gender.Unknown, null, null, null))];
    }
}

/// <summary>Somebody in a legacy incident: by the legacy reference of the people file, by what the row itself says, or both.</summary>
/// <param name="Field">Where the reference stood, for what is said about it.</param>
public sealed record LegacyPart(
    int Slot, Part Part, string Field, string? Reference, string? Given, string? Family, string? BornAsTyped, PartialDate? Born, Gender Gender, string? Phone, string? Address, string? Relationship)
{
    public bool SaysNothing => Given is null && Family is null && BornAsTyped is null && Phone is null && Address is null;

    /// <summary>As the fields of a report, such as <c>person.1.family</c>.</summary>
    public IEnumerable<(string Field, string Value)> AsFields()
    {
        var all = new (string Name, string? Value)[]
        {
            ("part", Part.ToString()), ("given", Given), ("family", Family), ("born", BornAsTyped), ("gender", Gender == Gender.Unknown ? null : Gender.ToString()), ("phone", Phone), ("address", Address),
            ("relationship", Relationship),
        };
        return all.Where(f => f.Value is not null).Select(f => (string.Create(CultureInfo.InvariantCulture, $"person.{Slot}.{f.Name}"), f.Value!));
    }
}
