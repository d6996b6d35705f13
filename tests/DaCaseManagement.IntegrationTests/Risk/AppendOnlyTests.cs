using DaCaseManagement.IntegrationTests.App;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.IntegrationTests.Risk;

/// <summary>Past the application, straight at the file: the database itself refuses.</summary>
public sealed class AppendOnlyTests(ForceApp app) : IClassFixture<ForceApp>
{
    [Theory, Rule("RSK-7"), Rule("INV-4")]
    [InlineData("UPDATE GradeDecisions SET Grade = 'Standard'")]
    [InlineData("UPDATE GradeDecisions SET Reason = 'Other words' WHERE Id = (SELECT MAX(Id) FROM GradeDecisions)")]
    [InlineData("DELETE FROM GradeDecisions")]
    [InlineData("INSERT OR REPLACE INTO GradeDecisions SELECT * FROM GradeDecisions")]
    [InlineData("UPDATE AuditEvents SET UserName = 'nobody'")]
    [InlineData("DELETE FROM AuditEvents WHERE Sequence = 1")]
    public async Task Sql_ThatChangesWhatWasDecidedOrLogged_IsRefusedByTheDatabase(string sql)
    {
        await (await app.Report()).Assess(Story.High);
        var before = await Everything();

        var fault = await Should.ThrowAsync<SqliteException>(() => app.Db(db => db.Database.ExecuteSqlRawAsync(sql)));

        fault.Message.ShouldContain("append-only");
        (await Everything()).ShouldBe(before);
    }

    private Task<(int Decisions, string Words, int Events)> Everything() => app.Db(async db => (
        await db.GradeDecisions.CountAsync(),
        string.Join('\n', await db.GradeDecisions.OrderBy(d => d.Id).Select(d => d.Grade + d.Reason).ToListAsync()),
        await db.AuditEvents.CountAsync()));
}
