using DaCaseManagement.Access;

namespace DaCaseManagement.Policy;

/// <summary>Everything that may differ between forces or between years: one versioned profile (<c>policies/*.json</c>). Every decision records
/// <see cref="Version"/>, so that it can be shown under the rules of its day.</summary>
public sealed record ForcePolicy
{
    public required ProfileIdentity Profile { get; init; }

    public required IReadOnlyList<AreaPolicy> Areas { get; init; }

    public required IReadOnlyList<UnitPolicy> Units { get; init; }

    public required IReadOnlyDictionary<Role, IReadOnlyList<Permission>> Roles { get; init; }

    public required SecurityPolicy Security { get; init; }

    public required ResponsePolicy Response { get; init; }

    public required AssessmentPolicy Assessment { get; init; }

    public required IReadOnlyList<GradePolicy> Grades { get; init; }

    public required MatchingPolicy Matching { get; init; }

    public required MarkerPolicy Markers { get; init; }

    public required IReadOnlyList<RepeatPolicy> Repeats { get; init; }

    /// <summary>How grave each offence is against the others; what is not listed weighs <see cref="GravityPolicy.Usual"/>.</summary>
    public required IReadOnlyList<GravityPolicy> Gravity { get; init; }

    public required SerialPolicy Serial { get; init; }

    public required EscalationPolicy Escalation { get; init; }

    public required QuietPolicy Quiet { get; init; }

    public required ListsPolicy Lists { get; init; }

    public required RoutingPolicy Routing { get; init; }

    public required IReadOnlyDictionary<string, DeadlinePolicy> Deadlines { get; init; }

    public required MaracPolicy Marac { get; init; }

    /// <summary>Such as <c>national 1</c>: what decisions keep.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Version => $"{Profile.Name} {Profile.Version}";

    public string GradeLabel(Grade grade) => Grades.First(g => g.Grade == grade).Label;
}

/// <param name="Name">The profile's name: lower-case letters, digits and hyphens.</param>
/// <param name="ForceName">Shown at the top of every page.</param>
/// <param name="Colour">Header colour, <c>#rrggbb</c>; must carry white text at 4.5:1.</param>
/// <param name="AssignedPrefix">Two to four capital letters before every incident reference.</param>
public sealed record ProfileIdentity(string Name, int Version, DateOnly EffectiveFrom, string ForceName, string Colour, string AssignedPrefix, string Source);

public sealed record AreaPolicy(string Code, string Name);

/// <param name="Area">An area's code; absent for the whole force.</param>
public sealed record UnitPolicy(string Code, string Name, UnitKind Kind, string? Area = null);

/// <param name="IdleMinutes">Minutes without a request after which a session ends.</param>
/// <param name="PublicAreaIdleMinutes">The same for roles whose screens stand where the public can see them.</param>
/// <param name="PublicAreaRoles">Roles that work in public areas.</param>
/// <param name="AbsoluteHours">Hours after which a session ends whatever happens.</param>
/// <param name="PasswordLength">Fewest characters in a password.</param>
/// <param name="LockoutAttempts">Wrong passwords before the account is locked.</param>
/// <param name="LockoutMinutes">How long it stays locked.</param>
public sealed record SecurityPolicy(int IdleMinutes, int PublicAreaIdleMinutes, IReadOnlyList<Role> PublicAreaRoles, int AbsoluteHours, int PasswordLength, int LockoutAttempts, int LockoutMinutes);

/// <summary>REC-3, REC-5. Times in minutes.</summary>
public sealed record ResponsePolicy(int AttendImmediateMinutes, int AttendPriorityMinutes, int AppointmentAfterMinutes);

/// <param name="Instrument">Code of the instrument officers use.</param>
/// <param name="ReviewedBySupervisor">RSK-8: whether a supervisor must agree or amend.</param>
/// <param name="LoweringReasons">RSK-9: the only reasons for a lower grade. Workload and capacity are refused by the profile's own check.</param>
public sealed record AssessmentPolicy(string Instrument, bool ReviewedBySupervisor, IReadOnlyList<string> LoweringReasons);

/// <param name="Label">What this force calls the grade.</param>
/// <param name="Meaning">The definition shown where the grade is chosen.</param>
public sealed record GradePolicy(Grade Grade, string Label, string Meaning);

