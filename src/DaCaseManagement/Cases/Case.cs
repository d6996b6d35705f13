using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.People;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

namespace DaCaseManagement.Cases;

/// <summary>The force's continuing work for one pair: a victim and a perpetrator, who may not be known yet.</summary>
public sealed class Case : IVersioned
{
    private Case() { }

    public Case(string reference, Person victim, Person? perpetrator, long? areaId, DateTime at) =>
        (Reference, Victim, Perpetrator, AreaId, OpenedAt, LastIncidentAt) = (reference, victim, perpetrator, areaId, at, at);

    public long Id { get; private set; }

    public string Reference { get; private set; } = "";

    public long VictimId { get; private set; }

    public Person Victim { get; private set; } = null!;

    public long? PerpetratorId { get; private set; }

    public Person? Perpetrator { get; private set; }

    public long? AreaId { get; private set; }

    public Area? Area { get; private set; }

    public DateTime OpenedAt { get; private set; }

    public DateTime? ClosedAt { get; private set; }

    public DateTime LastIncidentAt { get; private set; }

    /// <summary>The grade that stands. Null until somebody has assessed: never guessed.</summary>
    public Grade? Grade { get; private set; }

    public DateTime? GradedAt { get; private set; }

    /// <summary>Only those with the permission for restricted cases see it at all (CAS-16, RTE-6).</summary>
    public bool Restricted { get; private set; }

    // One for each case: it is tracked with it, and a report may open two.
    public SafeContact SafeContact { get; private set; } = new();

    public int Version { get; private set; }

    public void SawIncident(DateTime at) => LastIncidentAt = at > LastIncidentAt ? at : LastIncidentAt;

    /// <summary>Only the Risk room calls this, with the decision that says why.</summary>
    internal void Stand(Grade grade, DateTime at) => (Grade, GradedAt) = (grade, at);

    public void Keep(SafeContact contact) => SafeContact = contact;

    public void Restrict() => Restricted = true;

    /// <summary>An incident taken over from another system belongs to it. A case opened only for the past (closed, never graded) spans its incidents; any other stays as it was worked.</summary>
    public void TakeOver(DateTime reportedAt, DateTime closedAt)
    {
        if (ClosedAt is { } closed && Grade is null)
        {
            OpenedAt = reportedAt < OpenedAt ? reportedAt : OpenedAt;
            ClosedAt = closedAt > closed ? closedAt : closed;
        }

        SawIncident(reportedAt);
    }

    /// <summary>Of one whose work was another system's, or is invented.</summary>
    internal void CloseAsTold(DateTime at) => ClosedAt = at;

    /// <summary>The only way to close one that was worked here: with the rule's answer that nothing stands against it (CAS-15).</summary>
    public void Close(CaseGate gate, DateTime at)
    {
        if (!gate.IsMet || gate.Case != Reference || ClosedAt is not null)
        {
            throw new RefusedException("CAS-15", "", gate.IsMet ? "This case is closed already." : gate.Refusal);
        }

        ClosedAt = at;
    }

    public void Reopen() => ClosedAt = null;
}

/// <summary>How the victim can be reached without being hurt for it (CAS-8). Everything as the victim said it; empty means not asked.</summary>
public sealed record SafeContact
{
    public string? Number { get; init; }

    public string? Times { get; init; }

    public string? Means { get; init; }

    public string? CodeWord { get; init; }

    public string? Never { get; init; }

    /// <summary>The longest between two contacts, in hours, as agreed with the victim (CAS-7). Null: nothing agreed; the policy's time holds.</summary>
    public int? EveryHours { get; init; }

    public DateTime? AskedAt { get; init; }
}
