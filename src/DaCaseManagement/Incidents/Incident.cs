using DaCaseManagement.Access;
using DaCaseManagement.Data;
using DaCaseManagement.Incidents.Closing;
using DaCaseManagement.Pipeline;

namespace DaCaseManagement.Incidents;

public enum IncidentStatus
{
    /// <summary>Somebody is still on the phone.</summary>
    BeingTaken,
    Open,
    Closed,
}

public enum Channel
{
    Emergency999,
    NonEmergency101,
    FrontCounter,
    OfficerInitiated,
    PartnerAgency,
    Marac,
    ThirdParty,
    Online,
}

/// <summary>REC-5. Fastest first, so that slower compares greater.</summary>
public enum ResponseGrade
{
    Immediate,
    Priority,
    Appointment,
}

/// <summary>REC-11. Whatever it says, everything about the incident is kept.</summary>
public enum Coding
{
    DomesticAbuse,
    ConcernForSafety,
    Damage,
    AntiSocialBehaviour,
    Other,
}

/// <summary>One report of domestic abuse, crime or not. It exists from the first fact known (REC-1) and takes facts in any order, each through
/// <see cref="ReportFields"/>; every change is kept in <see cref="IncidentChange"/>.</summary>
public sealed class Incident : IVersioned
{
    private readonly List<PromptAnswer> prompts = [];
    private readonly List<InvolvedPerson> people = [];

    private Incident() { }

    public Incident(string reference, Guid draftKey, long takenById, DateTime at) =>
        (Reference, DraftKey, TakenById, StartedAt, UnattendedSince) = (reference, draftKey, takenById, at, at);

    public long Id { get; private set; }

    public string Reference { get; private set; } = "";

    /// <summary>Made with the empty form, so that however often its first save arrives there is one report.</summary>
    public Guid DraftKey { get; private set; }

    public IncidentStatus Status { get; private set; }

    public long TakenById { get; private set; }

    public DateTime StartedAt { get; private set; }

    public DateTime? FinishedAt { get; private set; }

    public DateTime? ClosedAt { get; private set; }

    public Channel? Channel { get; internal set; }

    public string? CallerNumber { get; internal set; }

    public string? CallerNumberKey { get; internal set; }

    public string? CallerName { get; internal set; }

    public string? Location { get; internal set; }

    public string? LocationKey { get; internal set; }

    public string? Postcode { get; internal set; }

    public long? AreaId { get; internal set; }

    public Area? Area { get; internal set; }

    public string? WhatHappened { get; internal set; }

    /// <summary>The victim's own account of abuse never reported before (REC-8).</summary>
    public string? UnreportedBefore { get; internal set; }

    public string? Threat { get; internal set; }

    public string? Harm { get; internal set; }

    public string? Risk { get; internal set; }

    public string? Investigation { get; internal set; }

    public string? Vulnerability { get; internal set; }

    public string? Engagement { get; internal set; }

    public ResponseGrade? Response { get; internal set; }

    /// <summary>Why the response is slower than the facts suggest (REC-3).</summary>
    public string? SlowerBecause { get; internal set; }

    /// <summary>As typed; read when the report is finished.</summary>
    public string? AppointmentAsTyped { get; internal set; }

    public DateTime? AppointmentAt { get; private set; }

    public bool AppointmentAgreed { get; internal set; }

    public bool AppointmentSafe { get; internal set; }

    public string? AppointmentBecause { get; internal set; }

    /// <summary>Code in <see cref="Offences"/>; null while nobody has said.</summary>
    public string? Offence { get; internal set; }

    public bool HonourBasedOrForcedMarriage { get; internal set; }

    public Coding Coding { get; internal set; }

    public DateTime? BriefedAt { get; private set; }

    public string? BriefedTo { get; private set; }

    public int? OfficersSent { get; private set; }

    /// <summary>Since when somebody should come and nobody has; null once an officer is there or the incident is closed. What the board shows first (REC-10).</summary>
    public DateTime? UnattendedSince { get; private set; }

    /// <summary>When the first of those now on the way was sent; null while nobody is.</summary>
    public DateTime? SentAt { get; private set; }

    /// <summary>When the first officer came.</summary>
    public DateTime? ArrivedAt { get; private set; }

    public int Version { get; private set; }

    public IReadOnlyList<PromptAnswer> Prompts => prompts;

    public IReadOnlyList<InvolvedPerson> People => people;

    public PromptAnswer Prompt(string code)
    {
        var answer = prompts.Find(p => p.Code == code);
        if (answer is null)
        {
            prompts.Add(answer = new PromptAnswer(code));
        }

        return answer;
    }

    public InvolvedPerson PersonAt(int slot)
    {
        var person = people.Find(p => p.Slot == slot);
        if (person is null)
        {
            people.Add(person = new InvolvedPerson(slot));
        }

        return person;
    }

    public void Finish(DateTime? appointmentAt, DateTime at)
    {
        if (Status == IncidentStatus.BeingTaken)
        {
            (Status, FinishedAt) = (IncidentStatus.Open, at);
        }

        AppointmentAt = appointmentAt;
    }

    public void Brief(string to, int officers, DateTime at) => (BriefedTo, OfficersSent, BriefedAt) = (to, officers, at);

    /// <summary>What was recorded of officers comes to this now.</summary>
    internal void Attended(DateTime? sentAt, DateTime? arrivedAt)
    {
        (SentAt, ArrivedAt) = (sentAt, ArrivedAt ?? arrivedAt);
        UnattendedSince = ArrivedAt is null ? UnattendedSince : null;
    }

