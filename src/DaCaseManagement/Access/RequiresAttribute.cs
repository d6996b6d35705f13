namespace DaCaseManagement.Access;

/// <summary>The permission a request needs. The pipeline refuses a request without one, and a test fails for it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RequiresAttribute(Permission permission) : Attribute
{
    public Permission Permission { get; } = permission;
}
