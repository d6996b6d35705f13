using System.Globalization;
using System.Text.Json;

using DaCaseManagement.Access;
using DaCaseManagement.Policy;

namespace DaCaseManagement.Incidents.Closing;

/// <summary>In the order of the page.</summary>
public enum GateStep
{
    Assessment,
    ChildrenSeen,
    SafetyActions,
    SafetyPlan,
    PositiveAction,
    SergeantEndorses,
    InspectorAnswers,
}

public enum GateState
{
    Met,
    Missing,

    /// <summary>A supervisor let it go, with words.</summary>
    Excepted,

    /// <summary>This force does not ask for it.</summary>
    NotAsked,
}

/// <param name="WhoCan">Roles that may supply it.</param>
public sealed record GateLine(GateStep Step, GateState State, string Why, IReadOnlyList<Role> WhoCan);

/// <summary>Whether an incident may be closed, step by step and why (REC-9). Only the rule makes one, so nobody can hold an answer that was not worked out.</summary>
public sealed class ClosingGate
{
    /// <summary>Steps that a supervisor may let go; an assessment has an exception of its own, and the two who look are never left out.</summary>
    public static readonly IReadOnlyList<GateStep> MayBeExcepted = [GateStep.ChildrenSeen, GateStep.SafetyActions, GateStep.SafetyPlan, GateStep.PositiveAction];

    private ClosingGate(IReadOnlyList<GateLine> lines, GateFacts facts, string policyVersion) => (Lines, Facts, PolicyVersion) = (lines, facts, policyVersion);

    public IReadOnlyList<GateLine> Lines { get; }

    public GateFacts Facts { get; }

    public string PolicyVersion { get; }

    public bool IsMet => Lines.All(l => l.State != GateState.Missing);

    public IEnumerable<GateLine> Missing => Lines.Where(l => l.State == GateState.Missing);

    /// <summary>Nothing is missing but the words of the sergeant and the inspector.</summary>
    public bool MayBeAsked => Missing.All(l => l.Step is GateStep.SergeantEndorses or GateStep.InspectorAnswers);

    public string Refusal => "This incident cannot be closed yet. Missing: " + string.Join("; ", Missing.Select(l => l.Why)) + ".";

    public GateLine this[GateStep step] => Lines.First(l => l.Step == step);

    /// <summary>The answer with the facts it rests on, for the record: references and places in the report, no names.</summary>
    public string Record() => JsonSerializer.Serialize(new
    {
        Facts.Reference,
        Policy = PolicyVersion,
        Coding = Facts.Coding.ToString(),
        Grade = Facts.Grade?.ToString(),
        Facts.Victims,
        Children = Facts.Children.Select(c => c.Slot),
        Acts = Facts.Acts.Select(a => a.Id),
        Lines = Lines.Select(l => new { Step = l.Step.ToString(), State = l.State.ToString(), l.Why }),
    });

    /// <summary>Pure: facts and policy in, each step out.</summary>
    public static ClosingGate Of(GateFacts facts, ForcePolicy policy)
    {
        GateLine Line(GateStep step, Permission needs, bool asked, Func<(bool Met, string Why)> look, string notAsked = "Not asked by this force")
        {
            IReadOnlyList<Role> who = [.. policy.Roles.Where(r => r.Value.Contains(needs)).Select(r => r.Key).Order()];
            if (!asked)
            {
                return new GateLine(step, GateState.NotAsked, notAsked, who);
            }

            var (met, why) = look();
            return met ? new GateLine(step, GateState.Met, why, who)
                : facts.Exception(step) is { Kind: ClosingActKind.ExceptionApproved } let && MayBeExcepted.Contains(step) ? new GateLine(step, GateState.Excepted, $"Let go by {let.ByName}: {let.Words}", who)
                : new GateLine(step, GateState.Missing, why, who);
        }

        var abuse = facts.Coding == Coding.DomesticAbuse;
        bool Asked(ClosureStep step) => abuse && policy.Closure.Needs.Contains(step);
        var other = abuse ? "Not asked by this force" : "Not domestic abuse";

        // Unknown is not low: where no grade stands, the inspector looks if any grade would have asked for it.
        var inspector = abuse && policy.Closure.InspectorFor.Count > 0 && (facts.Grade is not { } grade || policy.Closure.InspectorFor.Contains(grade));

        // Coding it as something else must not be a way round the gate: where no supervisor took it off domestic abuse, one looks before it is closed.
        var endorsed = Asked(ClosureStep.SergeantEndorses) || (!abuse && facts.Last(ClosingActKind.UncodingApproved, ClosingActKind.CodedAsDomesticAbuse)?.Kind != ClosingActKind.UncodingApproved);
        return new ClosingGate(
            [
                Line(GateStep.Assessment, Permission.AssessRisk, Asked(ClosureStep.Assessment), () => Assessed(facts), other),
                Line(GateStep.ChildrenSeen, Permission.CloseIncidents, Asked(ClosureStep.ChildrenSeen), () => Children(facts), other),
                Line(GateStep.SafetyActions, Permission.CloseIncidents, Asked(ClosureStep.SafetyActions), () => Said(facts, ClosingActKind.SafetyActions, "Nobody has said what was done at once to make the victim safe"), other),
                Line(GateStep.SafetyPlan, Permission.CloseIncidents, Asked(ClosureStep.SafetyPlan), () => Said(facts, ClosingActKind.SafetyPlan, "No safety plan is noted"), other),
                Line(GateStep.PositiveAction, Permission.CloseIncidents, Asked(ClosureStep.PositiveAction), () => Action(facts), other),
                Line(GateStep.SergeantEndorses, Permission.EndorseClosure, endorsed, () => Endorsed(facts), abuse ? other : "A supervisor has decided that this is not domestic abuse"),
                Line(GateStep.InspectorAnswers, Permission.AnswerClosingQuestions, inspector, () => Answered(facts), abuse && policy.Closure.InspectorFor.Count > 0 ? "Not asked at this grade" : other),
            ],
            facts, policy.Version);
    }

