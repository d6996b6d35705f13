using System.Globalization;
using System.Net.Http.Json;

using DaCaseManagement.Data;
using DaCaseManagement.People.Matching;

using Microsoft.Data.Sqlite;

namespace DaCaseManagement.Benchmarks;

/// <summary>What people wait for with ten years of history, at one and at eight users, each beside the same rows fetched by a bare server with plain ADO.NET.
/// Writes into the data it is given.</summary>
internal static class HistoryBench
{
    private static readonly int[] Users = [1, 8];

    /// <param name="only">Only operations whose name holds this.</param>
    public static async Task Run(string data, int requests, string? only)
    {
        Reference.LoadSqlite();
        var file = DataLocation.SqliteFile(data);
        var subjects = Read(file, c => Subjects.Draw(c, requests));
        var worked = Read(file, c => Subjects.Draw(c, requests, open: true));
        Console.WriteLine(Read(file, c => string.Create(CultureInfo.InvariantCulture, $"SQLite {c.ServerVersion}; {Scalar(c, "SELECT MAX(Id) FROM Incidents"):N0} incidents, {Scalar(c, "SELECT MAX(Id) FROM People"):N0} records of people, {new FileInfo(file).Length / (1 << 20):N0} MB; {requests} requests each after a tenth of that to warm up.")));
        await using var server = await Server.Start(data);
        await using var reference = await Server.StartReference(data);
        using var bare = new HttpClient { BaseAddress = reference.Address };
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Start to ready {server.ReadyAfter.TotalSeconds:F1} s."));
        Console.WriteLine();
        Console.WriteLine("| Milliseconds | Users | p50 | p95 | p99 | worst | processor a request | reference p50 | p95 | times the reference (p50) |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var operation in Operations(subjects, worked).Where(o => only is null || o.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            foreach (var users in Users)
            {
                await Time(operation, users, requests, server, bare);
            }
        }

        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Memory of the server afterwards {server.MegaBytes} MB; of the reference {reference.MegaBytes} MB."));
    }

    private static async Task Time(Operation operation, int users, int requests, Server server, HttpClient bare)
    {
        var visitors = new List<Visitor>();
        for (var i = 0; i < users; i++)
        {
            var visitor = await server.SignIn(operation.Account);
            await visitor.Get("/account");
            visitors.Add(visitor);
        }

        try
        {
            var before = server.ProcessorTime;
            var measured = await Load.Measure(users, requests, (client, n) => operation.Act(visitors[client], n));
            var spent = (server.ProcessorTime - before).TotalMilliseconds / (requests + Load.WarmUp(requests));
            var limit = operation.Reference is null ? null : await Load.Measure(users, requests, async (_, n) => await Answer(bare, operation, n));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {operation.Name} | {users} | {measured.P50:F1} | {measured.P95:F1} | {measured.P99:F1} | {measured.Worst:F1} | {spent:F1} | {limit?.P50:F1} | {limit?.P95:F1} | {measured.P50 / limit?.P50:F1} |"));
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine($"| {operation.Name} | {users} | not measured: {e.Message} |");
        }
        finally
        {
            visitors.ForEach(v => v.Dispose());
        }
    }

    private static async Task Answer(HttpClient bare, Operation operation, int n)
    {
        using var response = await bare.PostAsJsonAsync("/", operation.Reference!(n));
        response.EnsureSuccessStatusCode();
        _ = await response.Content.ReadAsStringAsync();
    }

