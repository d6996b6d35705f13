using System.Globalization;
using System.Text.RegularExpressions;

using DaCaseManagement.Access;

namespace DaCaseManagement.Policy;

/// <summary>What a profile must hold beyond its shape. Pure: a profile in, its faults out.</summary>
public static partial class PolicyRules
{
    /// <summary>Deadline kinds the system opens; a profile without one would let that duty lapse unseen.</summary>
    public static readonly string[] DeadlineKinds =
    [
        "Assessment", "SupervisorSignOff", "LoweringDecision", "HandoverAcceptance", "RejectedHandover", "MaracReferral", "MaracListing",
        "FirstGrade", "SecondaryReview", "ChallengeDecision", "ExceptionDecision", "VulnerabilityAssessment",
        "NewContactTold", "CaseReview", "ShiftHandover", "AbsentOwner", "ClosureEndorsement", "ClosingQuestions", "ClosureException", "RecodeDecision",
        .. TimedElsewhere,
    ];

    /// <summary>Kinds whose time stands in another part of the profile or in the record itself.</summary>
    public static string[] TimedElsewhere => ["Reassessment", "Dispatch", "Attendance", "FollowUp", "PlanTouch", "VictimContact", "VictimInformed", "MarkerReview", "MaracPreparation"];

    private static readonly string[] CapacityWords = ["workload", "capacity", "resourc", "backlog", "demand", "staffing", "too busy", "no slot"];

    public static IReadOnlyList<string> Faults(ForcePolicy policy)
    {
        var faults = new List<string>();
        void Check(bool holds, string path, string reason)
        {
            if (!holds)
            {
                faults.Add($"{path}: {reason}");
            }
        }

        var p = policy.Profile;
        Check(ProfileName().IsMatch(p.Name), "profile.name", "use lower-case letters, digits and hyphens");
        Check(p.Version > 0, "profile.version", "must be 1 or more");
        Check(Colour().IsMatch(p.Colour) && ContrastWithWhite(p.Colour) >= 4.5, "profile.colour", "must be #rrggbb and carry white text at 4.5:1");
        Check(Prefix().IsMatch(p.AssignedPrefix), "profile.assignedPrefix", "must be two to four capital letters");
        Check(p.ForceName.Trim().Length is > 0 and <= 60, "profile.forceName", "must be 1 to 60 characters");
        Check(policy.Areas.Count > 0 && policy.Areas.Select(a => a.Code).Distinct().Count() == policy.Areas.Count, "areas", "at least one, each with its own code");
        Check(policy.Units.Select(u => u.Code).Distinct().Count() == policy.Units.Count, "units", "each needs its own code");
        foreach (var unit in policy.Units)
        {
            Check(unit.Area is null || policy.Areas.Any(a => a.Code == unit.Area), $"units.{unit.Code}.area", $"there is no area '{unit.Area}'");
        }

        foreach (var role in Enum.GetValues<Role>())
        {
            Check(policy.Roles.ContainsKey(role), $"roles.{role}", "is missing; give an empty list to allow nothing");
        }

        // Otherwise nobody could ever put it right again.
        foreach (var needed in new[] { Permission.ProposePolicy, Permission.ApprovePolicy, Permission.ManageAccounts })
        {
            Check(policy.Roles.Values.Any(r => r.Contains(needed)), "roles", $"no role may {needed}: nobody could change this again");
        }

        foreach (var grade in Enum.GetValues<Grade>())
        {
            Check(policy.Grades.Count(g => g.Grade == grade) == 1, $"grades.{grade}", "must stand exactly once");
        }

        foreach (var reason in policy.Assessment.LoweringReasons)
        {
            Check(!string.IsNullOrWhiteSpace(reason), "assessment.loweringReasons", "a reason must have words");

            // RSK-9: the list of reasons cannot be made to hold workload under any name we know of.
            Check(!CapacityWords.Any(w => reason.Contains(w, StringComparison.OrdinalIgnoreCase)), "assessment.loweringReasons", $"'{reason}' speaks of workload or capacity, which is never a reason for a lower grade (RSK-9)");
        }

        Check(policy.Assessment.LoweringReasons.Count > 0, "assessment.loweringReasons", "at least one");
        foreach (var kind in DeadlineKinds)
        {
            Check(policy.Deadlines.TryGetValue(kind, out var deadline) && (deadline.Minutes > 0 || (deadline.Minutes is null && TimedElsewhere.Contains(kind))), $"deadlines.{kind}", "is missing or not positive; this duty would lapse unseen");
            Check(deadline?.Minutes is null or <= 0 || !TimedElsewhere.Contains(kind), $"deadlines.{kind}", "takes its time from another part of the profile: leave the minutes empty");
            Check(deadline?.WarnMinutes is null or > 0, $"deadlines.{kind}", "a warning comes a positive number of minutes before");
            Check(deadline?.Clock != DeadlineClock.WorkingDays || deadline.Minutes is null || deadline.Minutes % 1440 == 0, $"deadlines.{kind}", "working days are whole: 1440 minutes each");
            Check(deadline?.Escalation is not { } chain || IsChain(chain), $"deadlines.{kind}", "each step of the chain comes later than the one before");
        }

        foreach (var kind in policy.Deadlines.Keys.Where(k => !DeadlineKinds.Contains(k)))
        {
            Check(false, $"deadlines.{kind}", "is not a deadline this system knows");
        }

        Check(policy.Matching is { PossibleAtLeast: > 0, SameAtLeast: < 1 } && policy.Matching.PossibleAtLeast < policy.Matching.SameAtLeast, "matching", "probabilities must rise from 0 to 1: possible, then same (PPL-2)");
        Check(policy.Markers is { MostMonthsToReview: >= 1 and <= 36 }, "markers.mostMonthsToReview", "must be 1 to 36 months (PPL-8)");
        CheckRouting(policy, Check);
        foreach (var repeat in policy.Repeats)
        {
            Check(repeat is { Count: >= 2, Months: >= 1 and <= 120 }, $"repeats.{repeat.Name}", "needs a count of 2 or more and 1 to 120 months");
        }

        Check(policy.Repeats.Select(r => (r.Unit, r.Name)).Distinct().Count() == policy.Repeats.Count, "repeats", "each rule of a unit needs its own name");
        CheckPatterns(policy, Check);
        CheckRisk(policy, Check);
        var s = policy.Security;
        Check(s is { IdleMinutes: >= 1, PublicAreaIdleMinutes: >= 1, AbsoluteHours: >= 1 and <= 24 } && s.PublicAreaIdleMinutes <= s.IdleMinutes, "security", "times must be positive, a session at most 24 hours, and public areas no longer than others");
        Check(s.PasswordLength >= 12, "security.passwordLength", "must be 12 or more");
        Check(s is { LockoutAttempts: >= 3 and <= 20, LockoutMinutes: >= 1 }, "security.lockoutAttempts", "must be 3 to 20");
        Check(policy.Marac is { Capacity: > 0, MinutesPerCase: > 0, RepeatMonths: > 0 } && TimeOnly.TryParseExact(policy.Marac.StartTime, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), "marac", "capacity, minutes per case and repeat months must be positive and the start time HH:mm");
        Check(policy.Marac.LawfulBases.Count > 0 && !policy.Marac.LawfulBases.Any(string.IsNullOrWhiteSpace), "marac.lawfulBases", "at least one, each in words; without one no case could be referred (MRC-1)");
        CheckWork(policy, Check);
        CheckClocks(policy, Check);
        return faults;
    }

