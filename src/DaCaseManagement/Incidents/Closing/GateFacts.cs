using DaCaseManagement.Policy;

namespace DaCaseManagement.Incidents.Closing;

/// <param name="Case">The victim's case, by reference.</param>
/// <param name="Waits">Neither assessed nor let go by a supervisor (RSK-5).</param>
/// <param name="NotAskedBecause">Why no assessment was asked for.</param>
public sealed record VictimFact(string Case, bool Waits, string? NotAskedBecause);

/// <param name="Slot">The place in the report.</param>
/// <param name="Name">For the page; never kept with the gate's answer.</param>
public sealed record PersonFact(int Slot, Part Part, string Name);

/// <summary>All that the closing of one incident depends on.</summary>
/// <param name="Grade">The highest that stands for its victims; null: none stands.</param>
/// <param name="ChildrenThere">What was answered when the call was taken.</param>
/// <param name="Acts">In the order in which they were done.</param>
public sealed record GateFacts(string Reference, Coding Coding, Grade? Grade, IReadOnlyList<VictimFact> Victims, IReadOnlyList<PersonFact> People, PromptReply ChildrenThere, IReadOnlyList<ClosingAct> Acts)
{
    private static readonly ClosingActKind[] Supplying =
    [
        ClosingActKind.ChildSeen, ClosingActKind.ChildNotSeen, ClosingActKind.NoChildren, ClosingActKind.SafetyActions, ClosingActKind.SafetyPlan, ClosingActKind.PositiveAction,
        ClosingActKind.ExceptionApproved, ClosingActKind.Reopened, ClosingActKind.CodedAsDomesticAbuse, ClosingActKind.UncodingApproved,
    ];

    public IEnumerable<PersonFact> Children => People.Where(p => p.Part == Part.Child);

    public ClosingAct? Last(params ClosingActKind[] kinds) => Acts.LastOrDefault(a => kinds.Contains(a.Kind));

    /// <summary>Last said of this child.</summary>
    public ClosingAct? OfChild(int slot) => Acts.LastOrDefault(a => a.Slot == slot && a.Kind is ClosingActKind.ChildSeen or ClosingActKind.ChildNotSeen);

    /// <summary>Last asked or decided about going without this step.</summary>
    public ClosingAct? Exception(GateStep step) => Acts.LastOrDefault(a => a.Step == step && a.Kind is ClosingActKind.ExceptionAsked or ClosingActKind.ExceptionApproved or ClosingActKind.ExceptionRefused);

    /// <summary>The request to look that nobody has answered yet.</summary>
    public ClosingAct? Asked => Last(ClosingActKind.ClosingAsked, ClosingActKind.Endorsed, ClosingActKind.EndorsementRefused, ClosingActKind.Closed, ClosingActKind.Reopened) is { Kind: ClosingActKind.ClosingAsked } asked ? asked : null;

    /// <summary>The request to take it off domestic abuse that nobody has decided yet (REC-11).</summary>
    public ClosingAct? Uncoding => Last(ClosingActKind.UncodingAsked, ClosingActKind.UncodingApproved, ClosingActKind.UncodingRefused, ClosingActKind.CodedAsDomesticAbuse) is { Kind: ClosingActKind.UncodingAsked } asked ? asked : null;

    /// <summary>What somebody said after looking at everything; null once anything was added or the incident reopened: they have not seen that.</summary>
    public ClosingAct? SinceLastSupplied(params ClosingActKind[] kinds)
    {
        var act = Last(kinds);
        return act is null || Acts.SkipWhile(a => a != act).Any(a => Supplying.Contains(a.Kind)) ? null : act;
    }

    /// <summary>Those of one part who were arrested, by the last that was recorded.</summary>
    public static IReadOnlyList<int> Arrested(ClosingAct? action) =>
        action?.Detail is { Length: > 0 } slots ? [.. slots.Split(',').Select(s => int.Parse(s, System.Globalization.CultureInfo.InvariantCulture))] : [];
}
