namespace DaCaseManagement.Access;

/// <summary>Who is asking, for the length of one request. Filled afresh from the database on every request, so that a removed role or a disabled
/// account counts at once (ASVS 8.3.2).</summary>
public sealed class CurrentUser
{
    private HashSet<Permission> permissions = [];

    public long Id { get; private set; }

    public string UserName { get; private set; } = "";

    public string FullName { get; private set; } = "";

    public Role? Role { get; private set; }

    public long? UnitId { get; private set; }

    public long? AreaId { get; private set; }

    public Guid? SessionId { get; private set; }

    public bool IsKnown { get; private set; }

    /// <summary>The key of the form that was posted, so that the same form sent twice has one effect. Set by the web, never by a page.</summary>
    public Guid? FormKey { get; set; }

    public bool May(Permission permission) => permissions.Contains(permission);

    public void Become(long id, string userName, string fullName, Role role, long? unitId, long? areaId, Guid? sessionId, IEnumerable<Permission> may)
    {
        (Id, UserName, FullName, Role, UnitId, AreaId, SessionId) = (id, userName, fullName, role, unitId, areaId, sessionId);
        permissions = [.. may];
        IsKnown = true;
    }

    /// <summary>The system itself (seeding, imports, jobs): user id 0, every permission, named in the audit log as such.</summary>
    public void BecomeSystem(string purpose) => Become(0, purpose, "System: " + purpose, Access.Role.Administrator, null, null, null, Enum.GetValues<Permission>());

    public void Forget()
    {
        IsKnown = false;
        permissions = [];
        (Id, UserName, FullName, Role, UnitId, AreaId, SessionId) = (0, "", "", null, null, null, null);
    }
}
