using System.Buffers.Binary;
using System.Globalization;

using SQLitePCL;

namespace DaCaseManagement.Sqlite.Bulk;

/// <summary>A prepared insert of one table, many rows at a time: the numbering of the table is looked up once for each statement, not for each row.</summary>
internal sealed class BulkStatement : IDisposable
{
    private const int MostRows = 32;

    private readonly sqlite3 db;
    private readonly sqlite3_stmt many;
    private readonly sqlite3_stmt one;
    private readonly int columns;

    public BulkStatement(sqlite3 db, BulkRows rows)
    {
        (this.db, columns) = (db, rows.Columns.Count);
        one = Prepare(rows, 1);
        many = Prepare(rows, MostRows);
    }

    public void Write(BulkRows rows)
    {
        var bytes = rows.Bytes;
        var left = rows.Count;
        while (left > 0)
        {
            var take = left >= MostRows ? MostRows : 1;
            var statement = take == 1 ? one : many;
            for (var i = 1; i <= take * columns; i++)
            {
                bytes = Bind(statement, i, bytes);
            }

            if (raw.sqlite3_step(statement) != raw.SQLITE_DONE)
            {
                throw new IOException($"{rows.Table}: {raw.sqlite3_errmsg(db).utf8_to_string()}");
            }

            _ = raw.sqlite3_reset(statement);
            left -= take;
        }
    }

    public void Dispose()
    {
        many.Dispose();
        one.Dispose();
    }

    private static ReadOnlySpan<byte> Bind(sqlite3_stmt statement, int i, ReadOnlySpan<byte> bytes)
    {
        switch (bytes[0])
        {
            case BulkRows.NumberTag:
                _ = raw.sqlite3_bind_int64(statement, i, BinaryPrimitives.ReadInt64LittleEndian(bytes[1..]));
                return bytes[9..];
            case BulkRows.TextTag:
                var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[1..]);

                // An empty span has no address, which SQLite takes for NULL.
                _ = length == 0 ? raw.sqlite3_bind_text(statement, i, "") : raw.sqlite3_bind_text(statement, i, bytes.Slice(5, length));
                return bytes[(5 + length)..];
            default:
                _ = raw.sqlite3_bind_null(statement, i);
                return bytes[1..];
        }
    }

    private sqlite3_stmt Prepare(BulkRows rows, int count)
    {
        var row = $"({string.Join(',', Enumerable.Repeat('?', columns))})";
        var sql = string.Create(CultureInfo.InvariantCulture, $"INSERT INTO \"{rows.Table}\" ({string.Join(',', rows.Columns.Select(c => $"\"{c}\""))}) VALUES {string.Join(',', Enumerable.Repeat(row, count))}");
        return raw.sqlite3_prepare_v2(db, sql, out var statement) == raw.SQLITE_OK ? statement : throw new IOException($"{rows.Table}: {raw.sqlite3_errmsg(db).utf8_to_string()}");
    }
}
