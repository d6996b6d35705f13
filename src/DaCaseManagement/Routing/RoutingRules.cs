using DaCaseManagement.Access;
using DaCaseManagement.Policy;

namespace DaCaseManagement.Routing;

/// <summary>What routing looks at, risk first (RTE-3).</summary>
/// <param name="Incidents12Months">Incidents of the victim in the last twelve months, this one included.</param>
/// <param name="RepeatPair">A rule for the pair is met, not only one for the victim (PPL-3).</param>
public sealed record RoutingFacts(Grade Grade, bool SeriousOffence, bool HonourBasedOrForcedMarriage, bool Repeat, bool Crime, int Incidents12Months, bool RepeatPair = false);

/// <param name="Because">The rule's words and the facts that met it.</param>
/// <param name="Closes">The force does nothing more about such a case.</param>
public sealed record RoutingDecision(string RuleId, UnitKind Investigation, UnitKind Safeguarding, UnitKind VictimContact, string Because, string PolicyVersion, bool Closes = false)
{
    public UnitKind UnitFor(ResponsibilityKind kind) => kind switch
    {
        ResponsibilityKind.Investigation => Investigation,
        ResponsibilityKind.Safeguarding => Safeguarding,
        ResponsibilityKind.VictimContact => VictimContact,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

/// <param name="WhyNot">The first condition that did not hold, in words.</param>
public sealed record PassedOver(string RuleId, string WhyNot);

/// <summary>Where a case goes: the first rule of the policy's table whose conditions all hold. Pure.</summary>
public static class RoutingRules
{
    public static RoutingDecision Decide(RoutingFacts facts, ForcePolicy policy)
    {
        // The last rule has no conditions (checked when the profile is read), so there is always one.
        var rule = policy.Routing.Rules.First(r => Holds(r.When, facts));
        return new RoutingDecision(rule.Id, rule.Investigation, rule.Safeguarding, rule.VictimContact, $"{rule.Because}. Facts: {Words(facts, policy)}.", policy.Version, rule.Closes);
    }

    /// <summary>The rules that stood before the one that decided, in order, each with why it did not.</summary>
    public static IReadOnlyList<PassedOver> Passed(RoutingFacts facts, ForcePolicy policy) =>
        [.. policy.Routing.Rules.TakeWhile(r => !Holds(r.When, facts)).Select(r => new PassedOver(r.Id, WhyNot(r.When, facts, policy)))];

    public static bool Holds(RoutingCondition when, RoutingFacts facts) =>
        (when.Grades is null || when.Grades.Contains(facts.Grade))
        && (when.SeriousOffence ?? facts.SeriousOffence) == facts.SeriousOffence
        && (when.HonourBasedOrForcedMarriage ?? facts.HonourBasedOrForcedMarriage) == facts.HonourBasedOrForcedMarriage
        && (when.Repeat ?? facts.Repeat) == facts.Repeat
        && (when.Crime ?? facts.Crime) == facts.Crime
        && (when.RepeatPair ?? facts.RepeatPair) == facts.RepeatPair;

    private static string WhyNot(RoutingCondition when, RoutingFacts facts, ForcePolicy policy) =>
        when.Grades?.Contains(facts.Grade) == false ? $"is for {string.Join(" or ", when.Grades.Select(g => policy.GradeLabel(g).ToLowerInvariant()))} risk"
        : Differs(when.SeriousOffence, facts.SeriousOffence) ? Needs(when.SeriousOffence, "a serious offence")
        : Differs(when.HonourBasedOrForcedMarriage, facts.HonourBasedOrForcedMarriage) ? Needs(when.HonourBasedOrForcedMarriage, "so-called honour-based abuse or forced marriage")
        : Differs(when.Repeat, facts.Repeat) ? Needs(when.Repeat, "a repeat victim")
        : Differs(when.Crime, facts.Crime) ? Needs(when.Crime, "a crime")
        : Needs(when.RepeatPair, "a repeat pair");

    private static bool Differs(bool? asked, bool fact) => asked is { } a && a != fact;

    private static string Needs(bool? asked, string what) => asked == true ? $"needs {what}" : $"is not for {what}";

    private static string Words(RoutingFacts facts, ForcePolicy policy) => string.Join(", ", new[]
    {
        $"{policy.GradeLabel(facts.Grade).ToLowerInvariant()} risk",
        facts.SeriousOffence ? "serious offence" : facts.Crime ? "crime" : "no crime",
        facts.HonourBasedOrForcedMarriage ? "so-called honour-based abuse or forced marriage" : null,
        facts.Repeat ? $"repeat victim ({facts.Incidents12Months} in 12 months)" : "not a repeat victim",
        facts.RepeatPair ? "repeat pair" : null,
    }.OfType<string>());
}
