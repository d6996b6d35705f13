namespace DaCaseManagement.Policy;

/// <summary>The profile this deployment runs under. One object for the life of the process; handlers take it by constructor.</summary>
public sealed class PolicyInForce(ForcePolicy policy)
{
    public ForcePolicy Policy { get; } = policy;
}
