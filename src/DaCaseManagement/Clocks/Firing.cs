using DaCaseManagement.Policy;

namespace DaCaseManagement.Clocks;

/// <summary>What the engine must do with one deadline now, and when to look again. Steps that an outage let pass are taken together, each once (CLK-1).</summary>
/// <param name="Warns">The owner is told that it is coming; never after it is due.</param>
/// <param name="Breaches">It is late from now on.</param>
/// <param name="Tell">Who is told of the breach beside the owner.</param>
/// <param name="StepsTaken">Steps of the chain taken after this.</param>
/// <param name="NextAt">Null: nothing is left to do.</param>
public sealed record Firing(bool Warns, bool Breaches, IReadOnlyList<EscalateTo> Tell, int StepsTaken, DateTime? NextAt)
{
    /// <summary>Pure: times of the deadline, its chain and the time now in, what is due out.</summary>
    public static Firing Of(DateTime dueAt, DateTime? warnAt, bool warned, bool breached, int stepsTaken, IReadOnlyList<EscalationStep> chain, DateTime now)
    {
        if (now < dueAt)
        {
            var warns = !warned && warnAt <= now;
            return new Firing(warns, false, [], stepsTaken, warns || warned || warnAt is null ? dueAt : warnAt);
        }

        var steps = chain.Skip(stepsTaken).TakeWhile(s => dueAt.AddMinutes(s.Minutes) <= now).ToList();
        var taken = stepsTaken + steps.Count;
        return new Firing(false, !breached, [.. steps.Select(s => s.To).Distinct()], taken, taken < chain.Count ? dueAt.AddMinutes(chain[taken].Minutes) : null);
    }
}
