using DaCaseManagement.Access;

namespace DaCaseManagement.Incidents.Closing;

public enum ClosingActKind
{
    ChildSeen,
    ChildNotSeen,
    NoChildren,
    SafetyActions,
    SafetyPlan,
    PositiveAction,
    ExceptionAsked,
    ExceptionApproved,
    ExceptionRefused,

    /// <summary>Everything an officer can supply is there: whoever must look is asked to.</summary>
    ClosingAsked,
    Endorsed,
    EndorsementRefused,
    QuestionsAnswered,
    Closed,
    Reopened,

    /// <summary>REC-11: somebody says it is not domestic abuse; it stays so until a supervisor has decided.</summary>
    UncodingAsked,
    UncodingApproved,
    UncodingRefused,
    CodedAsDomesticAbuse,
}

/// <summary>What somebody supplied, asked or decided about the closing or the coding of an incident. Only ever added: the database itself refuses changes (INV-4).
/// The gate is these rows, read in order.</summary>
public sealed class ClosingAct
{
    private ClosingAct() { }

    public ClosingAct(Incident incident, ClosingActKind kind, string words, Actor by, DateTime at) =>
        (Incident, Kind, Words, ById, ByName, PolicyVersion, At) = (incident, kind, words, by.Id, by.Name, by.PolicyVersion, at);

    public long Id { get; private set; }

    public long IncidentId { get; private set; }

    public Incident Incident { get; private set; } = null!;

    public ClosingActKind Kind { get; private set; }

    /// <summary>Of an exception: to what.</summary>
    public GateStep? Step { get; init; }

    /// <summary>Of a child: its place in the report.</summary>
    public int? Slot { get; init; }

    /// <summary>The request this decides.</summary>
    public long? AboutId { get; init; }

    /// <summary>When the child was seen, the arrest made.</summary>
    public DateTime? HappenedAt { get; init; }

    public string Words { get; private set; } = "";

    /// <summary>Of positive action: places in the report of who was arrested. Of answers: the answers. Of closing: what the gate said, fact by fact.</summary>
    public string? Detail { get; init; }

    public long ById { get; private set; }

    public string ByName { get; private set; } = "";

    public string PolicyVersion { get; private set; } = "";

    public DateTime At { get; private set; }
}

/// <summary>Who acts, and under which policy.</summary>
public sealed record Actor(long Id, string Name, string PolicyVersion)
{
    public static Actor Of(CurrentUser user, string policyVersion) => new(user.Id, user.FullName, policyVersion);
}
