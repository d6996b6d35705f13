namespace DaCaseManagement.Policy;

/// <summary>Whether an incident must have a risk assessment under the policy (RSK-4), and by which of its rules.</summary>
/// <param name="Because">The rule's own words; empty when one is made at discretion.</param>
public sealed record AssessmentNeed(bool IsNeeded, string Because)
{
    /// <summary>Pure. A rule holds when everything it names holds; the first that does decides.</summary>
    /// <param name="crime">An offence nobody has decided yet counts as one.</param>
    /// <param name="at">When the incident was reported.</param>
    /// <param name="otherOfEither">The latest other incident of either party before it; null when there is none.</param>
    public static AssessmentNeed Of(IReadOnlyList<AssessmentRule> rules, bool crime, DateTime at, DateTime? otherOfEither) =>
        rules.FirstOrDefault(r => Holds(r, crime, at, otherOfEither)) is { } rule ? new AssessmentNeed(true, rule.Because) : new AssessmentNeed(false, "");

    private static bool Holds(AssessmentRule rule, bool crime, DateTime at, DateTime? other) =>
        (rule.Crime is not { } wanted || wanted == crime)
        && (rule.EitherPartyWithinMonths is not { } months || (other is { } then && then >= at.AddMonths(-months) && then <= at));
}
