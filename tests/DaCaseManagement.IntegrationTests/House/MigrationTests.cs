using DaCaseManagement.Data;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.Sqlite;
using DaCaseManagement.SqlServer;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DaCaseManagement.IntegrationTests.House;

public sealed class MigrationTests(ForceApp app) : IClassFixture<ForceApp>
{
    public static TheoryData<string> Providers => ["Sqlite", "SqlServer"];

    [Theory, MemberData(nameof(Providers))]
    public void Migrations_AreUpToDateWithTheModel(string provider)
    {
        using var db = Open(provider);

        db.Database.HasPendingModelChanges().ShouldBeFalse("run build/add-migration.sh NAME");
        db.Database.GetMigrations().ShouldNotBeEmpty();
    }

    [Fact]
    public void BothProviders_HaveTheSameMigrations()
    {
        using var sqlite = Open("Sqlite");
        using var sqlServer = Open("SqlServer");
        static IEnumerable<string> Names(CaseDbContext db) => db.Database.GetMigrations().Select(m => m[15..]);

        Names(sqlite).ShouldBe(Names(sqlServer));
    }

    [Fact]
    public void TheSqlServerScript_HasEveryTableAndEveryFilteredIndex()
    {
        using var db = Open("SqlServer");

        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()).Distinct())
        {
            script.ShouldContain($"[{table}]");
        }

        foreach (var index in new[] { "IX_Responsibilities_OneOwner", "IX_HandoverOffers_OneOpen", "IX_Cases_OpenPair", "IX_Assessments_OneDraft" })
        {
            script.ShouldContain(index);
        }
    }

    [Fact]
    public async Task Queries_AreTranslatedForSqlServerAsTheyRun_AndOneThatCannotBeIsFound()
    {
        if (app.OnSqlServer)
        {
            return;
        }

        var before = SqlServerTranslation.Translated;
        await app.Db(db => db.Incidents.Where(i => i.Reference == "never asked before" && i.Id == 7).Select(i => i.Reference + "!").ToListAsync());
        SqlServerTranslation.Translated.ShouldBeGreaterThan(before);

        // The control: glob is SQLite's alone.
        await Should.ThrowAsync<Exception>(() => app.Db(db => db.Incidents.Where(i => EF.Functions.Glob(i.Reference, "DA*")).ToListAsync()));
    }

    private static CaseDbContext Open(string provider) => new((DbContextOptions<CaseDbContext>)(provider == "Sqlite"
        ? SqliteSetup.Use(new DbContextOptionsBuilder<CaseDbContext>(), "Data Source=:memory:")
        : SqlServerSetup.Use(new DbContextOptionsBuilder<CaseDbContext>(), "Server=nowhere;Encrypt=false")).Options);
}
