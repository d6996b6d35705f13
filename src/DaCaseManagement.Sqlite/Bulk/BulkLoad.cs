using SQLitePCL;

namespace DaCaseManagement.Sqlite.Bulk;

/// <summary>Fills the tables of a file that nobody else has open: without indexes and without waiting for the disk while rows go in; then the indexes are made
/// again, the planner's statistics taken, and the file is as careful as before. A load that ends early leaves a file to throw away.</summary>
public sealed class BulkLoad : IDisposable
{
    private readonly sqlite3 db;
    private readonly Dictionary<string, BulkStatement> statements = [];
    private readonly List<(string Name, string Sql)> indexes = [];

    public BulkLoad(string file)
    {
        SqliteBinding.Load();
        if (raw.sqlite3_open_v2(file, out db, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null) != raw.SQLITE_OK)
        {
            throw new IOException($"The database {file} cannot be opened.");
        }

        // 96 MB of pages.
        Do("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-96000; PRAGMA threads=2;");
    }

    /// <summary>How many indexes will be made by <see cref="MakeIndexes"/>.</summary>
    public int Indexes => indexes.Count;

    public void DropIndexes(IReadOnlyCollection<string> tables)
    {
        Read("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid", row =>
        {
            if (tables.Contains(row(1)))
            {
                indexes.Add((row(0), row(2)));
            }
        });
        foreach (var (name, _) in indexes)
        {
            Do($"DROP INDEX \"{name}\"");
        }
    }

    public void Begin() => Do("BEGIN IMMEDIATE");

    public void Commit() => Do("COMMIT");

    public void Write(BulkRows rows)
    {
        if (rows.Count > 0)
        {
            (statements.TryGetValue(rows.Table, out var statement) ? statement : statements[rows.Table] = new BulkStatement(db, rows)).Write(rows);
        }
    }

    public void MakeIndexes(Action made)
    {
        // The sorter takes as much as the pages may: a small piece stays in the processor's cache, and the helper thread sorts it while this one reads the next.
        Do("PRAGMA cache_size=-4000;");
        foreach (var (_, sql) in indexes)
        {
            Do(sql);
            made();
        }
    }

    /// <summary>Statistics from a sample of each index, and every page on the disk.</summary>
    public void Finish()
    {
        CloseStatements();
        Do("PRAGMA analysis_limit=2000; ANALYZE; PRAGMA locking_mode=NORMAL; PRAGMA synchronous=FULL; PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON;");
        Do("PRAGMA wal_checkpoint(TRUNCATE);");
    }

    public void Dispose()
    {
        CloseStatements();
        db.Dispose();
    }

    private void CloseStatements()
    {
        foreach (var statement in statements.Values)
        {
            statement.Dispose();
        }

        statements.Clear();
    }

    private void Do(string sql)
    {
        if (raw.sqlite3_exec(db, sql) != raw.SQLITE_OK)
        {
            throw new IOException(raw.sqlite3_errmsg(db).utf8_to_string());
        }
    }

    private void Read(string sql, Action<Func<int, string>> row)
    {
        if (raw.sqlite3_prepare_v2(db, sql, out var statement) != raw.SQLITE_OK)
        {
            throw new IOException(raw.sqlite3_errmsg(db).utf8_to_string());
        }

        using (statement)
        {
            while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
            {
                row(i => raw.sqlite3_column_text(statement, i).utf8_to_string());
            }
        }
    }
}
