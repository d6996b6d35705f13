using System.Globalization;

using DaCaseManagement.People;
using DaCaseManagement.People.Matching;

using Microsoft.Data.Sqlite;

namespace DaCaseManagement.Benchmarks;

/// <summary>Somebody in the data, as a caller might describe them: the name with one slip, the year known.</summary>
internal sealed record Subject(string Phone, string Address, string Given, string Family, int Year, string OtherGiven, string OtherFamily, string Reference, string Case, string Incident)
{
    public IReadOnlyList<long> KeysByName => BlockingKeys.Lookups(new PersonFacts { Names = [new(Given, Family)], Born = new PartialDate(Year, null, null) });

    public IReadOnlyList<long> KeysByEverything => BlockingKeys.Lookups(new PersonFacts { Names = [new(Given, Family)], Born = new PartialDate(Year, null, null), Phones = [Normalise.Phone(Phone)!], Addresses = [KnownAddress.Parse(Address)] });

    public IReadOnlyList<long> KeysOfOther => BlockingKeys.Lookups(new PersonFacts { Names = [new(OtherGiven, OtherFamily)] });
}

/// <summary>Draws subjects from a generated database, the same ones for the same file.</summary>
internal static class Subjects
{
    public static List<Subject> Draw(SqliteConnection connection, int count, bool open = false)
    {
        var random = new Random(20_261_121);
        using var most = connection.CreateCommand();
        most.CommandText = "SELECT MAX(Id) FROM Incidents";
        var incidents = (int)(long)most.ExecuteScalar()!;
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT v.Phone, v.Address, v.GivenNames, v.FamilyName, p.BirthYear, s.GivenNames, s.FamilyName, p.Reference, c.Reference, i.Reference
            FROM InvolvedPeople v JOIN People p ON p.Id = v.PersonId JOIN InvolvedPeople s ON s.IncidentId = v.IncidentId AND s.Slot = 2 AND s.Part = 'Suspect'
            JOIN CaseIncidents ci ON ci.IncidentId = v.IncidentId JOIN Cases c ON c.Id = ci.CaseId JOIN Incidents i ON i.Id = v.IncidentId
            WHERE v.IncidentId = $id AND v.Slot = 1 AND v.Phone IS NOT NULL AND v.FamilyName IS NOT NULL AND length(v.FamilyName) > 3 AND v.Address IS NOT NULL AND p.BirthYear IS NOT NULL AND s.FamilyName IS NOT NULL AND c.Restricted = 0 AND (c.ClosedAt IS NULL OR NOT $open)
            """;
        command.Parameters.AddWithValue("$open", open ? 1 : 0);
        var id = command.Parameters.Add("$id", SqliteType.Integer);
        var subjects = new List<Subject>();
        while (subjects.Count < count)
        {
            id.Value = random.Next(1, incidents + 1);
            using var row = command.ExecuteReader();
            if (row.Read())
            {
                var (given, family) = (row.GetString(2), row.GetString(3));
                var inGiven = random.Next(3) == 0 && given.Length > 3;
                subjects.Add(new Subject(row.GetString(0), row.GetString(1), inGiven ? Slip(given, random) : given, inGiven ? family : Slip(family, random), row.GetInt32(4), row.GetString(5), row.GetString(6), row.GetString(7), row.GetString(8), row.GetString(9)));
            }
        }

        return subjects;
    }

    public static string Year(this Subject subject) => subject.Year.ToString(CultureInfo.InvariantCulture);

    private static string Slip(string name, Random random)
    {
        var at = random.Next(1, name.Length - 1);
        return random.Next(3) switch
        {
            0 => name[..at] + name[at + 1] + name[at] + name[(at + 2)..],
            1 => name[..at] + name[(at + 1)..],
            _ => name[..at] + (char)('a' + random.Next(26)) + name[(at + 1)..],
        };
    }
}