    private static void CheckClocks(ForcePolicy policy, Action<bool, string, string> check)
    {
        var c = policy.Clocks;
        check(Time(c.Opens, out var opens) & Time(c.Closes, out var closes) && opens < closes, "clocks.opens", "office hours need two times such as 08:00, the first earlier");
        check(c.Days.Count > 0 && c.Days.Distinct().Count() == c.Days.Count, "clocks.days", "at least one working day, each once");
        check(c.WarnAtPercent is >= 1 and <= 99, "clocks.warnAtPercent", "must be 1 to 99");

        // A breach that nobody is told of is a duty that lapses unseen.
        check(c.Escalation.Count > 0 && IsChain(c.Escalation), "clocks.escalation", "at least one step, each later than the one before (CLK-1)");
        check(c.Cover.Select(r => r.Unit).Distinct().Count() == c.Cover.Count && c.Cover.All(r => r.Unit != r.CoveredBy), "clocks.cover", "each unit once, and covered by another (CLK-3)");
        foreach (var rule in c.Cover)
        {
            check(Exists(policy, rule.CoveredBy) && c.Cover.All(r => r.Unit != rule.CoveredBy), "clocks.cover", $"there is no {rule.CoveredBy} unit that is there at every hour (CLK-3)");
        }

        foreach (var needed in new[] { Permission.ManageUnit, Permission.AnswerForForce })
        {
            check(policy.Roles.Values.Any(r => r.Contains(needed)), "roles", $"no role may {needed}: nobody would be told of what lapses (CLK-1)");
        }

        check(policy.Marac.AgendaDaysBefore is >= 1 and <= 60, "marac.agendaDaysBefore", "must be 1 to 60");

        static bool Time(string text, out TimeOnly time) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }

