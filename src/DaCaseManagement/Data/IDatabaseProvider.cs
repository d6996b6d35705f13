namespace DaCaseManagement.Data;

/// <summary>The few things that differ between SQLite and SQL Server at run time.</summary>
public interface IDatabaseProvider
{
    /// <summary>Wait for this process's turn to write. SQLite has one writer at a time and starves the unlucky without a queue; SQL Server returns at once.</summary>
    ValueTask<IDisposable> EnterWriting(CancellationToken cancel);

    /// <summary>True when the fault is a broken unique index: somebody else did the same thing first.</summary>
    bool IsUniqueViolation(Exception fault);
}
