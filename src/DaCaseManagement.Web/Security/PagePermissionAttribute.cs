using DaCaseManagement.Access;

namespace DaCaseManagement.Web.Security;

/// <summary>The permission a page or endpoint needs. One without it, and without <c>[AllowAnonymous]</c>, answers nobody.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = true)]
public sealed class PagePermissionAttribute(Permission permission) : Attribute
{
    public Permission Permission { get; } = permission;
}