    /// <summary>Taken over from another system: reported then, and closed there unless it is said to be open. An unknown time of closing stays unknown.</summary>
    internal void TakeOver(bool open, DateTime? closedAt) =>
        (Status, FinishedAt, ClosedAt, UnattendedSince) = open ? (IncidentStatus.Open, StartedAt, null, null) : (IncidentStatus.Closed, StartedAt, closedAt, (DateTime?)null);

    /// <summary>The only way to close one that was worked here: with the answer of the gate that nothing is missing (REC-9).</summary>
    public void Close(ClosingGate gate, DateTime at)
    {
        if (!gate.IsMet || gate.Facts.Reference != Reference || Status != IncidentStatus.Open)
        {
            throw new RefusedException("REC-9", "", gate.IsMet ? "Only an open incident can be closed." : gate.Refusal);
        }

        (Status, ClosedAt, UnattendedSince) = (IncidentStatus.Closed, at, null);
    }

    /// <summary>Everything recorded stays; the endorsement must be given again.</summary>
    public void Reopen() => (Status, ClosedAt) = (IncidentStatus.Open, null);
}

/// <summary>REC-4: yes, no, not known; a prompt without a row was not asked.</summary>
public enum PromptReply
{
    NotAsked,
    Yes,
    No,
    NotKnown,
}

public sealed class PromptAnswer
{
    private PromptAnswer() { }

    public PromptAnswer(string code) => Code = code;

    public long Id { get; private set; }

    public long IncidentId { get; private set; }

    public string Code { get; private set; } = "";

    public PromptReply Reply { get; internal set; }

    public string? Note { get; internal set; }
}

public enum Part
{
    Victim,
    Suspect,
    Child,
    Witness,
    Caller,
    Other,
}

/// <summary>Somebody in a report, as told; linked to a <see cref="People.Person"/> when the report is finished or when a person says who it is.</summary>
public sealed class InvolvedPerson
{
    private InvolvedPerson() { }

    /// <summary>The first place on the form is the victim's and the second the suspect's until somebody says otherwise.</summary>
    public InvolvedPerson(int slot) => (Slot, Part) = (slot, DefaultPart(slot));

    public long Id { get; private set; }

    public long IncidentId { get; private set; }

    /// <summary>1, 2, 3 ... in the order of the form.</summary>
    public int Slot { get; private set; }

    public Part? Part { get; internal set; }

    public string? GivenNames { get; internal set; }

    public string? FamilyName { get; internal set; }

    /// <summary>As typed; what cannot be read as a date stays here and is flagged.</summary>
    public string? Born { get; internal set; }

    public People.Gender Gender { get; internal set; }

    public string? Phone { get; internal set; }

    public string? Address { get; internal set; }

    public string? Relationship { get; internal set; }

    /// <summary>For a child: where, and whether seen.</summary>
    public string? ChildNote { get; internal set; }

    public long? PersonId { get; internal set; }

    public People.Person? Person { get; internal set; }

    public static Part DefaultPart(int slot) => slot switch { 1 => Incidents.Part.Victim, 2 => Incidents.Part.Suspect, _ => Incidents.Part.Child };

    public bool IsEmpty => PersonId is null && Person is null && string.IsNullOrWhiteSpace(GivenNames + FamilyName + Born + Phone + Address + Relationship + ChildNote);
}

/// <summary>One field of one report changing once: what it was, what it became, who, when. Never altered (INV-4).</summary>
public sealed class IncidentChange
{
    public long Id { get; private set; }

    public long IncidentId { get; init; }

    public required string Field { get; init; }

    public string Old { get; init; } = "";

    public string New { get; init; } = "";

    /// <summary>The incident's version after the change.</summary>
    public int Version { get; init; }

    /// <summary>The open page that made it: two tabs of one person are two editors.</summary>
    public Guid Editor { get; init; }

    public long UserId { get; init; }

    public required string UserName { get; init; }

    public DateTime At { get; init; }
}

/// <summary>Which cases an incident belongs to: one for each victim and suspect in it.</summary>
public sealed class CaseIncident
{
    public const string Uncoded = "Not domestic abuse: decided by a supervisor";

    private CaseIncident() { }

    /// <param name="notAskedBecause">Why no assessment is asked for; null: one is.</param>
    public CaseIncident(Cases.Case @case, Incident incident, string? notAskedBecause = null) =>
        (Case, Incident, NotAskedBecause, UnassessedSince) = (@case, incident, notAskedBecause, notAskedBecause is null ? incident.StartedAt : null);

    public long CaseId { get; private set; }

    public Cases.Case Case { get; private set; } = null!;

    public long IncidentId { get; private set; }

    public Incident Incident { get; private set; } = null!;

    /// <summary>RSK-5: since when this victim waits to be assessed for this incident. Whoever links an incident to a case makes it wait; only a record takes it off.</summary>
    public DateTime? UnassessedSince { get; private set; }

    /// <summary>The policy of its day left the assessment to discretion, or another system has settled it. Null: one was asked for.</summary>
    public string? NotAskedBecause { get; private set; }

    /// <summary>What leaves it to discretion says so no longer: a crime was found, or the policy's rule holds now (RSK-4).</summary>
    public void Ask(DateTime since) => (NotAskedBecause, UnassessedSince) = (null, since);

    /// <summary>The incident is not domestic abuse after all (REC-11): nobody waits for an assessment.</summary>
    public void Uncode()
    {
        if (UnassessedSince is not null)
        {
            (NotAskedBecause, UnassessedSince) = (Uncoded, null);
        }
    }

    public void Settle() => UnassessedSince = null;

    public void Wait(DateTime since) => UnassessedSince = since;
}
