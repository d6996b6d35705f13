namespace DaCaseManagement.Web.Security;

/// <summary>What a browser keeps open by itself: asking for it is no sign that somebody is there.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class BackgroundAttribute : Attribute;
