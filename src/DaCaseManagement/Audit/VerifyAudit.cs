using System.Data.Common;
using System.Runtime.CompilerServices;

using DaCaseManagement.Data;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Audit;

public enum AuditFault
{
    /// <summary>The row's content is not what its hash was made from.</summary>
    Edited,

    /// <summary>The row was written under a later number: rows were swapped.</summary>
    OutOfOrder,

    /// <summary>The row was written under an earlier number: something was put in before it.</summary>
    Inserted,

    /// <summary>The row is whole in no place of this log: it, or the row before it, was replaced.</summary>
    Replaced,

    /// <summary>There is no row with the next number, but there are later ones.</summary>
    Missing,

    /// <summary>Rows that the head or an anchor knows are gone from the end.</summary>
    CutShort,

    /// <summary>The head row is missing, doubled or tells another end than the rows.</summary>
    HeadDisagrees,

    /// <summary>An anchor outside the database remembers the row otherwise: the log was rewritten up to here and made whole again.</summary>
    AnchorDisagrees,

    /// <summary>An anchor belongs to another log: this one was put in its place.</summary>
    OtherLog,

    /// <summary>An anchor file holds no anchor.</summary>
    AnchorUnreadable,
}

/// <param name="Row">The first bad row's number; 0 when the fault is not in a row.</param>
/// <param name="Why">One line for a person.</param>
public sealed record AuditFinding(AuditFault Fault, long Row, string Why);

/// <param name="Rows">Rows found good, from the start.</param>
/// <param name="LastHash">Hash of the last good row: write it down and it is an anchor.</param>
/// <param name="Bad">Null: the log is whole.</param>
public sealed record AuditVerificationResult(long Rows, string LastHash, Guid? LogId, int Anchors, AuditFinding? Bad);

/// <summary>Recomputes the whole chain and says where it first breaks (INV-8). Reads only, a page at a time; the system may go on writing meanwhile.</summary>
public sealed class AuditVerification(CaseDbContext db, IReadOnlyList<AuditAnchor> anchors, IProgress<long>? progress = null)
{
    private const int PageSize = 2_000;

    private long row;
    private string hash = AuditChain.Start;

    /// <remarks>Read the anchors before calling: an anchor follows its commit, so that it never knows more than the rows read after it.</remarks>
    public async Task<AuditVerificationResult> Run(CancellationToken cancel)
    {
        var heads = await Heads(cancel);
        var bad = heads.Count == 1 ? AnchorFiles(heads[0]) ?? await Rows(cancel) : HeadCount(heads.Count);
        return new AuditVerificationResult(row, hash, heads.Count == 1 ? heads[0].LogId : null, anchors.Count, bad);
    }

    /// <summary>One, unless somebody has been at it.</summary>
    private async Task<List<AuditHead>> Heads(CancellationToken cancel)
    {
        try
        {
            return await db.AuditHeads.AsNoTracking().OrderBy(h => h.Id).Take(2).ToListAsync(cancel);
        }
        catch (Exception fault) when (IsUnreadable(fault))
        {
            return [];
        }
    }

    private static AuditFinding HeadCount(int count) =>
        new(AuditFault.HeadDisagrees, 0, count == 0 ? "the head row is missing or cannot be read" : "there is more than one head row");

    private AuditFinding? AnchorFiles(AuditHead head)
    {
        foreach (var anchor in anchors)
        {
            if (anchor.Head is null)
            {
                return new AuditFinding(AuditFault.AnchorUnreadable, 0, $"{anchor.File} holds no anchor");
            }

            if (anchor.Head.LogId != head.LogId)
            {
                return new AuditFinding(AuditFault.OtherLog, 0, $"{anchor.File} belongs to log {anchor.Head.LogId:N}, this is log {head.LogId:N}: the log was replaced by another. If that was done on purpose, move the file away");
            }
        }

        return null;
    }

    private async Task<AuditFinding?> Rows(CancellationToken cancel)
    {
        while (true)
        {
            var more = false;
            await foreach (var next in Pages(cancel))
            {
                more = true;
                if (await Check(next, cancel) is { } bad)
                {
                    return bad;
                }
            }

            // Rows and head move in one transaction, so that rows read after a head reach at least to it. Whoever writes meanwhile sends us round again.
            var heads = await Heads(cancel);
            if (heads.Count != 1)
            {
                return HeadCount(heads.Count);
            }

            if (heads[0].Sequence <= row || !more)
            {
                return End(heads[0]);
            }
        }
    }

    private AuditFinding? End(AuditHead head)
    {
        if (head.Sequence > row)
        {
            return new AuditFinding(AuditFault.CutShort, row + 1, $"the log ends at row {row}, but its head knows {head.Sequence}: rows {row + 1} to {head.Sequence} are gone");
        }

        var longest = anchors.Select(a => a.Head!).MaxBy(h => h.Sequence);
        if (longest is not null && longest.Sequence > row)
        {
            var file = anchors.First(a => a.Head == longest).File;
            return new AuditFinding(AuditFault.CutShort, row + 1, $"the log ends at row {row}, but {file} knows {longest.Sequence}: rows {row + 1} to {longest.Sequence} are gone");
        }

        return head.Sequence == row && head.Hash == hash
            ? null
            : new AuditFinding(AuditFault.HeadDisagrees, row, $"the head says row {head.Sequence} with hash {Short(head.Hash)}, the last row is {row} with {Short(hash)}: the last rows or the head were rewritten");
    }

