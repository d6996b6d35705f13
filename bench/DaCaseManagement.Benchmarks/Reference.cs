using System.Globalization;
using System.Text;

using DaCaseManagement.Data;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace DaCaseManagement.Benchmarks;

/// <param name="Keys">For each person described, what to look up.</param>
internal sealed record Wanted(string What, string? Phone = null, string? Place = null, string? Postcode = null, IReadOnlyList<IReadOnlyList<long>>? Keys = null, string? Reference = null);

/// <summary>The limit: a bare server that fetches the same rows through the same indexes with plain ADO.NET and sends them as they are. No sign-in, no rules, no
/// comparison of people, no page, no audit. What the application takes longer is what it does with them.</summary>
internal static class Reference
{
    private const int MostCompared = 200, MostDescribed = 24, MostByKey = 20;

    private static readonly SemaphoreSlim Writing = new(1, 1);

    public static Task Serve(string data, string address)
    {
        LoadSqlite();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var connection = $"Data Source={DataLocation.SqliteFile(data)}";
        app.MapGet("/health/ready", () => "ready");
        app.MapPost("/", async (HttpContext context) => await context.Response.WriteAsync(await Answer((await context.Request.ReadFromJsonAsync<Wanted>())!, connection)));
        return app.RunAsync();
    }

    /// <summary>The application's own library for SQLite, before the first connection.</summary>
    public static void LoadSqlite() => Sqlite.SqliteSetup.Use(new Microsoft.EntityFrameworkCore.DbContextOptionsBuilder<CaseDbContext>(), "Data Source=:memory:");

    private static async Task<string> Answer(Wanted wanted, string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        var rows = new Rows(connection);
        rows.Run("PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000");
        switch (wanted.What)
        {
            case "history":
                History(rows, wanted);
                break;
            case "case":
                Case(rows, wanted.Reference!);
                break;
            case "worklist":
                rows.Ask("SELECT d.Kind, d.Subject, d.DueAt, c.Reference, c.Grade, p.GivenNames, p.FamilyName, i.Reference FROM Deadlines d LEFT JOIN Cases c ON c.Id = d.CaseId LEFT JOIN People p ON p.Id = c.VictimId LEFT JOIN Incidents i ON i.Id = d.IncidentId WHERE d.OwnerUnitId = 4 AND d.IsOpen = 1 ORDER BY d.DueAt, d.Id LIMIT 26");
                break;
            case "cases":
                rows.Ask("SELECT c.Reference, v.GivenNames, v.FamilyName, s.GivenNames, s.FamilyName, c.Grade, c.LastIncidentAt, a.Name, u.Name, (SELECT MIN(d.DueAt) FROM Deadlines d WHERE d.CaseId = c.Id AND d.IsOpen = 1) FROM Cases c JOIN People v ON v.Id = c.VictimId LEFT JOIN People s ON s.Id = c.PerpetratorId LEFT JOIN Areas a ON a.Id = c.AreaId LEFT JOIN Responsibilities r ON r.CaseId = c.Id AND r.Kind = 'Safeguarding' AND r.IsCurrent = 1 LEFT JOIN Units u ON u.Id = r.OwnerUnitId WHERE c.ClosedAt IS NULL ORDER BY c.LastIncidentAt DESC LIMIT 26");
                break;
            default:
                await Writing.WaitAsync();
                try
                {
                    using var transaction = connection.BeginTransaction();
                    Write(rows, wanted);
                    transaction.Commit();
                }
                finally
                {
                    Writing.Release();
                }

                break;
        }

        return rows.Text;
    }

