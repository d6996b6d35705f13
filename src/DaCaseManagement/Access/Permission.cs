namespace DaCaseManagement.Access;

/// <summary>One thing a person may be allowed to do. Every request names one (<see cref="RequiresAttribute"/>).</summary>
public enum Permission
{
    /// <summary>Signed in, nothing more: own account, own notices.</summary>
    UseSystem,
    RecordIncidents,
    ConsultIncidents,
    ConsultPeople,
    JoinPeople,
    ImportRecords,
    KeepMarkers,
    ConsultLists,
    ConsultCases,
    KeepSafeContact,
    AssessRisk,
    ReviewAssessments,

    /// <summary>RSK-11: look again at a grade for the unit the policy names.</summary>
    ReviewForUnit,

    /// <summary>RSK-10: decide on a challenged grade, outside the unit that gave it.</summary>
    DecideChallenges,

    /// <summary>RSK-5: let an incident go without an assessment, with a reason.</summary>
    ApproveExceptions,

    /// <summary>OVR-3 and the lists of what is missing.</summary>
    ConsultOversight,
    HandOver,

    /// <summary>RTE-4: give what the unit holds to one person in it.</summary>
    AllocateCases,
    RaiseMaracReferrals,
    PrepareMarac,
    ConsultMarac,
    ConsultPolicy,
    ProposePolicy,
    ApprovePolicy,
    ReadAudit,
    ManageAccounts,
    SeeRestrictedCases,

    /// <summary>CLK-2, RTE-5: is told of what lapses in the own unit, sees its caseload, gives work to others in bulk, keeps absences.</summary>
    ManageUnit,

    /// <summary>CLK-1: is told of what a unit did not act upon, at any hour.</summary>
    AnswerForForce,

    /// <summary>REC-10.</summary>
    ConsultBoard,

    /// <summary>REC-6: says who was sent and who has arrived.</summary>
    DispatchOfficers,

    /// <summary>REC-9: supplies what closing needs and asks for it.</summary>
    CloseIncidents,
    EndorseClosure,
    AnswerClosingQuestions,

    /// <summary>REC-11: decides whether an incident stops being domestic abuse.</summary>
    ApproveRecoding,
    CloseCases,

    /// <summary>CAS-7, CAS-10: records contacts with the victim and steps of the follow-up plan.</summary>
    KeepContact,

    /// <summary>The engine's own state.</summary>
    ConsultClocks,
}
