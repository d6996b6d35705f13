using DaCaseManagement.Data;
using DaCaseManagement.Incidents;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.IntegrationTests.Faults;
using DaCaseManagement.People;
using DaCaseManagement.People.Matching;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Tools;

public sealed class GenerateTests(GeneratedForce force) : IClassFixture<GeneratedForce>
{
    [Fact]
    public void TheFile_IsWhole_WithEveryIndexOfTheModel()
    {
        GeneratedForce.Ask(force.File, "PRAGMA integrity_check").ShouldBe(["ok"]);
        GeneratedForce.Ask(force.File, "PRAGMA foreign_key_check").ShouldBeEmpty();
        GeneratedForce.Ask(force.File, "PRAGMA journal_mode").ShouldBe(["wal"]);
        GeneratedForce.Ask(force.File, "SELECT COUNT(*) FROM Incidents").ShouldBe(["2000"]);
        using var db = Programs.Open(force.Directory);
        var wanted = db.Model.GetEntityTypes().SelectMany(t => t.GetIndexes()).Select(i => i.GetDatabaseName()!).Distinct();
        wanted.Except(GeneratedForce.Ask(force.File, "SELECT name FROM sqlite_master WHERE type = 'index'")).ShouldBeEmpty();
    }

    [Fact, Rule("ACC-2")]
    public async Task TheAuditLog_SaysThatItWasGenerated_AndVerifies()
    {
        var (code, _, error) = await Programs.Tools("verify", "audit", "--data-directory", force.Directory);

        code.ShouldBe(0, error);
        GeneratedForce.Ask(force.File, "SELECT COUNT(*) FROM AuditEvents WHERE Code = 'force.generated'").ShouldBe(["1"]);
    }

    [Fact, Rule("RTE-1"), Rule("INV-1")]
    public void EveryOpenCase_HasItsThreeOwners_AndNoClosedOneHasAny()
    {
        GeneratedForce.Ask(force.File, "SELECT COUNT(*) > 20 FROM Cases WHERE ClosedAt IS NULL").ShouldBe(["1"]);
        GeneratedForce.Ask(force.File, """
            SELECT c.Reference, c.ClosedAt FROM Cases c
            WHERE (SELECT COUNT(DISTINCT r.Kind) FROM Responsibilities r WHERE r.CaseId = c.Id AND r.IsCurrent = 1) <> CASE WHEN c.ClosedAt IS NULL THEN 3 ELSE 0 END
            """).ShouldBeEmpty();

        // No gap and no overlap: each owner begins where the one before ended, and the first when the case was opened.
        GeneratedForce.Ask(force.File, """
            SELECT r.Id FROM Responsibilities r JOIN Cases c ON c.Id = r.CaseId
            WHERE r.AcceptedAt <> c.OpenedAt AND NOT EXISTS (SELECT 1 FROM Responsibilities b WHERE b.CaseId = r.CaseId AND b.Kind = r.Kind AND b.EndedAt = r.AcceptedAt AND b.Id < r.Id)
            """).ShouldBeEmpty();
    }

    [Fact, Rule("PPL-2")]
    public async Task EveryKey_IsTheOneTheApplicationWouldWrite()
    {
        await using var db = Programs.Open(force.Directory);
        var people = await db.People.AsNoTracking().Include(p => p.Names).Include(p => p.Phones).Include(p => p.Addresses).AsSplitQuery().ToListAsync();
        var keys = (await db.PersonKeys.AsNoTracking().ToListAsync()).ToLookup(k => k.PersonId, k => k.Key);
        var incidents = await db.Incidents.AsNoTracking().ToListAsync();

        people.Count.ShouldBeInRange(3_000, 5_000);
        foreach (var person in people)
        {
            person.Names.Select(n => (n.GivenKey, n.FamilyKey, n.FamilySound)).ShouldBe(person.Names.Select(n => (Normalise.Name(n.Given), Normalise.Name(n.Family), Phonetic.Key(n.Family))));
            person.Phones.Select(p => p.Key).ShouldBe(person.Phones.Select(p => Normalise.Phone(p.AsTyped)));
            person.Addresses.Select(a => (a.Key, a.Postcode)).ShouldBe(person.Addresses.Select(a => (Normalise.Place(a.AsTyped)!, Normalise.Postcode(a.AsTyped))));
            keys[person.Id].Order().ShouldBe(BlockingKeys.Of(PersonIndex.FactsOf(person)).Order(), person.Reference);
        }

        incidents.ShouldAllBe(i => i.CallerNumberKey == Normalise.Phone(i.CallerNumber) && i.LocationKey == Normalise.Place(i.Location) && i.Postcode == Normalise.Postcode(i.Location));
    }

