using DaCaseManagement.Audit;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

using Microsoft.EntityFrameworkCore;

namespace DaCaseManagement.Imports;

/// <summary>Rows of a file that are written together.</summary>
/// <param name="Lease">Whose work it is: a process that was thought dead must not write what another has taken over.</param>
/// <param name="From">Rows done before; with <paramref name="UpTo"/> it makes a batch happen once, whoever tries.</param>
public sealed record RowBatch<T>(long ImportFileId, Guid Lease, long From, BatchPlace UpTo, IReadOnlyList<T> Rows, IReadOnlyList<IImportRow> Broken)
    where T : IImportRow;

/// <summary>The lease was lost, or the import stopped: this process leaves it alone.</summary>
public sealed class ImportInterruptedException() : Exception("The import is not ours to go on with.");

/// <summary>What both kinds of batch do the same way: hold the file, look known records up, count, keep the notes, and seal one event.</summary>
internal sealed class ImportBatch<T>(CaseDbContext db, AuditTrail trail, TimeProvider clock, RowBatch<T> rows, CancellationToken cancel)
    where T : IImportRow
{
    /// <summary>Lookups by list go in pieces: SQL Server takes some two thousand values in one statement.</summary>
    public const int Piece = 500;

    /// <summary>Beyond it the mapping is wrong, and more lines help nobody.</summary>
    public const int MostProblems = 100_000;

    private readonly Dictionary<string, LegacyRecord> known = [];
    private readonly Dictionary<string, string> hashes = [];
    private readonly List<ImportProblem> noted = [];
    private int added;
    private int changed;
    private int unchanged;
    private int refused;
    private int flagged;
    private int problems;

    public ImportFile File { get; private set; } = null!;

    public int Number => File.Batches + 1;

    /// <summary>The rows that may be written: neither refused nor the same as last time. Rows for one reference stay in their order.</summary>
    public async Task<List<T>> Begin()
    {
        // The write takes the row's lock first, so that a stop or another process waits for this batch or is seen by it.
        var held = await db.ImportFiles.Where(f => f.Id == rows.ImportFileId && f.Status == ImportStatus.Running && f.LeaseBy == rows.Lease && f.RowsDone == rows.From)
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.LeaseUntil, clock.GetUtcNow().UtcDateTime + ImportLease.Length), cancel);
        if (held == 0)
        {
            throw new ImportInterruptedException();
        }

        File = await db.ImportFiles.SingleAsync(f => f.Id == rows.ImportFileId, cancel);
        problems = (int)Math.Min(MostProblems, File.Refused + File.Flagged);
        foreach (var broken in rows.Broken)
        {
            Refuse(broken);
        }

        await FindKnown();
        return [.. rows.Rows];
    }

    /// <summary>What every known reference said last time; the whole record only where the row now says something else.</summary>
    private async Task FindKnown()
    {
        foreach (var piece in rows.Rows.Select(r => r.Reference).Distinct().Chunk(Piece))
        {
            foreach (var record in await db.LegacyRecords.Where(r => r.Source == File.Source && r.Kind == File.Kind && piece.Contains(r.Reference)).Select(r => new { r.Reference, r.ContentHash }).ToListAsync(cancel))
            {
                hashes[record.Reference] = record.ContentHash;
            }
        }

        foreach (var record in await Find(File.Kind, rows.Rows.Where(r => hashes.TryGetValue(r.Reference, out var hash) && hash != r.Hash).Select(r => r.Reference)))
        {
            known[record.Reference] = record;
        }
    }

    public async Task<List<LegacyRecord>> Find(ImportKind kind, IEnumerable<string> references)
    {
        var found = new List<LegacyRecord>();
        foreach (var piece in references.Distinct().Chunk(Piece))
        {
            found.AddRange(await db.LegacyRecords.Where(r => r.Source == File.Source && r.Kind == kind && piece.Contains(r.Reference)).ToListAsync(cancel));
        }

        return found;
    }

    public LegacyRecord? Known(string reference) => known.GetValueOrDefault(reference);

    public LegacyRecord Remember(T row)
    {
        var record = Note(row);
        db.LegacyRecords.Add(record);
        return record;
    }

    /// <summary>As <see cref="Remember"/>, but whoever asks writes it.</summary>
    public LegacyRecord Note(T row) => known[row.Reference] = new LegacyRecord(File.Source, File.Kind, row.Reference, row.Hash, File.Id, Number);

    public bool IsTheSame(T row) => (Known(row.Reference)?.ContentHash ?? hashes.GetValueOrDefault(row.Reference)) == row.Hash;

    public void Refuse(IImportRow row, RowNote? because = null)
    {
        refused++;
        Write(row, row.Notes.Where(n => n.Refused).Concat(because is null ? [] : [because]));
    }

    public void Same() => unchanged++;

    public void Wrote(T row, LegacyRecord record, bool isNew, bool isChanged, IReadOnlyCollection<RowNote> alsoSaid)
    {
        (added, changed, unchanged) = (added + (isNew ? 1 : 0), changed + (!isNew && isChanged ? 1 : 0), unchanged + (!isNew && !isChanged ? 1 : 0));
        var notes = row.Notes.Concat(alsoSaid).ToList();
        flagged += notes.Count > 0 ? 1 : 0;
        record.Keep(notes);
        if (!isNew)
        {
            record.ReadAgain(row.Hash, File.Id, Number);
        }

        Write(row, notes);
    }

    public async Task<BatchCounts> End()
    {
        var counts = new BatchCounts(added, changed, unchanged, refused, flagged);
        trail.Record(AuditAct.Collection, "import.batch", Subject.System(File.Reference), $"batch {Number}, rows {rows.From + 1} to {rows.UpTo.Rows}: {added} added, {changed} changed, {unchanged} unchanged, {refused} refused");
        File.Count(rows.UpTo, counts, clock.GetUtcNow().UtcDateTime + ImportLease.Length);
        db.ImportProblems.AddRange(noted.OrderBy(p => p.Row));
        await db.SaveChangesAsync(cancel);
        return counts;
    }

    private void Write(IImportRow row, IEnumerable<RowNote> notes)
    {
        foreach (var note in notes)
        {
            if (problems++ < MostProblems)
            {
                noted.Add(new ImportProblem(File.Id, row.Number, note));
            }
        }
    }
}
