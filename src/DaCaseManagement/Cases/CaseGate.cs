namespace DaCaseManagement.Cases;

/// <summary>Whether a case may be closed and what stands against it (CAS-15). Only the rule makes one.</summary>
public sealed class CaseGate
{
    /// <summary>Deadlines that must be met before, and what each says of the case.</summary>
    private static readonly Dictionary<string, string> Against = new()
    {
        ["Assessment"] = "a risk assessment is due",
        ["VulnerabilityAssessment"] = "somebody may be vulnerable and has not been assessed",
        ["ExceptionDecision"] = "an exception waits for a decision",
        ["Reassessment"] = "the risk is to be assessed again",
        ["FirstGrade"] = "no grade has been given yet",
        ["SupervisorSignOff"] = "the grade has not been reviewed",
        ["SecondaryReview"] = "the grade has not been reviewed by the unit that must",
        ["LoweringDecision"] = "a lower grade waits for a second person",
        ["ChallengeDecision"] = "a challenge waits for a decision",
        ["MaracReferral"] = "it must be referred to MARAC",
        ["MaracListing"] = "MARAC has yet to list it",
        ["MaracPreparation"] = "MARAC has yet to hear it",
        ["VictimInformed"] = "the victim must be told of something",
        ["NewContactTold"] = "the victim has not been told who answers for her now",
        ["RecodeDecision"] = "whether an incident is domestic abuse is not decided",
    };

    private CaseGate(string @case, IReadOnlyList<string> standing) => (Case, Standing) = (@case, standing);

    public string Case { get; }

    /// <summary>What stands against closing, each in words.</summary>
    public IReadOnlyList<string> Standing { get; }

    public bool IsMet => Standing.Count == 0;

    public string Refusal => "This case cannot be closed yet: " + string.Join("; ", Standing) + ".";

    /// <summary>Pure.</summary>
    /// <param name="openIncidents">References of its incidents that are not closed.</param>
    /// <param name="openDeadlines">Kinds of its open deadlines.</param>
    public static CaseGate Of(string @case, IEnumerable<string> openIncidents, IEnumerable<string> openDeadlines) => new(
        @case, [.. openIncidents.Select(i => $"incident {i} is open"), .. openDeadlines.Distinct().Where(Against.ContainsKey).Order(StringComparer.Ordinal).Select(k => Against[k])]);
}