    private static void History(Rows rows, Wanted wanted)
    {
        List<long> found = [];
        if (wanted.Phone is not null)
        {
            found.AddRange(rows.Ids("SELECT PersonId FROM PersonPhones WHERE Key = $a ORDER BY Id DESC LIMIT $b", wanted.Phone, MostByKey));
            rows.Ask("SELECT i.Id, i.Reference, i.StartedAt, i.Offence, p.Part, p.GivenNames, p.FamilyName FROM (SELECT * FROM Incidents WHERE CallerNumberKey = $a ORDER BY Id DESC LIMIT 13) i JOIN InvolvedPeople p ON p.IncidentId = i.Id", wanted.Phone);
        }

        if (wanted.Place is not null)
        {
            found.AddRange(rows.Ids("SELECT PersonId FROM PersonAddresses WHERE Key = $a AND Postcode = $b ORDER BY Id DESC LIMIT 20", wanted.Place, wanted.Postcode!));
            rows.Ask("SELECT i.Id, i.Reference, i.StartedAt, i.Offence, p.Part, p.GivenNames, p.FamilyName FROM (SELECT * FROM Incidents WHERE LocationKey = $a AND Postcode = $b ORDER BY Id DESC LIMIT 13) i JOIN InvolvedPeople p ON p.IncidentId = i.Id", wanted.Place, wanted.Postcode!);
        }

        foreach (var keys in wanted.Keys!)
        {
            var alike = rows.Ids($"SELECT PersonId FROM PersonKeys WHERE Key IN ({List(keys)}) GROUP BY PersonId ORDER BY COUNT(*) DESC, PersonId DESC LIMIT {MostCompared}");
            var compared = List(alike.Union(found));
            rows.Ask($"SELECT Id, SameAsId, BirthYear, BirthMonth, BirthDay, BirthEstimated, Gender FROM People WHERE Id IN ({compared})");
            rows.Ask($"SELECT PersonId, Given, Family FROM PersonNames WHERE PersonId IN ({compared})");
            rows.Ask($"SELECT PersonId, Key FROM PersonPhones WHERE PersonId IN ({compared})");
            rows.Ask($"SELECT PersonId, AsTyped FROM PersonAddresses WHERE PersonId IN ({compared})");
            Describe(rows, List(found.Union(alike).Take(MostDescribed)));
        }
    }

    private static void Describe(Rows rows, string people)
    {
        rows.Ask($"SELECT * FROM People WHERE Id IN ({people}) OR SameAsId IN ({people})");
        rows.Ask($"SELECT * FROM Markers WHERE PersonId IN ({people})");
        rows.Ask($"SELECT PersonId, Given, Family FROM PersonNames WHERE PersonId IN ({people})");
        rows.Ask($"SELECT p.PersonId, p.Part, i.Id, i.StartedAt FROM InvolvedPeople p JOIN Incidents i ON i.Id = p.IncidentId WHERE p.PersonId IN ({people})");
        rows.Ask($"SELECT c.IncidentId, c.GivenNames, c.FamilyName FROM InvolvedPeople p JOIN InvolvedPeople c ON c.IncidentId = p.IncidentId AND c.Part = 'Child' WHERE p.PersonId IN ({people})");
        rows.Ask($"SELECT c.Reference, c.Grade, c.ClosedAt, c.LastIncidentAt, v.GivenNames, v.FamilyName, s.GivenNames, s.FamilyName, u.Name FROM Cases c JOIN People v ON v.Id = c.VictimId LEFT JOIN People s ON s.Id = c.PerpetratorId LEFT JOIN Responsibilities r ON r.CaseId = c.Id AND r.Kind = 'Safeguarding' AND r.IsCurrent = 1 LEFT JOIN Units u ON u.Id = r.OwnerUnitId WHERE c.VictimId IN ({people}) OR c.PerpetratorId IN ({people})");
    }

    private static void Case(Rows rows, string reference)
    {
        rows.Ask("SELECT c.*, v.*, s.* FROM Cases c JOIN People v ON v.Id = c.VictimId LEFT JOIN People s ON s.Id = c.PerpetratorId WHERE c.Reference = $a", reference);
        rows.Ask("SELECT t.* FROM Timeline t JOIN Cases c ON c.Id = t.CaseId WHERE c.Reference = $a ORDER BY t.At DESC, t.Id DESC LIMIT 31", reference);
        rows.Ask("SELECT p.AsTyped FROM PersonPhones p JOIN Cases c ON p.PersonId IN (c.VictimId, c.PerpetratorId) WHERE c.Reference = $a", reference);
        rows.Ask("SELECT p.AsTyped FROM PersonAddresses p JOIN Cases c ON p.PersonId IN (c.VictimId, c.PerpetratorId) WHERE c.Reference = $a", reference);
        rows.Ask("SELECT m.* FROM Markers m JOIN Cases c ON m.PersonId IN (c.VictimId, c.PerpetratorId) WHERE c.Reference = $a", reference);
        rows.Ask("SELECT d.* FROM Deadlines d JOIN Cases c ON c.Id = d.CaseId WHERE c.Reference = $a AND d.IsOpen = 1", reference);
    }

