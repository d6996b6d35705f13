namespace DaCaseManagement.Clocks;

public enum DeadlineHappening
{
    Warned,
    Breached,

    /// <summary>A later step of the chain.</summary>
    Escalated,

    /// <summary>Due at another time than before.</summary>
    Moved,
}

/// <summary>What was done about one deadline, once and for good (INV-10): who was told are the <see cref="Notice"/>s that name it.</summary>
public sealed class DeadlineEvent
{
    private DeadlineEvent() { }

    public DeadlineEvent(long deadlineId, DeadlineHappening what, DateTime at, DateTime dueAt, string? words, int told) =>
        (DeadlineId, What, At, DueAt, Words, Told) = (deadlineId, what, at, dueAt, words, told);

    public long Id { get; private set; }

    public long DeadlineId { get; private set; }

    public DeadlineHappening What { get; private set; }

    public DateTime At { get; private set; }

    /// <summary>What it was due then; of one that was moved, before the move.</summary>
    public DateTime DueAt { get; private set; }

    public string? Words { get; private set; }

    /// <summary>How many people.</summary>
    public int Told { get; private set; }
}