    private static bool IsChain(IReadOnlyList<EscalationStep> steps) => steps.Count > 0 && steps[0].Minutes >= 0 && steps.Zip(steps.Skip(1)).All(s => s.First.Minutes < s.Second.Minutes);

    private static void CheckPatterns(ForcePolicy policy, Action<bool, string, string> check)
    {
        check(policy.Gravity.Select(g => g.Offence).Distinct().Count() == policy.Gravity.Count && policy.Gravity.All(g => g.Weight is >= 0 and <= 100 && g.Words.Length > 0), "gravity", "each offence once, weighing 0 to 100, with words");
        var (serial, quiet) = (policy.Serial, policy.Quiet);
        check(serial is null or { Months: >= 1 and <= 120, Victims: >= 2, HouseholdDays: >= 0, HalfLifeDays: >= 1 }, "serial", "needs 1 to 120 months, two victims or more and a half-life of a day or more (PPL-4)");
        check(serial is null || (serial is { EachIncident: >= 0, HighRisk: >= 0, EachFurtherVictim: >= 0 } && serial.EachIncident + serial.HighRisk > 0), "serial", "weights must not be negative, nor all nothing (PPL-4)");
        check(policy.Escalation.Days is >= 7 and <= 730, "escalation.days", "must be 7 to 730 (PPL-5)");
        check(quiet is { Count: >= 2, Months: >= 1 and <= 120, Factor: >= 1, LeastDays: >= 1, MostMonths: >= 1 } && quiet.ListedMonths > quiet.MostMonths, "quiet", "needs a count of 2 or more, positive times, and a list that lasts longer than the longest wait (PPL-6)");
        check(quiet.Reasons.Count > 0 && !quiet.Reasons.Any(string.IsNullOrWhiteSpace), "quiet.reasons", "at least one, each in words");
        check(!policy.Lists.ShowRestrictedAsSanitised || !string.IsNullOrWhiteSpace(policy.Lists.SanitisedWords), "lists.sanitisedWords", "must say what to do (PPL-9)");
    }

    private static void CheckWork(ForcePolicy policy, Action<bool, string, string> check)
    {
        check(policy.Response is { AttendImmediateMinutes: > 0, AttendPriorityMinutes: > 0, AppointmentAfterMinutes: >= 0 }, "response", "times must be positive");
        check(policy.Response is { AppointmentMinutes: > 0, ImmediateUnresourcedMinutes: null or > 0, PriorityUndispatchedMinutes: null or > 0 }, "response.appointmentMinutes", "the length of an appointment and the alarms must be positive (REC-6)");
        foreach (var area in policy.Areas)
        {
            check(policy.Marac.Meetings.Count(m => m.Areas.Contains(area.Code)) == 1, "marac.meetings", $"area '{area.Code}' must belong to exactly one MARAC (MRC-3)");
        }

        check(policy.Marac.Meetings.All(m => m is { EveryDays: >= 1 and <= 366, CallEveryDays: null or >= 1 } && m.Name.Trim().Length > 0 && m.Areas.All(a => policy.Areas.Any(x => x.Code == a))), "marac.meetings", "each needs a name, areas that exist and positive days (MRC-3)");
        check(policy.Allocation.All(a => a.Grades.Count > 0 && a.Because.Trim().Length > 0), "allocation", "each rule names a grade and says why (RTE-4)");
        check(policy.Closure.Needs.Distinct().Count() == policy.Closure.Needs.Count, "closure.needs", "each step once (REC-9)");
        check(policy.FollowUp is { HighContactHours: null or > 0, MediumVisitHours: null or > 0, PlanTouchedDays: null or > 0 } && policy.FollowUp.Steps.All(s => s.Hours > 0 && s.Words.Trim().Length is > 0 and <= 200), "followUp", "times must be positive, and each step in words, 200 characters at most (CAS-10)");
        check(policy.FollowUp.Steps.Count <= 20, "followUp.steps", "20 at most");
        check(policy.VictimContact.WorkingDays is >= 1 and <= 30, "victimContact.workingDays", "must be 1 to 30 (CAS-6)");
        check(policy.Hubs.MeetEveryDays is >= 1 and <= 366 && !policy.Hubs.Criteria.Any(string.IsNullOrWhiteSpace), "hubs", "meetings every 1 to 366 days, and each criterion in words (CAS-17)");
        check(policy.Quality is { CallsPerPersonMonthly: null or > 0, DomesticAbuseOneIn: null or > 0 }, "quality", "numbers must be positive (OVR-2)");
    }

