namespace DaCaseManagement.Access;

/// <summary>What somebody does in the force or beside it. What each may do is policy: <c>roles</c> in the profile.</summary>
public enum Role
{
    CallHandler,
    ControlRoomSupervisor,
    ResponseOfficer,
    ResponseSupervisor,
    Specialist,
    SpecialistSupervisor,
    NeighbourhoodOfficer,
    RecordsStaff,
    MaracCoordinator,
    PartnerAgency,
    Analyst,
    ChiefOfficer,
    Auditor,
    Administrator,
}
