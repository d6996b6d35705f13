using System.Text.RegularExpressions;

using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.People;
using DaCaseManagement.Sqlite;
using DaCaseManagement.SqlServer;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace DaCaseManagement.IntegrationTests.Tools;

/// <summary>Nobody who waits on the telephone waits for a table to be read from end to end.</summary>
public sealed partial class QueryPlanTests(GeneratedForce force) : IClassFixture<GeneratedForce>
{
    private static readonly string[] Small = ["Units", "Areas", "AspNetUsers", "WeightSets"];

    private static readonly FindHistory[] Asked =
    [
        new(Number: "07112 345678"), new(Address: "12 High Street, WM3 4QT"), new(Address: "12 High Street"), new(Family: "Smith"), new(Given: "J", Family: "Smi"), new(Given: "Sarah", Family: "Smyth"),
        new(Given: "Sarah", Family: "Smtih", Born: new PartialDate(1985, null, null)),
        new("07112 345678", "12 High Street, WM3 4QT", "Sarah", "Jones", new PartialDate(1985, 3, 4), Phone: "07112 345679", Home: "3 Mill Lane"),
    ];

    [Theory, Rule("REC-2")]
    [InlineData("UPDATE sqlite_stat1 SET stat = (CAST(substr(stat, 1, instr(stat, ' ') - 1) AS INTEGER) * 250) || substr(stat, instr(stat, ' ')) WHERE stat LIKE '% %'")]
    [InlineData("DELETE FROM sqlite_stat1")]
    public async Task LookingPeopleUp_ReadsNoLargeTableFromEndToEnd(string whatThePlannerKnows)
    {
        var plans = await Plans(whatThePlannerKnows);

        plans.Seen.Count.ShouldBeGreaterThan(8);

        // "WHERE 0" is what is left when a list is empty: nothing is read.
        var scans = plans.Seen.Where(q => !q.Key.Contains("WHERE 0", StringComparison.Ordinal)).SelectMany(q => q.Value.Where(line => Scanned().Match(line) is { Success: true } scan && !Small.Contains(scan.Groups[1].Value)).Select(line => line + "\n" + q.Key)).ToList();
        scans.ShouldBeEmpty();

        // An index made for one query is a scan too.
        plans.Seen.Where(q => q.Value.Any(line => line.Contains("AUTOMATIC", StringComparison.Ordinal))).Select(q => q.Key).ShouldBeEmpty();
    }

    [Fact, Rule("REC-2")]
    public async Task EveryIndexUsed_IsInTheSqlServerModelToo()
    {
        var used = (await Plans("DELETE FROM sqlite_stat1")).Seen.SelectMany(q => q.Value).SelectMany(line => Used().Matches(line).Select(m => m.Value)).Distinct().ToList();

        used.Count.ShouldBeGreaterThan(8);
        used.Except(IndexesOf("SqlServer").Select(i => i.GetDatabaseName()!)).ShouldBeEmpty();
    }

    /// <summary>A filtered index answers only who repeats its filter, and SQLite only who repeats it word for word.</summary>
    [Theory]
    [InlineData("Sqlite")]
    [InlineData("SqlServer")]
    public void EveryForeignKey_HasAnIndexThatHoldsEveryRowOfIt(string provider)
    {
        using var db = Open(provider);
        var keys = db.GetService<IDesignTimeModel>().Model.GetEntityTypes().Where(t => !t.IsOwned()).SelectMany(t => t.GetForeignKeys()).ToList();

        keys.Count.ShouldBeGreaterThan(40);
        keys.Where(k => !Holds(k)).Select(k => $"{k.DeclaringEntityType.GetTableName()}.{k.Properties[0].Name}").ShouldBeEmpty();

        static bool Holds(IForeignKey key) =>
            key.DeclaringEntityType.GetIndexes().Any(i => i.Properties[0] == key.Properties[0] && (i.GetFilter() is null || i.GetFilter() == $"[{key.Properties[0].Name}] IS NOT NULL"))
            || key.DeclaringEntityType.GetKeys().Any(k => k.Properties[0] == key.Properties[0]);
    }

    private async Task<QueryPlans> Plans(string whatThePlannerKnows)
    {
        var plans = new QueryPlans();
        await using var app = new ForceApp(Contents.Force, fromTemplate: false) { Also = services => services.ConfigureDbContext<CaseDbContext>(options => options.AddInterceptors(plans)) };
        File.Copy(force.File, app.SqliteFile);
        GeneratedForce.Ask(app.SqliteFile, whatThePlannerKnows);
        SqliteConnection.ClearAllPools();
        app.Start();
        var number = await app.Db(db => db.PersonPhones.Select(p => p.AsTyped).FirstAsync());
        foreach (var asked in Asked.Append(new FindHistory(number)))
        {
            await app.As("call-handler", async services =>
            {
                // After the account has been read: only what the request itself asks.
                plans.On = true;
                return await services.GetRequiredService<MediatR.IMediator>().Send(asked);
            });
            plans.On = false;
        }

        return plans;
    }

    private static IEnumerable<IIndex> IndexesOf(string provider)
    {
        using var db = Open(provider);
        return [.. db.GetService<IDesignTimeModel>().Model.GetEntityTypes().SelectMany(t => t.GetIndexes())];
    }

    private static CaseDbContext Open(string provider) => new((DbContextOptions<CaseDbContext>)(provider == "Sqlite"
        ? SqliteSetup.Use(new DbContextOptionsBuilder<CaseDbContext>(), "Data Source=:memory:")
        : SqlServerSetup.Use(new DbContextOptionsBuilder<CaseDbContext>(), "Server=nowhere;Encrypt=false")).Options);

    // Older libraries say SCAN TABLE, newer ones SCAN.
    [GeneratedRegex("^SCAN (?:TABLE )?(?!SUBQUERY|CONSTANT|[0-9])([A-Za-z]+)")]
    private static partial Regex Scanned();

    [GeneratedRegex("IX_[A-Za-z_]+")]
    private static partial Regex Used();
}
