using DaCaseManagement.Audit;

namespace DaCaseManagement.IntegrationTests.Audit;

/// <summary>INV-8: no line of the log can be changed, taken out, put in, moved or cut off without the check naming the first that is wrong.</summary>
public sealed class TamperingTests
{
    private const string Delete = "DELETE FROM AuditEvents WHERE Sequence = 9";
    private const string Swap = "UPDATE AuditEvents SET Sequence = -1 WHERE Sequence = 7; UPDATE AuditEvents SET Sequence = 7 WHERE Sequence = 8; UPDATE AuditEvents SET Sequence = 8 WHERE Sequence = -1";
    private const string Shift = "UPDATE AuditEvents SET Sequence = Sequence + 1000000 WHERE Sequence > 5; UPDATE AuditEvents SET Sequence = Sequence - 999999 WHERE Sequence > 1000000;";
    private const string Columns = "At, UserId, UserName, Act, Code, SubjectKind, SubjectReference, Detail, Correlation, Hash";
    private const string Insert = Shift + $"INSERT INTO AuditEvents (Sequence, {Columns}) SELECT 6, {Columns} FROM AuditEvents WHERE Sequence = 3; UPDATE AuditHeads SET Sequence = Sequence + 1;";

    // The head row is mended with it, so that the database is whole in itself: only the anchor outside knows.
    private const string Truncate = "DELETE FROM AuditEvents WHERE Sequence > 10; UPDATE AuditHeads SET Sequence = 10, Hash = (SELECT Hash FROM AuditEvents WHERE Sequence = 10)";

    public static TheoryData<string, long> Tamperings => new()
    {
        { "UPDATE AuditEvents SET At = '2020-01-01 00:00:00' WHERE Sequence = 4", 4 },
        { "UPDATE AuditEvents SET UserId = 99 WHERE Sequence = 4", 4 },
        { "UPDATE AuditEvents SET UserName = 'somebody-else' WHERE Sequence = 4", 4 },
        { "UPDATE AuditEvents SET Act = 'Erasure' WHERE Sequence = 4", 4 },
        { "UPDATE AuditEvents SET Act = UPPER(Act) WHERE Sequence = 4", 4 },
        { "UPDATE AuditEvents SET Code = 'nothing.happened' WHERE Sequence = 4", 4 },
        { "UPDATE AuditEvents SET SubjectKind = 'Person' WHERE Sequence = 4", 4 },
        { "UPDATE AuditEvents SET SubjectReference = SubjectReference || ' ' WHERE Sequence = 4", 4 },
        { "UPDATE AuditEvents SET Detail = 'role Analyst' WHERE Sequence = 4", 4 },
        { "UPDATE AuditEvents SET Detail = NULL WHERE Sequence = 4", 4 },
        { "UPDATE AuditEvents SET Correlation = NULL WHERE Sequence = 4", 4 },
        { "UPDATE AuditEvents SET Hash = REPLACE(Hash, SUBSTR(Hash, 1, 1), 'x') WHERE Sequence = 4", 4 },
        { Delete, 9 },
        { "DELETE FROM AuditEvents WHERE Sequence = 1", 1 },
        { Delete + "; UPDATE AuditEvents SET Sequence = Sequence + 1000000 WHERE Sequence > 9; UPDATE AuditEvents SET Sequence = Sequence - 1000001 WHERE Sequence > 1000000", 9 },
        { Swap, 7 },
        { Insert, 6 },
        { Truncate, 11 },
        { "DELETE FROM AuditEvents WHERE Sequence > 10", 11 },
        { "DELETE FROM AuditEvents; UPDATE AuditHeads SET Sequence = 0, Hash = '" + "0000000000000000000000000000000000000000000000000000000000000000'", 1 },
    };

    [Theory, MemberData(nameof(Tamperings)), Rule("INV-8")]
    public async Task Verify_AfterATampering_NamesTheFirstBadRow(string sql, long row)
    {
        using var log = new TamperedLog(sql);

        var result = await log.Verify();

        result.Bad.ShouldNotBeNull(sql);
        result.Bad.Row.ShouldBe(row, $"{sql}: {result.Bad.Fault}, {result.Bad.Why}");
    }

    [Fact, Rule("INV-8")]
    public async Task Program_OnAWholeLog_AnswersNoughtAndSaysWhatItRead()
    {
        using var log = new TamperedLog("");

        var (code, output, error) = await log.VerifyByProgram();

        (code, error).ShouldBe((0, ""));
        output.ShouldStartWith("Good: ");
        output.ShouldContain("1 anchor agrees");
    }

    [Theory, InlineData("UPDATE AuditEvents SET Detail = 'role Analyst' WHERE Sequence = 4", 4), InlineData(Delete, 9), InlineData(Swap, 7), InlineData(Insert, 6), InlineData(Truncate, 11)]
    [Rule("INV-8")]
    public async Task Program_AfterATampering_AnswersOneAndNamesTheRow(string sql, long row)
    {
        using var log = new TamperedLog(sql);

        var (code, output, error) = await log.VerifyByProgram();

        (code, output).ShouldBe((1, ""));
        error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem().ShouldStartWith($"BAD: first bad row {row} (");
    }

    [Fact, Rule("INV-8")]
    public async Task Program_OnAnotherDatabaseThanItsAnchor_SaysSo()
    {
        using var log = new TamperedLog("UPDATE AuditHeads SET LogId = '4F3C1C4E-8F1F-4D7C-9A56-0F4D3F0A9B11'");

        var (code, _, error) = await log.VerifyByProgram();

        code.ShouldBe(1);
        error.ShouldContain("belongs to log");
        (await log.Verify()).Bad!.Fault.ShouldBe(AuditFault.OtherLog);
    }

    [Fact]
    public async Task Program_WithoutADatabase_AnswersTwoInOneLine()
    {
        var (code, output, error) = await Faults.Programs.Tools("verify", "audit", "--data-directory", Path.Combine(Path.GetTempPath(), "no-such-directory-of-dacase"));

        (code, output).ShouldBe((2, ""));
        error.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldHaveSingleItem();
    }
}