/// <summary>PPL-2: how sure the comparison of two records must be. A person decides in every band.</summary>
/// <param name="SameAtLeast">Probability from which a record is offered first, as the same person.</param>
/// <param name="PossibleAtLeast">Probability from which it is shown at all.</param>
public sealed record MatchingPolicy(double SameAtLeast, double PossibleAtLeast);

/// <summary>PPL-8.</summary>
/// <param name="MostMonthsToReview">The longest a marker stands before somebody looks at it again.</param>
public sealed record MarkerPolicy(int MostMonthsToReview);

public enum RepeatUnit
{
    Victim,
    Perpetrator,
    Pair,
    Location,
}

/// <summary>REC-8, PPL-3: how many incidents in how many months make a repeat, and what that is called.</summary>
public sealed record RepeatPolicy(string Name, RepeatUnit Unit, int Count, int Months, string Consequence);

/// <param name="Offence">Its code.</param>
/// <param name="Weight">0 for no crime; a usual crime weighs 1.</param>
/// <param name="Words">What it is called in a reason.</param>
public sealed record GravityPolicy(string Offence, double Weight, string Words)
{
    /// <summary>An offence that the profile does not weigh, or that nobody has decided yet.</summary>
    public const double Usual = 1;
}

/// <summary>PPL-4: who is a serial perpetrator, and what puts one before another.</summary>
/// <param name="Months">The window in which the victims are counted.</param>
/// <param name="Victims">How many unconnected victims make one.</param>
/// <param name="HouseholdDays">Victims at one address are one household when their reports lie no further apart than this.</param>
/// <param name="HalfLifeDays">Recency: after so many days an incident weighs half.</param>
/// <param name="EachIncident">Frequency: what every incident weighs before its gravity is added.</param>
/// <param name="HighRisk">Gravity: what is added for an incident of a case at high risk.</param>
/// <param name="EachFurtherVictim">What each victim beyond <paramref name="Victims"/> adds, as a share of the whole.</param>
public sealed record SerialPolicy(int Months, int Victims, int HouseholdDays, int HalfLifeDays, double EachIncident, double HighRisk, double EachFurtherVictim, string Consequence);

/// <param name="Days">PPL-5: the length of the two spells that are compared.</param>
public sealed record EscalationPolicy(int Days);

/// <summary>PPL-6: a repeat victim who has stopped reporting.</summary>
/// <param name="Count">Reports within <paramref name="Months"/> that made her a repeat victim.</param>
/// <param name="Factor">Quiet for longer than her usual gap times this, or for <paramref name="MostMonths"/> whatever her gap was.</param>
/// <param name="LeastDays">Never called quiet sooner than this.</param>
/// <param name="ListedMonths">Listed until this long after her last report, unless a review says to look again.</param>
/// <param name="Reasons">What a welfare review may have found.</param>
public sealed record QuietPolicy(int Count, int Months, double Factor, int LeastDays, int MostMonths, int ListedMonths, IReadOnlyList<string> Reasons);

/// <summary>PPL-9: the standing lists of local teams.</summary>
/// <param name="ShowRestrictedAsSanitised">Those who may not see a restricted record get a line without a name: its reference and what to do.</param>
/// <param name="SanitisedWords">What to do about such a line.</param>
public sealed record ListsPolicy(bool ShowRestrictedAsSanitised, string SanitisedWords);

/// <summary>RTE-3: an ordered table; the first rule whose conditions all hold decides.</summary>
public sealed record RoutingPolicy(UnitKind FirstOwner, IReadOnlyList<RoutingRule> Rules);

/// <param name="When">Absent conditions do not matter; the last rule has none.</param>
public sealed record RoutingRule(string Id, RoutingCondition When, UnitKind Investigation, UnitKind Safeguarding, UnitKind VictimContact, string Because);

public sealed record RoutingCondition(IReadOnlyList<Grade>? Grades = null, bool? SeriousOffence = null, bool? HonourBasedOrForcedMarriage = null, bool? Repeat = null, bool? Crime = null, bool? RepeatPair = null);

/// <param name="Minutes">From the event that opens it to its due time.</param>
/// <param name="Words">What must have happened, for the worklist.</param>
public sealed record DeadlinePolicy(int Minutes, string Words);

/// <param name="RepeatMonths">MRC-1: months after the last referral in which any abuse makes a repeat.</param>
public sealed record MaracPolicy(int Capacity, int MinutesPerCase, int RepeatMonths, string StartTime, IReadOnlyList<string> LawfulBases);
