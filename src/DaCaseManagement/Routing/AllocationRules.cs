using DaCaseManagement.Access;
using DaCaseManagement.Policy;

namespace DaCaseManagement.Routing;

/// <param name="Needs">The skill that is missing; null when nothing is.</param>
/// <param name="Because">The policy's words.</param>
public sealed record AllocationAnswer(Skill? Needs, string Because)
{
    public bool Met => Needs is null;
}

/// <summary>Whether somebody may investigate at a grade without more ado (RTE-4). Pure: the first rule of the policy that names the grade and is not met decides.</summary>
public static class AllocationRules
{
    public static AllocationAnswer Check(ForcePolicy policy, ResponsibilityKind kind, Grade? grade, IReadOnlyCollection<Skill> skills) =>
        kind == ResponsibilityKind.Investigation && grade is { } g && policy.Allocation.FirstOrDefault(r => r.Grades.Contains(g) && !skills.Contains(r.Needs)) is { } rule
            ? new AllocationAnswer(rule.Needs, rule.Because)
            : new AllocationAnswer(null, "");

    /// <summary>Whether somebody of this role could open the case they are to own (ACC-1); nobody is given what they may not see.</summary>
    public static bool MayOpen(ForcePolicy policy, Role role, bool restricted) =>
        policy.Roles.TryGetValue(role, out var may) && may.Contains(Permission.ConsultCases) && (!restricted || may.Contains(Permission.SeeRestrictedCases));
}