    private static (bool Met, string Why) Assessed(GateFacts facts)
    {
        var waiting = facts.Victims.Where(v => v.Waits).Select(v => v.Case).ToList();
        return facts.Victims.Count == 0 ? (false, "The report names no victim, so nobody was assessed")
            : waiting.Count > 0 ? (false, $"No risk assessment in {string.Join(", ", waiting)}")
            : facts.Victims.All(v => v.NotAskedBecause is not null) ? (true, facts.Victims[0].NotAskedBecause!)
            : (true, facts.Victims.Count == 1 ? "The victim has been assessed, or a supervisor has approved an exception" : "Every victim has been assessed, or a supervisor has approved an exception");
    }

    private static (bool Met, string Why) Children(GateFacts facts)
    {
        var children = facts.Children.ToList();
        if (children.Count > 0)
        {
            var open = children.Count(c => facts.OfChild(c.Slot) is null);
            var unseen = children.Count(c => facts.OfChild(c.Slot)?.Kind == ClosingActKind.ChildNotSeen);
            return open > 0 ? (false, string.Create(CultureInfo.InvariantCulture, $"{open} of {children.Count} {(children.Count == 1 ? "child has" : "children have")} neither been seen nor a reason"))
                : (true, unseen > 0 ? string.Create(CultureInfo.InvariantCulture, $"{children.Count - unseen} of {children.Count} seen; a reason for {(unseen == 1 ? "the other" : "the others")}") : children.Count == 1 ? "The child was seen" : "Every child was seen");
        }

        return facts.Last(ClosingActKind.NoChildren) is { } none ? (true, $"No children, says {none.ByName}")
            : facts.ChildrenThere == PromptReply.No ? (true, "No children, as the caller said")
            : facts.ChildrenThere == PromptReply.Yes ? (false, "The caller spoke of children; none is named in the report")
            : (false, "Nobody knows whether there are children");
    }

    private static (bool Met, string Why) Said(GateFacts facts, ClosingActKind kind, string missing) =>
        facts.Last(kind) is { } said ? (true, $"{said.ByName}: {said.Words}") : (false, missing);

    private static (bool Met, string Why) Action(GateFacts facts)
    {
        if (facts.Last(ClosingActKind.PositiveAction) is not { } action)
        {
            return (false, "Neither an arrest nor the reason for none is recorded");
        }

        var arrested = GateFacts.Arrested(action);
        return arrested.Count == 0 ? (true, $"Nobody was arrested: {action.Words}")
            : IsDual(facts, arrested) ? (true, $"Both a victim and a suspect were arrested: {action.Words}")
            : (true, action.Words.Length > 0 ? $"Arrested: {action.Words}" : "Arrested");
    }

    /// <summary>CAS-3.</summary>
    public static bool IsDual(GateFacts facts, IReadOnlyList<int> arrested) =>
        facts.People.Any(p => p.Part == Part.Victim && arrested.Contains(p.Slot)) && facts.People.Any(p => p.Part == Part.Suspect && arrested.Contains(p.Slot));

    private static (bool Met, string Why) Endorsed(GateFacts facts) =>
        facts.SinceLastSupplied(ClosingActKind.Endorsed, ClosingActKind.EndorsementRefused) is { Kind: ClosingActKind.Endorsed } yes ? (true, $"{yes.ByName}: {yes.Words}")
        : facts.Asked is { } asked ? (false, $"Waits for a sergeant, asked by {asked.ByName}")
        : facts.Last(ClosingActKind.Endorsed, ClosingActKind.EndorsementRefused, ClosingActKind.Reopened) is { Kind: ClosingActKind.EndorsementRefused } no ? (false, $"Sent back by {no.ByName}: {no.Words}")
        : (false, "No sergeant has endorsed it as it stands");

    private static (bool Met, string Why) Answered(GateFacts facts) =>
        facts.SinceLastSupplied(ClosingActKind.QuestionsAnswered) is not { } answered ? (false, "The control-room inspector has not answered the closing questions")
        : ClosingQuestions.Read(answered.Detail).FirstOrDefault(a => a.Code == ClosingQuestions.Decides) is { Yes: true } ? (true, $"Answered by {answered.ByName}")
        : (false, $"Not yet, says {answered.ByName}: {answered.Words}");
}
