using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using DaCaseManagement.Data;
using DaCaseManagement.IntegrationTests.Faults;

using Microsoft.Data.Sqlite;

namespace DaCaseManagement.IntegrationTests.Tools;

/// <summary>A small force made by the program that makes the large ones. Made once; who would change it takes a copy.</summary>
public sealed class GeneratedForce : IAsyncLifetime
{
    public const int Incidents = 2_000;

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("dacase-test-").FullName;

    public string File => DataLocation.SqliteFile(Directory);

    internal static Task<(int Code, string Out, string Error)> Generate(string directory, int incidents, long seed) => Programs.Tools(
        "generate", "--incidents", incidents.ToString(CultureInfo.InvariantCulture), "--seed", seed.ToString(CultureInfo.InvariantCulture), "--until", DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "--data-directory", directory);

    public async Task InitializeAsync() => (await Generate(Directory, Incidents, 7)).ShouldSatisfyAllConditions(r => r.Error.ShouldBeEmpty(), r => r.Code.ShouldBe(0));

    public Task DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(Directory, recursive: true);
        return Task.CompletedTask;
    }

    internal static List<string> Ask(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "∅" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    /// <summary>One hash for each table, accounts and log left out: these hold times and random salts.</summary>
    internal static Dictionary<string, string> Contents(string file) =>
        Ask(file, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'Asp%' AND name NOT LIKE 'Audit%' AND name <> 'PolicyVersions' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'")
            .ToDictionary(t => t, t => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Ask(file, $"SELECT * FROM \"{t}\"").Order(StringComparer.Ordinal))))));
}
