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

    /// <summary>RSK-11: which cases a unit looks at again, first rule that holds; none when the force has no such review.</summary>
    public required IReadOnlyList<ReviewRule> Reviews { get; init; }

    public required ChallengePolicy Challenges { get; init; }

    /// <summary>RSK-12: what makes a victim's risk be assessed anew.</summary>
    public required IReadOnlyList<ReassessmentRule> Reassessments { get; init; }

    public required VulnerabilityPolicy Vulnerability { get; init; }

    public required SupervisionPolicy Supervision { get; init; }

    public required MatchingPolicy Matching { get; init; }

    public required MarkerPolicy Markers { get; init; }

    public required IReadOnlyList<RepeatPolicy> Repeats { get; init; }

    /// <summary>How grave each offence is against the others; what is not listed weighs <see cref="GravityPolicy.Usual"/>.</summary>
    public required IReadOnlyList<GravityPolicy> Gravity { get; init; }

    /// <summary>Null: the force keeps no list of serial perpetrators.</summary>
    public required SerialPolicy? Serial { get; init; }

    public required EscalationPolicy Escalation { get; init; }

    public required QuietPolicy Quiet { get; init; }

    public required ListsPolicy Lists { get; init; }

    public required RoutingPolicy Routing { get; init; }

    /// <summary>RTE-4: what whoever takes a case must be able to do; none when the force does not ask.</summary>
    public required IReadOnlyList<AllocationRule> Allocation { get; init; }

    public required ClosurePolicy Closure { get; init; }

    public required FollowUpPolicy FollowUp { get; init; }

    public required VictimContactPolicy VictimContact { get; init; }

    public required HubPolicy Hubs { get; init; }

    public required QualityPolicy Quality { get; init; }

    public required ClocksPolicy Clocks { get; init; }

    public required IReadOnlyDictionary<string, DeadlinePolicy> Deadlines { get; init; }

    public required MaracPolicy Marac { get; init; }

    /// <summary>Such as <c>national 1</c>: what decisions keep.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Version => $"{Profile.Name} {Profile.Version}";

    /// <summary>Of a kind that has its own time.</summary>
    public int MinutesOf(string deadline) => Deadlines[deadline].Minutes ?? throw new InvalidOperationException($"The time of {deadline} stands elsewhere.");

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

/// <summary>REC-3, REC-5, REC-6. Times in minutes.</summary>
/// <param name="AppointmentMinutes">How long an appointment lasts at least.</param>
/// <param name="ImmediateUnresourcedMinutes">An immediate report with nobody sent is told to the control room's supervisor after so long; absent for never.</param>
/// <param name="PriorityUndispatchedMinutes">The same for a priority report.</param>
/// <param name="BackgroundChecksBy">Who looks up the history; absent when it depends on who is there.</param>
public sealed record ResponsePolicy(
    int AttendImmediateMinutes, int AttendPriorityMinutes, int AppointmentAfterMinutes, int AppointmentMinutes, int? ImmediateUnresourcedMinutes, int? PriorityUndispatchedMinutes, Role? BackgroundChecksBy);

/// <param name="Instrument">Code of the instrument officers use.</param>
/// <param name="Required">RSK-4: an incident needs an assessment when any of these holds; elsewhere one is made at discretion.</param>
/// <param name="ProvisionalByTelephone">Whether one by telephone may be kept for an intimate partner; it stays overdue until done face to face.</param>
/// <param name="GradedBy">RSK-6: the unit that gives the first grade; absent when the attending officer does.</param>
/// <param name="Supervisor">RSK-8: what a supervisor may do with the officer's grade.</param>
/// <param name="LoweringReasons">RSK-9: the only reasons for a lower grade. Workload and capacity are refused by the profile's own check.</param>
public sealed record AssessmentPolicy(
    string Instrument, IReadOnlyList<AssessmentRule> Required, bool ProvisionalByTelephone, UnitKind? GradedBy, SupervisorPower Supervisor, IReadOnlyList<string> LoweringReasons);

/// <param name="Crime">Holds for a crime.</param>
/// <param name="EitherPartyWithinMonths">Holds when either party was in another incident within so many months.</param>
/// <param name="Because">Shown where the assessment is asked for.</param>
public sealed record AssessmentRule(string Because, bool? Crime = null, int? EitherPartyWithinMonths = null);

public enum SupervisorPower
{
    /// <summary>Supervisors do not look.</summary>
    None,

    /// <summary>A supervisor can only countersign.</summary>
    Countersign,
    Amend,
}

/// <summary>RSK-11.</summary>
public sealed record ReviewRule(RoutingCondition When, UnitKind Unit, string Because);

/// <param name="DecidedBy">RSK-10: who decides, in order; the first that is not the unit whose grade is challenged.</param>
public sealed record ChallengePolicy(IReadOnlyList<UnitKind> DecidedBy);

/// <summary>What happens in the system or in the world that may change a victim's risk (RSK-12).</summary>
public enum RiskEvent
{
    NewIncident,
    Arrest,
    Charge,
    BailSet,
    BailChanged,
    BailEnded,
    ReleaseFromCustody,
    CourtDateApproaching,
    CourtResult,
    PrisonRelease,
    OrderBreached,
    VictimWithdrawsSupport,
    Separation,
    Pregnancy,
    HouseMove,
    MaracOutcome,
    ReviewDateReached,
}

/// <param name="Minutes">From the event to the new assessment.</param>
public sealed record ReassessmentRule(RiskEvent Event, int Minutes, string Words);

/// <summary>RSK-15: the force's own definition of a vulnerable person, shown where it is used.</summary>
public sealed record VulnerabilityPolicy(string Definition, string Source, IReadOnlyList<VulnerabilityFactor> Factors);