    /// <summary>One field: an update and its change. A report: the rows of a report with two people and a new case.</summary>
    private static void Write(Rows rows, Wanted wanted)
    {
        if (wanted.What == "keep")
        {
            rows.Run("UPDATE Incidents SET Threat = $a, Version = Version + 1 WHERE Id = 7", wanted.Reference!);
            rows.Run("INSERT INTO IncidentChanges (IncidentId, Field, Old, New, Version, Editor, UserId, UserName, At) VALUES (7, 'threat', '', $a, 2, '', 1, 'reference', '2026-01-01 00:00:00')", wanted.Reference!);
            return;
        }

        var reference = "REF-" + Guid.NewGuid().ToString("N")[..12];
        rows.Run("INSERT INTO Incidents (Reference, DraftKey, Status, TakenById, StartedAt, FinishedAt, CallerNumber, Location, WhatHappened, Response, AppointmentAgreed, AppointmentSafe, HonourBasedOrForcedMarriage, Version) VALUES ($a, $b, 'Open', 1, '2016-01-01 00:00:00', '2016-01-01 00:00:00', '', '', 'Shouting heard; line dropped.', 'Immediate', 0, 0, 0, 1)", reference, Guid.NewGuid().ToString());
        var incident = rows.Ids("SELECT last_insert_rowid()")[0];
        var people = new List<long>();
        for (var slot = 1; slot <= 2; slot++)
        {
            rows.Run("INSERT INTO People (Reference, RecordedAt, GivenNames, FamilyName, BirthEstimated, Gender, Version) VALUES ($a, '2016-01-01 00:00:00', 'Limit', 'Reference', 0, 'Unknown', 0)", reference[4..] + slot);
            people.Add(rows.Ids("SELECT last_insert_rowid()")[0]);
            rows.Run("INSERT INTO PersonNames (PersonId, Given, Family, GivenKey, FamilyKey, FamilySound, Since, Kind) VALUES ($a, 'Limit', 'Reference', 'LIMIT', 'REFERENCE', 'R1652', '2016-01-01 00:00:00', 'Known')", people[^1]);
            rows.Run("INSERT INTO InvolvedPeople (IncidentId, Slot, Part, GivenNames, FamilyName, Gender, PersonId) VALUES ($a, $b, $c, 'Limit', 'Reference', 'Unknown', $d)", incident, slot, slot == 1 ? "Victim" : "Suspect", people[^1]);
            foreach (var key in wanted.Keys![slot - 1].Take(10))
            {
                rows.Run("INSERT OR IGNORE INTO PersonKeys (Key, PersonId) VALUES ($a, $b)", key, people[^1]);
            }
        }

        rows.Run("INSERT INTO Cases (Reference, VictimId, PerpetratorId, AreaId, OpenedAt, LastIncidentAt, Restricted, Version) VALUES ($a, $b, $c, 1, '2016-01-01 00:00:00', '2016-01-01 00:00:00', 0, 0)", reference, people[0], people[1]);
        var @case = rows.Ids("SELECT last_insert_rowid()")[0];
        rows.Run("INSERT INTO CaseIncidents (CaseId, IncidentId) VALUES ($a, $b)", @case, incident);
        foreach (var kind in new[] { "Investigation", "Safeguarding", "VictimContact" })
        {
            rows.Run("INSERT INTO Responsibilities (CaseId, Kind, OwnerUnitId, AcceptedAt, IsCurrent, Version) VALUES ($a, $b, 1, '2016-01-01 00:00:00', 1, 0)", @case, kind);
        }

        rows.Run("INSERT INTO Timeline (CaseId, At, Kind, Headline, UserId, UserName) VALUES ($a, '2016-01-01 00:00:00', 'Incident', 'Reported', 1, 'reference')", @case);
        rows.Run("INSERT INTO Deadlines (Kind, Subject, CaseId, IncidentId, OwnerUnitId, OpenedAt, DueAt, IsOpen) VALUES ('Assessment', $a, $b, $c, 2, '2016-01-01 00:00:00', '2016-01-01 00:00:00', 0)", reference, @case, incident);
    }

    private static string List(IEnumerable<long> ids) => string.Join(',', ids.Select(i => i.ToString(CultureInfo.InvariantCulture)));

    private sealed class Rows(SqliteConnection connection)
    {
        private readonly StringBuilder text = new();

        public string Text => text.ToString();

        public void Ask(string sql, params object[] values)
        {
            using var command = Command(sql, values);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    text.Append(reader.IsDBNull(i) ? "" : reader.GetString(i)).Append('\t');
                }

                text.Append('\n');
            }
        }

        public List<long> Ids(string sql, params object[] values)
        {
            using var command = Command(sql, values);
            using var reader = command.ExecuteReader();
            var ids = new List<long>();
            while (reader.Read())
            {
                ids.Add(reader.GetInt64(0));
            }

            return ids;
        }

        public void Run(string sql, params object[] values)
        {
            using var command = Command(sql, values);
            command.ExecuteNonQuery();
        }

        private SqliteCommand Command(string sql, object[] values)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters.AddWithValue("$" + (char)('a' + i), values[i]);
            }

            return command;
        }
    }
}
