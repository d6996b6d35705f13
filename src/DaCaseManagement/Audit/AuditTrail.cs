using DaCaseManagement.Access;
using DaCaseManagement.Data;

namespace DaCaseManagement.Audit;

/// <summary>Where handlers say what happened. Events are kept until the pipeline seals them into the chain, in the same transaction as the change.</summary>
public sealed class AuditTrail(CaseDbContext db, CurrentUser user, TimeProvider clock)
{
    private readonly Guid correlation = Guid.CreateVersion7();
    private readonly List<AuditEvent> waiting = [];

    public bool IsEmpty => waiting.Count == 0;

    public void Record(AuditAct act, string code, Subject subject, string? detail = null) =>
        waiting.Add(new AuditEvent(clock.GetUtcNow().UtcDateTime, user.Id, user.UserName, act, code, subject, detail, correlation));

    /// <summary>For the moments before anybody is signed in: the account that was tried.</summary>
    public void RecordFor(long userId, string userName, string code, string? detail = null) =>
        waiting.Add(new AuditEvent(clock.GetUtcNow().UtcDateTime, userId, userName, AuditAct.Access, code, Subject.Account(userName), detail, correlation));

    /// <summary>An event in somebody else's name: of an earlier day (the demonstration seeder), or one of many who look at one screen (the board).</summary>
    internal void Enlist(AuditEvent past) => waiting.Add(past);

    public void Forget() => waiting.Clear();

    /// <summary>Chains and saves what is waiting; call inside a transaction. Returns the new head for the anchor, or null when there was nothing.</summary>
    public async Task<AuditHead?> Seal(CancellationToken cancel)
    {
        if (waiting.Count == 0)
        {
            return null;
        }

        var writer = new AuditWriter(db);
        var head = await writer.Advance(waiting.Count, waiting.Count(e => e.Act is not (AuditAct.Consultation or AuditAct.Access or AuditAct.Refusal)), cancel);
        var (sequence, hash) = (head.Sequence - waiting.Count, head.Hash);
        foreach (var e in waiting)
        {
            e.Seal(++sequence, hash);
            hash = e.Hash;
        }

        await writer.Write(waiting, hash, cancel);
        waiting.Clear();
        return new AuditHead { LogId = head.LogId, Sequence = sequence, Hash = hash };
    }
}
