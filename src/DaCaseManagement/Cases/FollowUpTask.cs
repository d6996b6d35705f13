using DaCaseManagement.Data;
using DaCaseManagement.Policy;

namespace DaCaseManagement.Cases;

/// <summary>One step of the follow-up of one incident in one case (CAS-10), as the policy of its day had it. Done by a record that the system sees, or said to be done, or not, by a
/// person; ended when the policy no longer asks for it.</summary>
public sealed class FollowUpTask : IVersioned
{
    /// <summary>The kind of its deadline.</summary>
    public const string Kind = "FollowUp";

    private FollowUpTask() { }

    public FollowUpTask(Case @case, long incidentId, int place, FollowUpStep step, DateTime dueAt, string policyVersion, DateTime at)
    {
        (Case, CaseId, IncidentId, Place, Words, DoneBy) = (@case, @case.Id, incidentId, place, step.Words, step.DoneBy);
        (DueAt, PolicyVersion, OpenedAt) = (dueAt, policyVersion, at);
    }

    public long Id { get; private set; }

    public long CaseId { get; private set; }

    public Case Case { get; private set; } = null!;

    public long IncidentId { get; private set; }

    /// <summary>Its place in the plan, from 1.</summary>
    public int Place { get; private set; }

    public string Words { get; private set; } = "";

    public FollowUpEvidence? DoneBy { get; private set; }

    public DateTime DueAt { get; private set; }

    public string PolicyVersion { get; private set; } = "";

    public DateTime OpenedAt { get; private set; }

    /// <summary>When it was done, or said not to be done.</summary>
    public DateTime? DoneAt { get; private set; }

    /// <summary>Null: the system saw it.</summary>
    public long? DoneById { get; private set; }

    public string? DoneByName { get; private set; }

    public string? Note { get; private set; }

    public string? NotDoneBecause { get; private set; }

    public DateTime? CancelledAt { get; private set; }

    public string? CancelledBecause { get; private set; }

    public bool IsOpen { get; private set; } = true;

    public int Version { get; private set; }

    /// <summary>A record shows it.</summary>
    public void Seen(DateTime at, string note) => (DoneAt, Note, IsOpen) = (at, note, false);

    public void Done(DateTime at, long byId, string byName, string note) => (DoneAt, DoneById, DoneByName, Note, IsOpen) = (at, byId, byName, note, false);

    public void NotDone(DateTime at, long byId, string byName, string because) => (DoneAt, DoneById, DoneByName, NotDoneBecause, IsOpen) = (at, byId, byName, because, false);

    public void Cancel(string because, DateTime at) => (CancelledAt, CancelledBecause, IsOpen) = (at, because, false);

    /// <summary>The grade asks for it again.</summary>
    public void Resume() => (CancelledAt, CancelledBecause, IsOpen) = (null, null, true);

    /// <summary>The key of its deadline.</summary>
    public static string Subject(string @case, string incident, int place) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{@case} {incident} step {place}");
}
