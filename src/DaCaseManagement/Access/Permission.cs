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
    HandOver,
    RaiseMaracReferrals,
    PrepareMarac,
    ConsultMarac,
    ConsultPolicy,
    ReadAudit,
    ManageAccounts,
    SeeRestrictedCases,
}
