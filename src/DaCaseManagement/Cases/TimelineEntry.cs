namespace DaCaseManagement.Cases;

public enum TimelineKind
{
    Incident,
    Risk,
    Ownership,
    Contact,
    Marac,
}

/// <summary>One line of a case's story (CAS-1). Each command that touches a case adds its own, so that the timeline is one indexed read whatever rooms there are.</summary>
public sealed class TimelineEntry
{
    private TimelineEntry() { }

    public TimelineEntry(long caseId, DateTime at, TimelineKind kind, string headline, string? detail, long userId, string userName, string? link) =>
        (CaseId, At, Kind, Headline, Detail, UserId, UserName, Link) = (caseId, at, kind, headline, detail, userId, userName, link);

    public long Id { get; private set; }

    public long CaseId { get; private set; }

    public DateTime At { get; private set; }

    public TimelineKind Kind { get; private set; }

    public string Headline { get; private set; } = "";

    public string? Detail { get; private set; }

    public long UserId { get; private set; }

    public string UserName { get; private set; } = "";

    /// <summary>Path inside the system that shows more, by reference only.</summary>
    public string? Link { get; private set; }
}
