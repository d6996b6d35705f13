using System.Data.Common;
using System.Globalization;
using System.Text;

using DaCaseManagement.Data;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace DaCaseManagement.Audit;

/// <summary>The two commands that seal events into the chain, in the words both providers understand. Every look at a record waits for them, so that they go past the
/// change tracker; columns and how a value is kept come from the model.</summary>
internal sealed class AuditWriter(CaseDbContext db)
{
    /// <summary>Rows a command, well within the parameters either provider takes.</summary>
    private const int MostRows = 100;

    private readonly ISqlGenerationHelper sql = db.GetService<ISqlGenerationHelper>();

    /// <summary>Moves the head on by so many rows and reads it. The update takes the row's lock first on every provider, so that two nodes can never read the same head.</summary>
    public async Task<AuditHead> Advance(int rows, CancellationToken cancel)
    {
        var head = Columns(typeof(AuditHead));
        string Name(string property) => sql.DelimitIdentifier(head.Single(c => c.Property.Name == property).Column);
        var (table, sequence) = (Table(typeof(AuditHead)), Name(nameof(AuditHead.Sequence)));
        await using var command = Command(string.Create(CultureInfo.InvariantCulture, $"""
            UPDATE {table} SET {sequence} = {sequence} + {rows} WHERE {Name(nameof(AuditHead.Id))} = 1;
            SELECT {Name(nameof(AuditHead.LogId))}, {sequence}, {Name(nameof(AuditHead.Hash))} FROM {table} WHERE {Name(nameof(AuditHead.Id))} = 1;
            """));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel)
            ? new AuditHead { LogId = reader.GetGuid(0), Sequence = reader.GetInt64(1), Hash = reader.GetString(2) }
            : throw new InvalidOperationException("The audit log has no head.");
    }

    /// <summary>Writes the sealed events and the hash of the last.</summary>
    public async Task Write(IReadOnlyList<AuditEvent> events, string hash, CancellationToken cancel)
    {
        foreach (var some in events.Chunk(MostRows))
        {
            await using var command = Command("");
            var columns = Columns(typeof(AuditEvent));
            var text = new StringBuilder("INSERT INTO ").Append(Table(typeof(AuditEvent))).Append(" (").AppendJoin(", ", columns.Select(c => sql.DelimitIdentifier(c.Column))).Append(") VALUES ");
            for (var row = 0; row < some.Length; row++)
            {
                text.Append(row == 0 ? "(" : ", (").AppendJoin(", ", columns.Select(c => Add(command, c, c.Property.GetGetter().GetClrValue(some[row])))).Append(')');
            }

            if (some[^1].Hash == hash)
            {
                var head = Columns(typeof(AuditHead));
                text.Append("; UPDATE ").Append(Table(typeof(AuditHead))).Append(" SET ");
                var kept = head.Single(c => c.Property.Name == nameof(AuditHead.Hash));
                text.Append(sql.DelimitIdentifier(kept.Column)).Append(" = ").Append(Add(command, kept, hash)).Append(" WHERE ").Append(sql.DelimitIdentifier(head.Single(c => c.Property.Name == nameof(AuditHead.Id)).Column)).Append(" = 1");
            }

            command.CommandText = text.Append(';').ToString();
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private static string Add(DbCommand command, (IProperty Property, string Column) column, object? value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"@p{command.Parameters.Count}");
        command.Parameters.Add(column.Property.GetRelationalTypeMapping().CreateParameter(command, name, value, column.Property.IsNullable));
        return name;
    }

    private DbCommand Command(string text)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        return command;
    }

    private string Table(Type type) => sql.DelimitIdentifier(db.Model.FindEntityType(type)!.GetTableName()!);

    private List<(IProperty Property, string Column)> Columns(Type type) => [.. db.Model.FindEntityType(type)!.GetProperties().Select(p => (p, p.GetColumnName()))];
}