    [Fact, Rule("PPL-2")]
    public async Task JoinedRecords_ArePointedAtTheOldest_AndEachHasItsJoin()
    {
        await using var db = Programs.Open(force.Directory);
        var joins = await db.PersonJoins.AsNoTracking().Select(j => new { j.OneId, j.OtherId }).ToListAsync();
        var joined = await db.People.AsNoTracking().Where(p => p.SameAsId != null).ToDictionaryAsync(p => p.Id, p => p.SameAsId!.Value);

        joins.ShouldNotBeEmpty();
        var identity = Identities.Resolve(joins.SelectMany(j => new[] { j.OneId, j.OtherId }), joins.Select(j => (j.OneId, j.OtherId)));
        identity.Where(i => i.Key != i.Value).ToDictionary(i => i.Key, i => i.Value).ShouldBe(joined, ignoreOrder: true);
    }

    [Fact]
    public async Task TheSameSeed_MakesTheSameForce_AndAnotherSeedAnother()
    {
        using var again = new Folder();
        using var other = new Folder();
        (await GeneratedForce.Generate(again.Path, GeneratedForce.Incidents, 7)).Code.ShouldBe(0);
        (await GeneratedForce.Generate(other.Path, GeneratedForce.Incidents, 8)).Code.ShouldBe(0);

        var mine = GeneratedForce.Contents(force.File);
        GeneratedForce.Contents(DataLocation.SqliteFile(again.Path)).ShouldBe(mine);
        GeneratedForce.Contents(DataLocation.SqliteFile(other.Path)).Where(t => mine[t.Key] == t.Value).Select(t => t.Key).ShouldNotContain("Incidents");
    }

    [Fact]
    public async Task AForceThatHoldsIncidents_AndSqlServer_AreRefused()
    {
        using var copy = new Folder();
        File.Copy(force.File, DataLocation.SqliteFile(copy.Path));

        (await GeneratedForce.Generate(copy.Path, 10, 9)).Code.ShouldBe(2);
        GeneratedForce.Contents(DataLocation.SqliteFile(copy.Path)).ShouldBe(GeneratedForce.Contents(force.File));
        (await Programs.Tools("generate", "--incidents", "10", "--provider", "SqlServer", "--connection", "Server=nowhere")).Code.ShouldBe(2);
    }

    [Fact]
    public async Task TheApplication_StartsOnIt_FindsItsPeople_AndGoesOnNumbering()
    {
        await using var app = new ForceApp(Contents.Force, fromTemplate: false);
        File.Copy(force.File, app.SqliteFile);
        var number = GeneratedForce.Ask(force.File, "SELECT MAX(Reference) FROM Incidents WHERE Reference LIKE 'DA-' || (SELECT MAX(substr(Reference, 4, 2)) FROM Incidents) || '%'").Single();
        app.Start();

        (await app.Db(db => db.Incidents.CountAsync())).ShouldBe(GeneratedForce.Incidents);
        var told = await app.Report();
        (await app.Db(db => db.Incidents.Where(i => i.Reference == told.Incident).Select(i => i.Id).SingleAsync())).ShouldBe(GeneratedForce.Incidents + 1);
        string.CompareOrdinal(told.Incident, number).ShouldBePositive();

        // Somebody who rang twice is found by her number, and her case can be opened.
        var known = await app.Db(db => db.Cases.Where(c => c.ClosedAt == null && !c.Restricted && c.Victim.Phones.Count > 0).Select(c => new { c.Reference, AsTyped = c.Victim.Phones.Select(p => p.AsTyped).First(), Person = c.Victim.Reference }).FirstAsync());
        var history = await app.Send("call-handler", new FindHistory(known.AsTyped, null, null, null));
        history.People.Select(p => p.Reference).ShouldContain(known.Person);
        using var officer = await app.SignIn("specialist");
        (await officer.Get("/cases/" + known.Reference)).Heading.ShouldNotBeEmpty();
        (await officer.Get("/cases")).Document.QuerySelectorAll("main a[href^='/cases/CS-']").Length.ShouldBeGreaterThan(20);
    }

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("dacase-test-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
