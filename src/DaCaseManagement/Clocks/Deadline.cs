using DaCaseManagement.Access;

namespace DaCaseManagement.Clocks;

/// <summary>Something that must have happened by a time, and whose it is. Satisfied by the event itself, never by a tick (CLK-1); the worklist is these
/// rows (CLK-2).</summary>
public sealed class Deadline
{
    private Deadline() { }

    public Deadline(string kind, string subject, long? caseId, long? incidentId, long unitId, long? userId, DateTime at, DateTime dueAt) =>
        (Kind, Subject, CaseId, IncidentId, OwnerUnitId, OwnerUserId, OpenedAt, DueAt) = (kind, subject, caseId, incidentId, unitId, userId, at, dueAt);

    public long Id { get; private set; }

    /// <summary>One of <see cref="Policy.PolicyRules.DeadlineKinds"/>.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>What it is about, such as an incident's reference and a responsibility: with the kind, the key it is satisfied by.</summary>
    public string Subject { get; private set; } = "";

    public long? CaseId { get; private set; }

    public long? IncidentId { get; private set; }

    public long OwnerUnitId { get; private set; }

    public Unit? OwnerUnit { get; private set; }

    /// <summary>Null: anybody in the unit.</summary>
    public long? OwnerUserId { get; private set; }

    public DateTime OpenedAt { get; private set; }

    public DateTime DueAt { get; private set; }

    public DateTime? SatisfiedAt { get; private set; }

    public DateTime? CancelledAt { get; private set; }

    public string? CancelledBecause { get; private set; }

    /// <summary>Satisfied or cancelled. Kept beside the two times because an index wants one column.</summary>
    public bool IsOpen { get; private set; } = true;

    public void Satisfy(DateTime at) => (SatisfiedAt, IsOpen) = (at, false);

    public void Cancel(string because, DateTime at) => (CancelledAt, CancelledBecause, IsOpen) = (at, because, false);

    /// <summary>Never later than it was.</summary>
    public void BringForward(DateTime dueAt) => DueAt = dueAt < DueAt ? dueAt : DueAt;

    public void PassTo(long unitId, long? userId) => (OwnerUnitId, OwnerUserId) = (unitId, userId);
}
