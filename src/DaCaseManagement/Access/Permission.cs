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
}
