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
}