    private async Task<AuditFinding?> Check(Row next, CancellationToken cancel)
    {
        var expected = row + 1;
        if (next.Sequence < expected)
        {
            return new AuditFinding(AuditFault.Inserted, next.Sequence, $"row {next.Sequence} stands before the start of the log");
        }

        if (next.Sequence > expected)
        {
            return new AuditFinding(AuditFault.Missing, expected, next.Sequence == expected + 1 ? $"row {expected} is missing" : $"rows {expected} to {next.Sequence - 1} are missing");
        }

        if (next.Event is not { } e || next.Act != e.Act.ToString() || next.SubjectKind != e.SubjectKind.ToString())
        {
            return new AuditFinding(AuditFault.Edited, expected, $"row {expected} was edited: it holds a value that was never written there");
        }

        if (AuditChain.HashOf(e, e.Sequence, hash) != e.Hash)
        {
            return await Diagnose(e, cancel);
        }

        if (anchors.FirstOrDefault(a => a.Head!.Sequence == expected && a.Head.Hash != e.Hash) is { } anchor)
        {
            return new AuditFinding(AuditFault.AnchorDisagrees, expected, $"row {expected} has hash {Short(e.Hash)}, but {anchor.File} remembers {Short(anchor.Head!.Hash)}: this row or one before it was rewritten and the chain mended");
        }

        (row, hash) = (expected, e.Hash);
        if (row % PageSize == 0)
        {
            progress?.Report(row);
        }

        return null;
    }

    /// <summary>The hash was sealed with the row's own number and the hash before it: finding the pair that fits says where the row was written.</summary>
    private async Task<AuditFinding> Diagnose(AuditEvent e, CancellationToken cancel)
    {
        var at = e.Sequence;
        var follower = await db.AuditEvents.AnyAsync(x => x.Sequence == at + 1, cancel) ? (await One(at + 1, cancel)).Event : null;
        var head = (await Heads(cancel)).FirstOrDefault();
        var followed = follower is not null ? AuditChain.HashOf(follower, follower.Sequence, e.Hash) == follower.Hash : head?.Sequence == at && head.Hash == e.Hash;
        if (followed)
        {
            return new AuditFinding(AuditFault.Edited, at, $"row {at} was edited (its content is not what its hash was made from), or row {at - 1} before it was given a new hash");
        }

        var written = await WrittenAs(e, cancel);
        return written switch
        {
            { } number when number > at => new AuditFinding(AuditFault.OutOfOrder, at, $"row {at} is out of order: it was written as row {number}"),
            { } number => new AuditFinding(AuditFault.Inserted, at, $"row {at} was written as row {number}: something was put in before it, or it was moved"),
            null => new AuditFinding(AuditFault.Replaced, at, $"row {at} does not follow from row {at - 1}: it was edited or replaced, or rows were taken out before it, or row {at - 1} was rewritten"),
        };
    }

    private async Task<long?> WrittenAs(AuditEvent e, CancellationToken cancel)
    {
        if (AuditChain.HashOf(e, 1, AuditChain.Start) == e.Hash)
        {
            return 1;
        }

        // A moved neighbour took its hash along, so that each hash is tried for the row's own number and the two after it.
        var hashes = db.AuditEvents.AsNoTracking().OrderBy(x => x.Sequence).Select(x => new { x.Sequence, x.Hash }).AsAsyncEnumerable();
        await foreach (var other in hashes.WithCancellation(cancel))
        {
            for (var number = other.Sequence; number <= other.Sequence + 2; number++)
            {
                if (AuditChain.HashOf(e, number, other.Hash) == e.Hash)
                {
                    return number;
                }
            }
        }

        return null;
    }

    private async IAsyncEnumerable<Row> Pages([EnumeratorCancellation] CancellationToken cancel)
    {
        var after = row == 0 ? long.MinValue : row;
        while (true)
        {
            var page = await Page(after, cancel);
            foreach (var next in page)
            {
                yield return next;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            after = page[^1].Sequence;
        }
    }

    private async Task<List<Row>> Page(long after, CancellationToken cancel)
    {
        var rows = db.AuditEvents.AsNoTracking().Where(e => e.Sequence > after).OrderBy(e => e.Sequence).Take(PageSize);
        try
        {
            return await Readable(rows).ToListAsync(cancel);
        }
        catch (Exception fault) when (IsUnreadable(fault))
        {
            // Somebody wrote a value that no such column ever held. Numbers are always readable; one by one shows which row it is.
            var page = new List<Row>();
            foreach (var sequence in await rows.Select(e => e.Sequence).ToListAsync(cancel))
            {
                page.Add(await One(sequence, cancel));
            }

            return page;
        }
    }

    private async Task<Row> One(long sequence, CancellationToken cancel)
    {
        try
        {
            return await Readable(db.AuditEvents.AsNoTracking().Where(e => e.Sequence == sequence)).SingleAsync(cancel);
        }
        catch (Exception fault) when (IsUnreadable(fault))
        {
            return new Row(sequence, null, "", "");
        }
    }

    // Names of enum values as they stand in the column: "COLLECTION" or "0" would be read as the same act, and are edits all the same.
    private static IQueryable<Row> Readable(IQueryable<AuditEvent> events) =>
        events.Select(e => new Row(e.Sequence, e, (string)(object)e.Act, (string)(object)e.SubjectKind));

    private static bool IsUnreadable(Exception fault) => fault is not (DbException or OperationCanceledException) && fault.GetBaseException() is FormatException or InvalidOperationException or InvalidCastException or ArgumentException or OverflowException;

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;

    /// <param name="Event">Null: a value in it cannot be read.</param>
    private sealed record Row(long Sequence, AuditEvent? Event, string Act, string SubjectKind);
}
