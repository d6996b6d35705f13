using System.Data;

using DaCaseManagement.Audit;
using DaCaseManagement.Data;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Pipeline;

/// <summary>Runs work in one transaction, seals its audit events into the chain, commits, and only then moves the anchor outside the database.</summary>
public sealed class Transactions(CaseDbContext db, AuditTrail trail, IDatabaseProvider provider, IAuditAnchor anchor)
{
    private readonly List<Action> after = [];

    /// <summary>Done once the running transaction is kept; forgotten when it is not.</summary>
    public void AfterCommit(Action act) => after.Add(act);

    public async Task<T> Run<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            return await work();
        }

        using var turn = await provider.EnterWriting(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel);
        try
        {
            var result = await work();
            await db.SaveChangesAsync(cancel);
            var head = await trail.Seal(cancel);
            await transaction.CommitAsync(cancel);
            if (head is not null)
            {
                anchor.Move(head);
            }

            after.ForEach(act => act());
            after.Clear();
            return result;
        }
        catch
        {
            // What was waiting to be logged did not happen.
            trail.Forget();
            after.Clear();
            db.ChangeTracker.Clear();
            throw;
        }
    }
}

/// <summary>Keeps the last audit head outside the database, so that a log cut short at its end is noticed.</summary>
public interface IAuditAnchor
{
    void Move(AuditHead head);
}
