namespace DaCaseManagement.Cases;

public enum ContactMeans
{
    Visit,
    Telephone,
    Text,
    Email,
    VideoCall,
    Letter,

    /// <summary>Through somebody she trusts.</summary>
    Trusted,
}

public enum ContactOutcome
{
    /// <summary>The only one that counts as contact.</summary>
    Spoke,
    NoAnswer,

    /// <summary>Somebody else was there; nothing was said of why.</summary>
    SomebodyElse,

    /// <summary>Broken off, or not begun, because it was not safe.</summary>
    Unsafe,
}

/// <summary>One contact with the victim, or one attempt that failed (CAS-7). Only ever added; a later one may correct it and says so (INV-4).</summary>
public sealed class ContactRecord
{
    private readonly List<ToldOf> told = [];

    private ContactRecord() { }

    public ContactRecord(long caseId, DateTime at, ContactMeans means, ContactOutcome outcome, string words, bool newContactTold, long byId, string byName, long? correctsId, DateTime recordedAt)
    {
        (CaseId, At, Means, Outcome, Words, NewContactTold) = (caseId, at, means, outcome, words, newContactTold);
        (ById, ByName, CorrectsId, RecordedAt) = (byId, byName, correctsId, recordedAt);
    }

    public long Id { get; private set; }

    public long CaseId { get; private set; }

    public DateTime At { get; private set; }

    public ContactMeans Means { get; private set; }

    public ContactOutcome Outcome { get; private set; }

    public string Words { get; private set; } = "";

    /// <summary>She was told who her contact is now (RTE-2).</summary>
    public bool NewContactTold { get; private set; }

    public long ById { get; private set; }

    public string ByName { get; private set; } = "";

    public long? CorrectsId { get; private set; }

    public DateTime RecordedAt { get; private set; }

    /// <summary>What she was told had happened (CAS-6).</summary>
    public IReadOnlyList<ToldOf> Told => told;

    public void Tell(RiskChange change) => told.Add(new ToldOf(change));
}

public sealed class ToldOf
{
    private ToldOf() { }

    public ToldOf(RiskChange change) => (Change, ChangeId) = (change, change.Id);

    public long Id { get; private set; }

    public long ContactId { get; private set; }

    public long ChangeId { get; private set; }

    public RiskChange Change { get; private set; } = null!;
}
