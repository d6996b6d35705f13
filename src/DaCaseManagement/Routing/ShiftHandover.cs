using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Pipeline;

namespace DaCaseManagement.Routing;

public enum ShiftStatus
{
    Open,
    Accepted,
    Rejected,

    /// <summary>The sender came back on duty, or nothing was left of it.</summary>
    Withdrawn,
}

public enum ShiftItemKind
{
    /// <summary>Due before the sender is back.</summary>
    Deadline,

    /// <summary>A report that was begun and not finished.</summary>
    Report,

    /// <summary>A risk assessment that was begun and not submitted.</summary>
    Assessment,
}

/// <summary>What somebody leaves open at the end of a shift, and who is to take it (RTE-2, CLK-3). Until it is accepted the sender still owns it.</summary>
public sealed class ShiftHandover : IVersioned
{
    private readonly List<ShiftItem> items = [];

    private ShiftHandover() { }

    /// <param name="toUserId">Null: anybody in the unit.</param>
    public ShiftHandover(long fromUserId, long unitId, long? toUserId, DateTime at, DateTime? backAt, string? note, IEnumerable<ShiftItem> items)
    {
        (FromUserId, UnitId, ToUserId, At, BackAt, Note) = (fromUserId, unitId, toUserId, at, backAt, note);
        this.items.AddRange(items);
    }

    public long Id { get; private set; }

    public long FromUserId { get; private set; }

    public User? FromUser { get; private set; }

    public long UnitId { get; private set; }

    public Unit? Unit { get; private set; }

    public long? ToUserId { get; private set; }

    public User? ToUser { get; private set; }

    public DateTime At { get; private set; }

    /// <summary>When the sender expects to be on duty again.</summary>
    public DateTime? BackAt { get; private set; }

    public string? Note { get; private set; }

    public ShiftStatus Status { get; private set; }

    public long? DecidedById { get; private set; }

    public User? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    public string? RejectedBecause { get; private set; }

    public int Version { get; private set; }

    public IReadOnlyList<ShiftItem> Items => items;

    public void Accept(long userId, DateTime at) => Decide(ShiftStatus.Accepted, userId, at);

    public void Reject(long userId, string because, DateTime at)
    {
        Decide(ShiftStatus.Rejected, userId, at);
        RejectedBecause = because;
    }

    public void Withdraw(long userId, DateTime at) => Decide(ShiftStatus.Withdrawn, userId, at);

    private void Decide(ShiftStatus status, long userId, DateTime at)
    {
        if (Status != ShiftStatus.Open)
        {
            throw new RefusedException("RTE-2", "", "Somebody has already answered this.");
        }

        (Status, DecidedById, DecidedAt) = (status, userId, at);
    }
}

/// <summary>One thing that was open, as it stood then.</summary>
public sealed class ShiftItem
{
    private ShiftItem() { }

    public ShiftItem(ShiftItemKind kind, long? deadlineId, long? caseId, long? incidentId, DateTime? dueAt) =>
        (Kind, DeadlineId, CaseId, IncidentId, DueAt) = (kind, deadlineId, caseId, incidentId, dueAt);

    public long Id { get; private set; }

    public long HandoverId { get; private set; }

    public ShiftItemKind Kind { get; private set; }

    public long? DeadlineId { get; private set; }

    public long? CaseId { get; private set; }

    public long? IncidentId { get; private set; }

    public DateTime? DueAt { get; private set; }

    /// <summary>For the part of a handover that goes on to somebody else.</summary>
    public ShiftItem Again() => new(Kind, DeadlineId, CaseId, IncidentId, DueAt);
}
