using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.IntegrationTests.App;
using DaCaseManagement.IntegrationTests.Faults;

using Microsoft.Data.Sqlite;

namespace DaCaseManagement.IntegrationTests.Audit;

/// <summary>A database with a log that somebody has been at, past the application.</summary>
internal sealed class TamperedLog : IDisposable
{
    public TamperedLog(string sql)
    {
        Templates.CopyTo(Directory, Contents.Empty);
        using var file = new SqliteConnection($"Data Source={DataLocation.SqliteFile(Directory)};Pooling=False");
        file.Open();
        using var command = file.CreateCommand();

        // Whoever may change the schema may drop the triggers first: the chain is what such a person is found out by.
        command.CommandText = $"DROP TRIGGER AuditEvents_AppendOnly_Update; DROP TRIGGER AuditEvents_AppendOnly_Delete; DROP TRIGGER AuditEvents_AppendOnly_Replace; {(sql.Length == 0 ? "SELECT 1" : sql)}";
        command.ExecuteNonQuery();
    }

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("dacase-audit-").FullName;

    /// <summary>As the program an auditor runs.</summary>
    public Task<(int Code, string Out, string Error)> VerifyByProgram() => Programs.Tools("verify", "audit", "--data-directory", Directory);

    public async Task<AuditVerificationResult> Verify()
    {
        await using var db = Programs.Open(Directory);
        return await new AuditVerification(db, AuditAnchor.ReadAll(Directory)).Run(CancellationToken.None);
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
