namespace DaCaseManagement.Imports;

public enum ImportKind
{
    People,
    Incidents,
}

public enum ImportStatus
{
    /// <summary>Somebody is looking at the columns and the preview.</summary>
    Preparing,
    Waiting,
    Running,

    /// <summary>Somebody stopped it, or the file could not be read further. What was taken over stays; it can go on.</summary>
    Stopped,
    Done,

    /// <summary>Never started; the file is gone.</summary>
    Withdrawn,
}

/// <summary>One file of records from another system (ACC-5): what its columns mean, how far it has come, and what came of it. Its text is never kept here.</summary>
public sealed class ImportFile
{
    private ImportFile() { }

    public ImportFile(string reference, ImportKind kind, string source, FileLooks looks, string? storedAs, long? byId, string byName, DateTime at)
    {
        (Reference, Kind, Source, StoredAs, ById, ByName, AddedAt) = (reference, kind, source, storedAs, byId, byName, at);
        (ContentHash, Bytes, Encoding, Delimiter) = (looks.Hash, looks.Bytes, looks.Encoding, looks.Delimiter.ToString());
    }

    public long Id { get; private set; }

    public string Reference { get; private set; } = "";

    public ImportKind Kind { get; private set; }

    /// <summary>The system it came from, such as NIS: a legacy reference means something only together with it.</summary>
    public string Source { get; private set; } = "";

    /// <summary>Random name in the data folder; null for the command line, which reads the file where it is, and when the file is gone.</summary>
    public string? StoredAs { get; private set; }

    public string ContentHash { get; private set; } = "";

    public long Bytes { get; private set; }

    public FileEncoding Encoding { get; private set; }

    public string Delimiter { get; private set; } = ",";

    /// <summary>The field of each column in order, comma between; empty for a column that is not used.</summary>
    public string Columns { get; private set; } = "";

    public ImportStatus Status { get; private set; }

    /// <summary>Null: the system, from the command line.</summary>
    public long? ById { get; private set; }

    public string ByName { get; private set; } = "";

    public DateTime AddedAt { get; private set; }

    public DateTime? StartedAt { get; private set; }

    public DateTime? FinishedAt { get; private set; }

    /// <summary>Rows behind us, committed: where it goes on after a stop.</summary>
    public long RowsDone { get; private set; }

    public long BytesDone { get; private set; }

    public int Batches { get; private set; }

    public long Added { get; private set; }

    public long Changed { get; private set; }

    public long Unchanged { get; private set; }

    public long Refused { get; private set; }

    /// <summary>Rows taken over with something in them that was not understood.</summary>
    public long Flagged { get; private set; }

    /// <summary>Why it stopped, for people.</summary>
    public string? Fault { get; private set; }

    /// <summary>Which process works on it, and until when the others leave it alone.</summary>
    public Guid? LeaseBy { get; private set; }

    public DateTime? LeaseUntil { get; private set; }

    public bool IsOver => Status is ImportStatus.Done or ImportStatus.Withdrawn;

    public void Choose(string columns) => Columns = columns;

    public void Start(DateTime at) => (Status, StartedAt, Fault) = (ImportStatus.Waiting, StartedAt ?? at, null);

    public void Withdraw(DateTime at) => (Status, FinishedAt, StoredAs) = (ImportStatus.Withdrawn, at, null);

    public void Stop(string because) => (Status, Fault, LeaseBy, LeaseUntil) = (ImportStatus.Stopped, because, null, null);

    public void Take(Guid lease, DateTime until) => (Status, LeaseBy, LeaseUntil) = (ImportStatus.Running, lease, until);

    public void Count(BatchPlace upTo, BatchCounts counts, DateTime leaseUntil)
    {
        (RowsDone, BytesDone, LeaseUntil) = (upTo.Rows, upTo.Bytes, leaseUntil);
        Batches++;
        Added += counts.Added;
        Changed += counts.Changed;
        Unchanged += counts.Unchanged;
        Refused += counts.Refused;
        Flagged += counts.Flagged;
    }

    public void Finish(DateTime at) => (Status, FinishedAt, BytesDone, StoredAs, LeaseBy, LeaseUntil) = (ImportStatus.Done, at, Bytes, null, null, null);
}

/// <param name="Rows">Rows of the file up to and with the last of the batch, headings not counted.</param>
public readonly record struct BatchPlace(long Rows, long Bytes);

public readonly record struct BatchCounts(int Added, int Changed, int Unchanged, int Refused, int Flagged);
