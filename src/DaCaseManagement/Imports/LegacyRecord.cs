using DaCaseManagement.Incidents;
using DaCaseManagement.People;

namespace DaCaseManagement.Imports;

/// <summary>Which record of ours a record of another system became, and from which file and batch: the way back for every imported fact (ACC-5).</summary>
public sealed class LegacyRecord
{
    private LegacyRecord() { }

    public LegacyRecord(string source, ImportKind kind, string reference, string contentHash, long importFileId, int batch)
    {
        (Source, Kind, Reference, ContentHash) = (source, kind, reference, contentHash);
        (ImportFileId, Batch, LastImportFileId, LastBatch) = (importFileId, batch, importFileId, batch);
    }

    public long Id { get; private set; }

    public string Source { get; private set; } = "";

    public ImportKind Kind { get; private set; }

    /// <summary>In capitals, so that one record has one row whatever the database's rules of comparison.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>SHA-256 of what the row said when it was last read: the same again changes nothing.</summary>
    public string ContentHash { get; private set; } = "";

    public long? PersonId { get; private set; }

    public Person? Person { get; internal set; }

    public long? IncidentId { get; private set; }

    public Incident? Incident { get; internal set; }

    public long ImportFileId { get; private set; }

    public int Batch { get; private set; }

    public long LastImportFileId { get; private set; }

    public int LastBatch { get; private set; }

    /// <summary>What the row said that fits no field of ours, such as a date of birth of 31/02/1985.</summary>
    public string? KeptAsTyped { get; private set; }

    public void ReadAgain(string contentHash, long importFileId, int batch) => (ContentHash, LastImportFileId, LastBatch) = (contentHash, importFileId, batch);

    /// <summary>Adds what was not understood; nothing kept before is dropped, and nothing is kept twice.</summary>
    public void Keep(IEnumerable<RowNote> notes)
    {
        foreach (var line in notes.Where(n => !n.Refused && n.AsTyped.Length > 0).Select(n => $"{n.Column}: {n.AsTyped}"))
        {
            var lines = KeptAsTyped?.Split('\n') ?? [];
            var whole = KeptAsTyped is null ? line : KeptAsTyped + "\n" + line;
            if (!lines.Contains(line) && whole.Length <= Pipeline.Lengths.Narrative)
            {
                KeptAsTyped = whole;
            }
        }
    }
}
