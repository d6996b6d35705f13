using System.Globalization;

using DaCaseManagement.Data;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace DaCaseManagement.Audit;

/// <summary>The three commands that seal events into the chain, in words both providers understand. Every look at a record waits for them, so that they go past the
/// change tracker.</summary>
internal sealed class AuditWriter(CaseDbContext db)
{
    private readonly ISqlGenerationHelper sql = db.GetService<ISqlGenerationHelper>();

    private string Table => sql.DelimitIdentifier(db.Model.FindEntityType(typeof(AuditHead))!.GetTableName()!);

    /// <summary>Moves the head on by so many rows and reads it. The update takes the row's lock first on every provider, so that two nodes can never read the same head.</summary>
    /// <param name="changes">How many of them tell of a change.</param>
    public async Task<AuditHead> Advance(int rows, int changes, CancellationToken cancel)
    {
        var (sequence, changed) = (Name(nameof(AuditHead.Sequence)), Name(nameof(AuditHead.Changes)));
        await using var command = db.CommandInTransaction();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"""
            UPDATE {Table} SET {sequence} = {sequence} + {rows}, {changed} = {changed} + {changes} WHERE {Name(nameof(AuditHead.Id))} = 1;
            SELECT {Name(nameof(AuditHead.LogId))}, {sequence}, {Name(nameof(AuditHead.Hash))} FROM {Table} WHERE {Name(nameof(AuditHead.Id))} = 1;
            """);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel)
            ? new AuditHead { LogId = reader.GetGuid(0), Sequence = reader.GetInt64(1), Hash = reader.GetString(2) }
            : throw new InvalidOperationException("The audit log has no head.");
    }

    /// <summary>Writes the sealed events and the hash of the last.</summary>
    public async Task Write(IReadOnlyCollection<AuditEvent> events, string hash, CancellationToken cancel)
    {
        await db.Insert(events, cancel);
        await using var command = db.CommandInTransaction();
        command.CommandText = $"UPDATE {Table} SET {Name(nameof(AuditHead.Hash))} = @hash WHERE {Name(nameof(AuditHead.Id))} = 1";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@hash", hash);
        command.Parameters.Add(parameter);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private string Name(string property) => sql.DelimitIdentifier(db.Model.FindEntityType(typeof(AuditHead))!.FindProperty(property)!.GetColumnName());
}