/// <param name="Code">Kept with the answer; never changes its meaning.</param>
/// <param name="Consequences">What a yes leads to.</param>
public sealed record VulnerabilityFactor(string Code, string Prompt, IReadOnlyList<VulnerabilityConsequence> Consequences);

public enum VulnerabilityConsequence
{
    Marker,
    SpecialMeasures,
    AdultSafeguarding,
}

/// <summary>OVR-3, RSK-8, RSK-14: how the quality of supervision is looked at.</summary>
/// <param name="InstantSeconds">A sign-off after less time on the page than this is called instant.</param>
/// <param name="SmallSample">Fewer decisions than this are marked as too few to judge by.</param>
/// <param name="WatchDowngrades">OVR-3: whether lowered grades are counted by reviewer, unit and day, and set against the queue.</param>
/// <param name="HintAfter">The same gap in so many assessments of one officer within <paramref name="HintMonths"/> months suggests training.</param>
public sealed record SupervisionPolicy(int InstantSeconds, int SmallSample, int HintAfter, int HintMonths, bool WatchDowngrades);

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
/// <param name="Closes">The force does nothing more about such a case: the units hold it only until it is closed.</param>
public sealed record RoutingRule(string Id, RoutingCondition When, UnitKind Investigation, UnitKind Safeguarding, UnitKind VictimContact, string Because, bool Closes = false);

public sealed record RoutingCondition(IReadOnlyList<Grade>? Grades = null, bool? SeriousOffence = null, bool? HonourBasedOrForcedMarriage = null, bool? Repeat = null, bool? Crime = null, bool? RepeatPair = null);

/// <param name="RepeatMonths">MRC-1: months after the last referral in which any abuse makes a repeat.</param>
/// <param name="EveryHighRisk">MRC-1: every high risk is referred; otherwise each force's staff choose among them.</param>
/// <param name="AgendaDaysBefore">The agenda and what agencies know must be ready so many days before the meeting.</param>
/// <param name="Meetings">MRC-3: every area belongs to one.</param>
public sealed record MaracPolicy(int AgendaDaysBefore, int Capacity, int MinutesPerCase, int RepeatMonths, string StartTime, IReadOnlyList<string> LawfulBases, bool EveryHighRisk, IReadOnlyList<MaracMeetingPolicy> Meetings);

/// <param name="Areas">Codes of the areas it serves.</param>
/// <param name="EveryDays">Days from one meeting to the next.</param>
/// <param name="CallEveryDays">Days between calls by telephone; absent for none.</param>
public sealed record MaracMeetingPolicy(string Name, IReadOnlyList<string> Areas, int EveryDays, int? CallEveryDays = null);

public enum Skill
{
    AccreditedDetective,
    DomesticAbuseTrained,
    RiskAssessmentTrained,
}

/// <summary>RTE-4.</summary>
public sealed record AllocationRule(IReadOnlyList<Grade> Grades, Skill Needs, string Because);

/// <summary>What must be there before an incident may be closed (REC-9).</summary>
public enum ClosureStep
{
    Assessment,
    ChildrenSeen,
    SafetyActions,
    SafetyPlan,
    PositiveAction,
    SergeantEndorses,
}

/// <param name="InspectorFor">Grades for which a control-room inspector answers the closing questions as well.</param>
public sealed record ClosurePolicy(IReadOnlyList<ClosureStep> Needs, IReadOnlyList<Grade> InspectorFor);

/// <summary>CAS-9, CAS-10: what is done for a victim after the first day.</summary>
/// <param name="NonCrimes">Whether it is done where no crime was recorded.</param>
/// <param name="Grades">For which grades.</param>
/// <param name="HighContactHours">At high risk: the longest between two contacts until she is safe; absent for none.</param>
/// <param name="MediumVisitHours">At medium risk: the first visit; absent for none.</param>
/// <param name="PlanTouchedDays">The longest a plan is left alone; absent for no limit.</param>
public sealed record FollowUpPolicy(bool NonCrimes, IReadOnlyList<Grade> Grades, int? HighContactHours, int? MediumVisitHours, int? PlanTouchedDays, IReadOnlyList<FollowUpStep> Steps);

/// <param name="Hours">From the report.</param>
/// <param name="DoneBy">What the system itself sees it done by; absent when a person says so.</param>
public sealed record FollowUpStep(string Words, int Hours, FollowUpEvidence? DoneBy = null);

/// <summary>Records that show that a step of the plan was taken (CAS-10).</summary>
public enum FollowUpEvidence
{
    /// <summary>The report was graded for an answer at once or as a priority.</summary>
    AnsweredAtOnce,

    /// <summary>The briefing was passed on to whoever attends.</summary>
    HistoryGiven,

    /// <summary>The risk was assessed with the victim, not by telephone alone.</summary>
    AssessedAtScene,
}

/// <summary>CAS-6: what a victim must be told of.</summary>
public sealed record VictimContactPolicy(int WorkingDays, IReadOnlyList<RiskEvent> Events);

/// <summary>CAS-17: local meetings with partners.</summary>
/// <param name="Criteria">When a case is taken there; none when each area judges for itself.</param>
public sealed record HubPolicy(int MeetEveryDays, IReadOnlyList<string> Criteria);

/// <summary>OVR-2: how many calls supervisors listen to.</summary>
/// <param name="CallsPerPersonMonthly">Absent for no number.</param>
/// <param name="DomesticAbuseOneIn">One in so many of a sample must be domestic abuse; absent when chance decides.</param>
public sealed record QualityPolicy(int? CallsPerPersonMonthly, int? DomesticAbuseOneIn);