    private static List<Operation> Operations(List<Subject> subjects, List<Subject> worked)
    {
        Subject At(int n) => subjects[n % subjects.Count];
        Operation History(string name, Func<Subject, Dictionary<string, string>> fields, Func<Subject, Wanted> wanted) =>
            new(name, "call-handler", (v, n) => v.Post("/incidents/report?handler=History", fields(At(n))), n => wanted(At(n)));
        return
        [
            History("History by phone", s => new() { ["caller-number"] = s.Phone }, s => new Wanted("history", Phone: Normalise.Phone(s.Phone), Keys: [BlockingKeys.Lookups(new PersonFacts { Phones = [Normalise.Phone(s.Phone)!] })])),
            History("History by address", s => new() { ["location"] = s.Address }, s => new Wanted("history", Place: Normalise.Place(s.Address), Postcode: Normalise.Postcode(s.Address), Keys: [BlockingKeys.Lookups(new PersonFacts { Addresses = [KnownAddress.Parse(s.Address)] })])),
            History("History by misspelt name and year", s => new() { ["person.1.given"] = s.Given, ["person.1.family"] = s.Family, ["person.1.born"] = s.Year() }, s => new Wanted("history", Keys: [s.KeysByName])),
            History("History, whole call screen", s => new()
            {
                ["caller-number"] = s.Phone,
                ["location"] = s.Address,
                ["person.1.given"] = s.Given,
                ["person.1.family"] = s.Family,
                ["person.1.born"] = s.Year(),
                ["person.2.given"] = s.OtherGiven,
                ["person.2.family"] = s.OtherFamily,
            }, s => new Wanted("history", Normalise.Phone(s.Phone), Normalise.Place(s.Address), Normalise.Postcode(s.Address), [s.KeysByEverything, s.KeysOfOther])),
            new("Person page", "call-handler", (v, n) => v.Get("/people/" + At(n).Reference), null),
            new("Case page", "specialist-supervisor", (v, n) => v.Get("/cases/" + At(n).Case), n => new Wanted("case", Reference: At(n).Case)),
            new("Worklist of a unit", "response-supervisor", (v, _) => v.Get("/"), _ => new Wanted("worklist")),
            new("Open cases", "specialist-supervisor", (v, _) => v.Get("/cases"), _ => new Wanted("cases")),
            new("Keep one field", "call-handler", KeepField, n => new Wanted("keep", Reference: n.ToString(CultureInfo.InvariantCulture))),
            new("Submit an assessment, grade visible", "response-officer", (v, n) => Submit(v, worked[n % worked.Count]), null),
            new("Sign-off queue", "response-supervisor", (v, _) => v.Get("/risk/sign-off?everyUnit=true"), null),
            new("Unassessed incidents", "response-supervisor", (v, _) => v.Get("/risk/unassessed"), null),
            new("Finish a report", "call-handler", (v, n) => Finish(v, At(n)), n => new Wanted("finish", Reference: n.ToString(CultureInfo.InvariantCulture), Keys: [At(n).KeysByEverything, At(n).KeysOfOther])),
        ];
    }

    /// <summary>All 27 answers in one post, followed to the page that shows the grade.</summary>
    private static async Task Submit(Visitor visitor, Subject s)
    {
        var fields = new Dictionary<string, string> { ["Editor"] = Guid.NewGuid().ToString(), ["__form"] = Guid.NewGuid().ToString(), ["Again"] = "true", ["Action"] = "submit", ["FaceToFace"] = "true", ["VictimAlone"] = "true", ["Explained"] = "true", ["Interpreter"] = "NotNeeded", ["Grade"] = "High", ["Reason"] = "As seen and heard at the scene." };
        for (var item = 1; item <= 27; item++)
        {
            var key = item.ToString(CultureInfo.InvariantCulture);
            (fields[$"Reply[{key}]"], fields[$"Detail[{key}]"]) = (item is 2 or 6 or 15 ? "Yes" : "No", item is 2 or 6 or 15 ? "In her words." : "");
        }

        var page = await visitor.Post($"/risk/assess/{s.Incident}/{s.Case}?again=true", fields);
        if (!page.Contains("High risk", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("The grade is not on the page.");
        }
    }

    private static async Task KeepField(Visitor visitor, int n)
    {
        var value = "Kept " + n.ToString(CultureInfo.InvariantCulture);
        await visitor.Post("/incidents/report?handler=Field", new() { ["DraftKey"] = visitor.Draft.ToString(), ["Editor"] = visitor.Draft.ToString(), ["field"] = "threat", ["value"] = value, ["was"] = visitor.Kept });
        visitor.Kept = value;
    }

    /// <summary>The whole form sent at once: kept, people recorded, case opened, deadline set.</summary>
    private static Task<string> Finish(Visitor visitor, Subject s) => visitor.Post("/incidents/report", new()
    {
        ["DraftKey"] = Guid.NewGuid().ToString(),
        ["Editor"] = Guid.NewGuid().ToString(),
        ["__form"] = Guid.NewGuid().ToString(),
        ["Action"] = "finish",
        ["Slots"] = "2",
        ["channel"] = "Emergency999",
        ["caller-number"] = s.Phone,
        ["location"] = s.Address,
        ["what-happened"] = "Shouting heard; line dropped.",
        ["offence"] = "COMMON-ASSAULT",
        ["response"] = "Immediate",
        ["person.1.part"] = "Victim",
        ["person.1.given"] = s.Given,
        ["person.1.family"] = s.Family,
        ["person.1.born"] = s.Year(),
        ["person.2.part"] = "Suspect",
        ["person.2.given"] = s.OtherGiven,
        ["person.2.family"] = s.OtherFamily,
    });

    private static T Read<T>(string file, Func<SqliteConnection, T> ask)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return ask(connection);
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private sealed record Operation(string Name, string Account, Func<Visitor, int, Task> Act, Func<int, Wanted>? Reference);
}
