using DaCaseManagement.Access;
using DaCaseManagement.Data;

namespace DaCaseManagement.Clocks;

/// <summary>Something that must have happened by a time, and whose it is. Satisfied by the event itself, never by a tick (CLK-1); the worklist is these
/// rows (CLK-2). What has been said of it to whom is kept in <see cref="DeadlineEvent"/>.</summary>
public sealed class Deadline : IVersioned
{
    private Deadline() { }

    /// <param name="warnAt">When its owner is warned; absent for no warning.</param>
    /// <param name="from">What it is counted from, where that is not now.</param>
    public Deadline(string kind, string subject, long? caseId, long? incidentId, long unitId, long? userId, DateTime at, DateTime dueAt, DateTime? warnAt = null, DateTime? from = null)
    {
        (Kind, Subject, CaseId, IncidentId, OwnerUnitId, OwnerUserId, OpenedAt, CountedFrom) = (kind, subject, caseId, incidentId, unitId, userId, at, from ?? at);
        (DueAt, FirstDueAt, WarnAt, NextAt) = (dueAt, dueAt, warnAt, warnAt ?? dueAt);
    }

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

    /// <summary>The event its time is counted from; what a changed policy counts from again.</summary>
    public DateTime CountedFrom { get; private set; }

    public DateTime DueAt { get; private set; }

    /// <summary>What it was due before anything moved it.</summary>
    public DateTime FirstDueAt { get; private set; }

    public DateTime? WarnAt { get; private set; }

    /// <summary>When the engine must look at it next: to warn, to tell of the breach, to take the next step of the chain. Null: never again.</summary>
    public DateTime? NextAt { get; private set; }

    public DateTime? WarnedAt { get; private set; }

    public DateTime? BreachedAt { get; private set; }

    /// <summary>Steps of the escalation chain that have been taken.</summary>
    public int StepsTaken { get; private set; }

    public DateTime? SatisfiedAt { get; private set; }

    public DateTime? CancelledAt { get; private set; }

    public string? CancelledBecause { get; private set; }

    /// <summary>Satisfied or cancelled. Kept beside the two times because an index wants one column.</summary>
    public bool IsOpen { get; private set; } = true;

    public int Version { get; private set; }

    public void Satisfy(DateTime at) => (SatisfiedAt, IsOpen, NextAt) = (at, false, null);

    public void Cancel(string because, DateTime at) => (CancelledAt, CancelledBecause, IsOpen, NextAt) = (at, because, false, null);

    /// <summary>Never later than it was.</summary>
    public void BringForward(DateTime dueAt)
    {
        if (dueAt < DueAt)
        {
            MoveTo(dueAt, WarnAt < dueAt ? WarnAt : null);
        }
    }

    /// <summary>Due at another time. What was already said stays said; a time that is not yet past can be missed again.</summary>
    public void MoveTo(DateTime dueAt, DateTime? warnAt)
    {
        (DueAt, WarnAt) = (dueAt, warnAt);
        if (IsOpen)
        {
            (BreachedAt, StepsTaken) = (null, 0);
            NextAt = WarnedAt is null && warnAt is { } warn ? warn : dueAt;
        }
    }

    /// <summary>It was opened before anybody knew which case it belongs to; from now on whoever may see it follows from the case.</summary>
    public void Concern(long caseId) => CaseId ??= caseId;

    public void PassTo(long unitId, long? userId) => (OwnerUnitId, OwnerUserId) = (unitId, userId);

    /// <summary>The engine has done what was due until now.</summary>
    internal void Fired(Firing firing, DateTime at)
    {
        WarnedAt ??= firing.Warns ? at : null;
        BreachedAt ??= firing.Breaches ? at : null;
        (StepsTaken, NextAt) = (firing.StepsTaken, firing.NextAt);
    }
}
