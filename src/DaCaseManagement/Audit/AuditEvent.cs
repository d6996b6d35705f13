namespace DaCaseManagement.Audit;

/// <summary>The six acts of the Data Protection Act 2018 s.62, and two of our own: signing in, and being refused.</summary>
public enum AuditAct
{
    Collection,
    Alteration,
    Consultation,
    Disclosure,
    Combination,
    Erasure,
    Access,
    Refusal,
}

/// <summary>One line of the log. Never changed: each row carries the hash of the one before it, so that an edit, a gap or a re-ordering shows.</summary>
public sealed class AuditEvent
{
    private AuditEvent() { }

    public AuditEvent(DateTime at, long userId, string userName, AuditAct act, string code, Subject subject, string? detail, Guid? correlation)
    {
        (At, UserId, UserName, Act, Code) = (at, userId, userName, act, code);
        (SubjectKind, SubjectReference, Detail, Correlation) = (subject.Kind, subject.Reference, detail, correlation);
    }

    /// <summary>1, 2, 3 ... without gaps, in the order of commit.</summary>
    public long Sequence { get; private set; }

    public DateTime At { get; private set; }

    public long UserId { get; private set; }

    public string UserName { get; private set; } = "";

    public AuditAct Act { get; private set; }

    /// <summary>Stable code of what happened, such as <c>incident.recorded</c>.</summary>
    public string Code { get; private set; } = "";

    public SubjectKind SubjectKind { get; private set; }

    public string SubjectReference { get; private set; } = "";

    /// <summary>Facts without personal data: grades, rule ids, field names, recipients.</summary>
    public string? Detail { get; private set; }

    /// <summary>The request that wrote it; several events of one request share it.</summary>
    public Guid? Correlation { get; private set; }

    public string Hash { get; private set; } = "";

    internal void Seal(long sequence, string previousHash)
    {
        Sequence = sequence;
        Hash = AuditChain.HashOf(this, previousHash);
    }
}

/// <summary>The end of the chain: one row, locked by every writer in turn. <see cref="LogId"/> tells one log from another.</summary>
public sealed class AuditHead
{
    public int Id { get; init; } = 1;

    public Guid LogId { get; init; }

    public long Sequence { get; init; }

    public string Hash { get; init; } = "";

    /// <summary>Counts every event that was more than looking or signing in, so that a screen that shows the present knows when to look again, whichever node changed
    /// something. No part of the chain.</summary>
    public long Changes { get; init; }
}
