using DaCaseManagement.Policy;

namespace DaCaseManagement.Cases;

/// <param name="OpensAt">When somebody is asked for the new assessment: now, or on a day that is still to come.</param>
public sealed record Reassessment(DateTime OpensAt, DateTime DueAt, string Because);

/// <summary>When an event makes a victim's risk be assessed anew (RSK-12). Pure.</summary>
public static class Reassessing
{
    /// <summary>Events that are often known before they happen.</summary>
    public static readonly RiskEvent[] MayLieAhead = [RiskEvent.BailEnded, RiskEvent.ReleaseFromCustody, RiskEvent.CourtDateApproaching, RiskEvent.PrisonRelease, RiskEvent.HouseMove, RiskEvent.ReviewDateReached];

    /// <summary>Null when this force asks for no new assessment after such an event.</summary>
    /// <param name="at">When it happens or happened, UTC; for a court date, when the court sits.</param>
    public static Reassessment? For(RiskEvent what, DateTime at, DateTime now, ForcePolicy policy)
    {
        if (policy.Reassessments.FirstOrDefault(r => r.Event == what) is not { } rule)
        {
            return null;
        }

        // Whoever goes to court has the new assessment with them; after anything else it is due so long after.
        return what == RiskEvent.CourtDateApproaching
            ? new Reassessment(Later(at.AddMinutes(-rule.Minutes), now), Later(at, now), rule.Words)
            : new Reassessment(Later(at, now), at.AddMinutes(rule.Minutes), rule.Words);
    }

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;
}