    private static void CheckRisk(ForcePolicy policy, Action<bool, string, string> check)
    {

        // Whether it is there is for the database to say: a force may have loaded its own (PolicyStore.InstrumentFault).
        check(InstrumentCode().IsMatch(policy.Assessment.Instrument), "assessment.instrument", "must be a code of capital letters, digits and hyphens (RSK-1)");
        check(policy.Assessment.Required.Count > 0, "assessment.required", "at least one rule (RSK-4)");
        check(policy.Assessment.Required.All(r => r.EitherPartyWithinMonths is null or (>= 1 and <= 120)), "assessment.required", "months must be 1 to 120");
        check(policy.Assessment.GradedBy is not { } grader || Exists(policy, grader), "assessment.gradedBy", "there is no such unit");
        foreach (var rule in policy.Reviews)
        {
            check(Exists(policy, rule.Unit) && MayOwn(rule.Unit), "reviews", $"there is no {rule.Unit} unit that could review (RSK-11)");
        }

        // One who decides must be left whichever unit's grade is challenged.
        check(policy.Challenges.DecidedBy.Distinct().Count() >= 2 && policy.Challenges.DecidedBy.All(k => Exists(policy, k)), "challenges.decidedBy", "name two kinds of unit that exist, so that one is always outside the unit challenged (RSK-10)");
        check(policy.Reassessments.Select(r => r.Event).Distinct().Count() == policy.Reassessments.Count && policy.Reassessments.All(r => r.Minutes > 0 && r.Words.Length > 0), "reassessments", "each event once, with a positive time and words (RSK-12)");
        check(policy.Vulnerability.Factors.Select(f => f.Code).Distinct().Count() == policy.Vulnerability.Factors.Count && policy.Vulnerability.Factors.All(f => FactorCode().IsMatch(f.Code)), "vulnerability.factors", "each needs its own code of capital letters and hyphens (RSK-15)");
        check(policy.Supervision is { InstantSeconds: >= 1, SmallSample: >= 2, HintAfter: >= 2, HintMonths: >= 1 and <= 36 }, "supervision", "times and counts must be positive (OVR-3)");
    }

    private static bool Exists(ForcePolicy policy, UnitKind kind) =>
        policy.Units.Any(u => u.Kind == kind && (u.Area is null || policy.Areas.All(a => policy.Units.Any(o => o.Kind == kind && o.Area == a.Code))));

    private static bool MayOwn(UnitKind kind) => kind is not (UnitKind.MaracOffice or UnitKind.PartnerAgency);

    private static void CheckRouting(ForcePolicy policy, Action<bool, string, string> check)
    {
        var rules = policy.Routing.Rules;
        check(rules.Count > 0 && rules[^1].When == new RoutingCondition(), "routing.rules", "the last rule must have no conditions, so that no incident falls through (RTE-3)");
        check(rules.Select(r => r.Id).Distinct().Count() == rules.Count, "routing.rules", "each rule needs its own id");
        foreach (var rule in rules)
        {
            foreach (var kind in new[] { rule.Investigation, rule.Safeguarding, rule.VictimContact }.Distinct())
            {
                check(Exists(policy, kind), $"routing.rules.{rule.Id}", $"there is no {kind} unit for the whole force, nor one for every area");
                check(MayOwn(kind), $"routing.rules.{rule.Id}", $"a {kind} cannot own a case (MRC-9)");
            }
        }

        check(Exists(policy, policy.Routing.FirstOwner), "routing.firstOwner", "there is no such unit");
        check(MayOwn(policy.Routing.FirstOwner), "routing.firstOwner", $"a {policy.Routing.FirstOwner} cannot own a case (MRC-9)");
    }

    /// <summary>WCAG contrast ratio of a colour against white.</summary>
    public static double ContrastWithWhite(string colour)
    {
        double Channel(int at)
        {
            var c = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }

        return 1.05 / ((0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5)) + 0.05);
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,39}\z")]
    private static partial Regex ProfileName();

    [GeneratedRegex(@"^#[0-9a-fA-F]{6}\z")]
    private static partial Regex Colour();

    [GeneratedRegex(@"^[A-Z][A-Z-]{1,39}\z")]
    private static partial Regex FactorCode();

    [GeneratedRegex(@"^[A-Z][A-Z0-9-]{1,39}\z")]
    private static partial Regex InstrumentCode();

    [GeneratedRegex(@"^[A-Z]{2,4}\z")]
    private static partial Regex Prefix();
}
