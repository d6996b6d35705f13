using System.Data.Common;
using System.Globalization;
using System.Text;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace DaCaseManagement.Data;

/// <summary>Inserts rows, many in a command, past the change tracker: on SQLite EF sends one command a row. Columns, and how a value is kept, come from the model; a key
/// that the database numbers is left to it and not read back. Inside a transaction only.</summary>
internal static class ManyRows
{
    /// <summary>SQL Server takes 1,000 rows and 2,100 parameters a command; SQLite looks each parameter up by going through all of them.</summary>
    private const int MostRows = 1_000, MostParameters = 400;

    public static async Task Insert<T>(this CaseDbContext db, IReadOnlyCollection<T> rows, CancellationToken cancel)
        where T : class
    {
        if (rows.Count == 0)
        {
            return;
        }

        var (type, sql) = (db.Model.FindEntityType(typeof(T))!, db.GetService<ISqlGenerationHelper>());
        var columns = type.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.Never).ToList();
        var most = Math.Min(MostRows, MostParameters / columns.Count);
        var into = $"INSERT INTO {sql.DelimitIdentifier(type.GetTableName()!)} ({string.Join(", ", columns.Select(c => sql.DelimitIdentifier(c.GetColumnName())))}) VALUES ";
        foreach (var some in rows.Chunk(most))
        {
            await using var command = db.CommandInTransaction();
            var text = new StringBuilder(into);
            for (var row = 0; row < some.Length; row++)
            {
                text.Append(row == 0 ? "(" : ", (");
                for (var column = 0; column < columns.Count; column++)
                {
                    text.Append(column == 0 ? "" : ", ").Append(Add(command, columns[column], some[row]));
                }

                text.Append(')');
            }

            command.CommandText = text.ToString();
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    public static DbCommand CommandInTransaction(this CaseDbContext db)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = (db.Database.CurrentTransaction ?? throw new InvalidOperationException("Rows are written inside a transaction only.")).GetDbTransaction();
        return command;
    }

    private static string Add(DbCommand command, IProperty property, object row)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"@p{command.Parameters.Count}");
        command.Parameters.Add(property.GetRelationalTypeMapping().CreateParameter(command, name, property.GetGetter().GetClrValue(row), property.IsNullable));
        return name;
    }
}
