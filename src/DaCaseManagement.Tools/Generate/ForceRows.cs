using DaCaseManagement.People.Matching;
using DaCaseManagement.Sqlite.Bulk;

namespace DaCaseManagement.Tools.Generate;

/// <summary>A batch of rows of every table that is filled. Columns that are not named are empty.</summary>
internal sealed class ForceRows
{
    public BulkRows People { get; } = new("People", "Id", "Reference", "RecordedAt", "GivenNames", "FamilyName", "BirthYear", "BirthMonth", "BirthDay", "BirthEstimated", "Gender", "SameAsId", "Version");

    public BulkRows Names { get; } = new("PersonNames", "PersonId", "Given", "Family", "GivenKey", "FamilyKey", "FamilySound", "Kind", "Since");

    public BulkRows Phones { get; } = new("PersonPhones", "PersonId", "AsTyped", "Key", "Since");

    public BulkRows Addresses { get; } = new("PersonAddresses", "PersonId", "AsTyped", "Key", "Postcode", "Confidential", "Since");

    public BulkRows Keys { get; } = new("PersonKeys", "Key", "PersonId");

    public BulkRows Joins { get; } = new("PersonJoins", "OneId", "OtherId", "Because", "Evidence", "ById", "At");

    public BulkRows Markers { get; } = new("Markers", "PersonId", "Kind", "Reason", "PlacedById", "PlacedAt", "ReviewOn", "ExpiresAt", "Version");

    public BulkRows Incidents { get; } = new(
        "Incidents", "Id", "Reference", "DraftKey", "Status", "TakenById", "StartedAt", "FinishedAt", "ClosedAt", "Channel", "CallerNumber", "CallerNumberKey", "CallerName", "Location", "LocationKey", "Postcode", "AreaId",
        "WhatHappened", "Threat", "Engagement", "Response", "AppointmentAsTyped", "AppointmentAt", "AppointmentAgreed", "AppointmentSafe", "AppointmentBecause", "Offence", "HonourBasedOrForcedMarriage", "BriefedAt", "BriefedTo", "OfficersSent", "Version");

    public BulkRows Prompts { get; } = new("IncidentPrompts", "IncidentId", "Code", "Reply");

    public BulkRows Involved { get; } = new("InvolvedPeople", "IncidentId", "Slot", "Part", "GivenNames", "FamilyName", "Born", "Gender", "Phone", "Address", "Relationship", "PersonId");

    public BulkRows Cases { get; } = new(
        "Cases", "Id", "Reference", "VictimId", "PerpetratorId", "AreaId", "OpenedAt", "ClosedAt", "LastIncidentAt", "Grade", "GradedAt", "Restricted", "SafeContact_Number", "SafeContact_Means", "SafeContact_AskedAt", "Version");

    public BulkRows CaseIncidents { get; } = new("CaseIncidents", "CaseId", "IncidentId", "UnassessedSince", "NotAskedBecause");

    public BulkRows Responsibilities { get; } = new("Responsibilities", "CaseId", "Kind", "OwnerUnitId", "OwnerUserId", "AcceptedAt", "EndedAt", "IsCurrent", "Version", "Came", "CameById", "EndedWithCase");

    public BulkRows Offers { get; } = new("HandoverOffers", "CaseId", "Kind", "FromUnitId", "ToUnitId", "Because", "RuleId", "PolicyVersion", "OfferedById", "OfferedAt", "Status", "DecidedAt", "DecidedById", "Version");

    public BulkRows Timeline { get; } = new("Timeline", "CaseId", "At", "Kind", "Headline", "Detail", "UserId", "UserName", "Link");

    public BulkRows Assessments { get; } = new("Assessments", "Id", "IncidentId", "CaseId", "Instrument", "AssessorId", "StartedAt", "SubmittedAt", "FaceToFace", "VictimAlone", "Explained", "DraftGrade", "DraftReason", "LastEditor", "Version");

    public BulkRows Answers { get; } = new("AssessmentAnswers", "AssessmentId", "Item", "Reply");

    public BulkRows Decisions { get; } = new("GradeDecisions", "AssessmentId", "CaseId", "Stage", "Grade", "Reason", "Information", "VictimContactedAt", "ById", "PolicyVersion", "At");

    public BulkRows Deadlines { get; } = new("Deadlines", "Kind", "Subject", "CaseId", "IncidentId", "OwnerUnitId", "OpenedAt", "CountedFrom", "DueAt", "FirstDueAt", "NextAt", "SatisfiedAt", "IsOpen", "StepsTaken", "Version");

    public BulkRows Counters { get; } = new("ReferenceCounters", "Series", "Last");

    public IReadOnlyList<BulkRows> All => field ??= [People, Names, Phones, Addresses, Keys, Joins, Markers, Incidents, Prompts, Involved, Cases, CaseIncidents, Responsibilities, Offers, Timeline, Assessments, Answers, Decisions, Deadlines, Counters];

    /// <summary>People whose keys are still to be made.</summary>
    public List<(long Id, PersonFacts Facts)> Described { get; } = [];

    /// <summary>How many incidents this batch finishes.</summary>
    public int Finished { get; set; }

    public void Clear()
    {
        Finished = 0;
        Described.Clear();
        foreach (var rows in All)
        {
            rows.Clear();
        }
    }
}
