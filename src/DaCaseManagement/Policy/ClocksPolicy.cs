using DaCaseManagement.Access;

namespace DaCaseManagement.Policy;

/// <summary>CLK-1, CLK-3: what every deadline has in common.</summary>
/// <param name="Opens">Local time at which offices begin, <c>HH:mm</c>; outside their hours whoever covers is told too.</param>
/// <param name="Days">Days on which offices work, bank holidays apart.</param>
/// <param name="ExtraHolidays">Days of this force's own, or proclaimed after the list of bank holidays was made.</param>
/// <param name="WarnAtPercent">The owner is warned when so much of the time has gone, where a kind does not say otherwise.</param>
/// <param name="Escalation">Who is told of a breach, step by step, where a kind does not say otherwise.</param>
/// <param name="Cover">Who answers for a unit outside office hours; a unit that is not here never closes.</param>
public sealed record ClocksPolicy(
    string Opens, string Closes, IReadOnlyList<DayOfWeek> Days, IReadOnlyList<DateOnly> ExtraHolidays, int WarnAtPercent, IReadOnlyList<EscalationStep> Escalation, IReadOnlyList<CoverRule> Cover);

/// <param name="Minutes">After the due time.</param>
public sealed record EscalationStep(int Minutes, EscalateTo To);

public enum EscalateTo
{
    /// <summary>Whoever may manage the owner's unit.</summary>
    UnitManagers,

    /// <summary>Whoever answers for the force at any hour.</summary>
    DutyManagers,
    ChiefOfficers,
}

public sealed record CoverRule(UnitKind Unit, UnitKind CoveredBy);

/// <summary>Which time a deadline counts.</summary>
public enum DeadlineClock
{
    Always,

    /// <summary>Minutes of office hours alone.</summary>
    WorkingHours,

    /// <summary>Whole working days: due when the office closes on the last of them.</summary>
    WorkingDays,
}

/// <param name="Minutes">From the event that opens it to its due time; absent where the rule that opens it says when.</param>
/// <param name="Words">What must have happened, for the worklist.</param>
/// <param name="WarnMinutes">The owner is warned so long before.</param>
/// <param name="Escalation">Who is told of a breach instead of the usual.</param>
public sealed record DeadlinePolicy(int? Minutes, string Words, DeadlineClock Clock = DeadlineClock.Always, int? WarnMinutes = null, IReadOnlyList<EscalationStep>? Escalation = null);
