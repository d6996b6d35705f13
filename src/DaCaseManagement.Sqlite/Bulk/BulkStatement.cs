using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

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
        var (bytes, at, left) = (rows.Bytes, 0, rows.Count);
        while (left > 0)
        {
            var take = left >= MostRows ? MostRows : 1;
            var statement = take == 1 ? one : many;
            var handle = statement.DangerousGetHandle();
            for (var i = 1; i <= take * columns; i++)
            {
                at = Bind(handle, i, bytes, at);
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

    /// <returns>Where the next value begins.</returns>
    private static int Bind(IntPtr statement, int i, byte[] bytes, int at)
    {
        switch (bytes[at])
        {
            case BulkRows.NumberTag:
                _ = Native.BindNumber(statement, i, BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at + 1)));
                return at + 9;
            case BulkRows.TextTag:
                // Not copied: the buffer stays where it is until the row is written.
                var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at + 1));
                _ = Native.BindText(statement, i, Marshal.UnsafeAddrOfPinnedArrayElement(bytes, at + 5), length, IntPtr.Zero);
                return at + 5 + length;
            default:
                _ = Native.BindNull(statement, i);
                return at + 1;
        }
    }

    private sqlite3_stmt Prepare(BulkRows rows, int count)
    {
        var row = $"({string.Join(',', Enumerable.Repeat('?', columns))})";
        var sql = string.Create(CultureInfo.InvariantCulture, $"INSERT INTO \"{rows.Table}\" ({string.Join(',', rows.Columns.Select(c => $"\"{c}\""))}) VALUES {string.Join(',', Enumerable.Repeat(row, count))}");
        return raw.sqlite3_prepare_v2(db, sql, out var statement) == raw.SQLITE_OK ? statement : throw new IOException($"{rows.Table}: {raw.sqlite3_errmsg(db).utf8_to_string()}");
    }

    /// <summary>A value is bound some two hundred times an incident: straight into the library, since the binding counts references and copies texts each time.</summary>
    private static class Native
    {
        private const string Library = "e_sqlite3";

        [DllImport(Library, EntryPoint = "sqlite3_bind_int64"), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
        public static extern int BindNumber(IntPtr statement, int i, long value);

        /// <param name="dispose">0: the bytes outlive the statement's run.</param>
        [DllImport(Library, EntryPoint = "sqlite3_bind_text"), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
        public static extern int BindText(IntPtr statement, int i, IntPtr text, int bytes, IntPtr dispose);

        [DllImport(Library, EntryPoint = "sqlite3_bind_null"), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
        public static extern int BindNull(IntPtr statement, int i);
    }
}
