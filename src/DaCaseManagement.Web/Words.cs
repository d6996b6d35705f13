using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

using DaCaseManagement.Access;
using DaCaseManagement.Audit;
using DaCaseManagement.Cases;
using DaCaseManagement.Clocks;
using DaCaseManagement.Imports;
using DaCaseManagement.Incidents;
using DaCaseManagement.Incidents.Closing;
using DaCaseManagement.Marac;
using DaCaseManagement.Oversight;
using DaCaseManagement.People;
using DaCaseManagement.People.Matching;
using DaCaseManagement.People.Patterns;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;
using DaCaseManagement.Worklists;

using Microsoft.AspNetCore.Mvc.Rendering;

namespace DaCaseManagement.Web;

/// <summary>How codes, times and ages are said on screen.</summary>
public static class Words
{
    private static readonly ConcurrentDictionary<Enum, string> Said = new(new Dictionary<Enum, string>
    {
        [Role.MaracCoordinator] = "MARAC co-ordinator",
        [UnitKind.SpecialistDa] = "Specialist domestic abuse",
        [UnitKind.MaracOffice] = "MARAC office",
        [Channel.Emergency999] = "999",
        [Channel.NonEmergency101] = "101",
        [Channel.Marac] = "MARAC",
        [Channel.ThirdParty] = "Third party",
        [Channel.OfficerInitiated] = "Officer at the scene",
        [Gender.NonBinary] = "Non-binary",
        [Gender.Unknown] = "Not known",
        [MarkerKind.SelfHarm] = "Self-harm",
        [MatchBand.Same] = "Very likely the same person",
        [MatchBand.Possible] = "May be the same person",
        [MatchBand.Different] = "Shares a number, address or name",
        [StandingList.HighRisk] = "High-risk victims",
        [Permission.ConsultLists] = "See the standing lists",
        [TimelineKind.Marac] = "MARAC",
        [TimelineKind.Contact] = "Contact and follow-up",
        [ResponseGrade.Appointment] = "Scheduled appointment",
        [DecisionStage.Officer] = "Officer's grade",
        [DecisionStage.SupervisorAgreed] = "Supervisor agreed",
        [DecisionStage.SupervisorAmended] = "Supervisor amended",
        [DecisionStage.LoweringProposed] = "Lower grade proposed",
        [DecisionStage.LoweringConfirmed] = "Lower grade confirmed by a second person",
        [DecisionStage.LoweringRefused] = "Lower grade refused",
        [DecisionStage.UnitGraded] = "Unit's first grade",
        [DecisionStage.UnitAgreed] = "Unit review agreed",
        [DecisionStage.UnitAmended] = "Unit review amended",
        [DecisionStage.Challenged] = "Challenged by an officer",
        [DecisionStage.ChallengeUpheld] = "Challenge upheld",
        [DecisionStage.ChallengeRefused] = "Challenge refused",
        [RiskEvent.MaracOutcome] = "MARAC outcome",
        [FollowUpEvidence.HistoryGiven] = "Briefing passed on",
        [FollowUpEvidence.AnsweredAtOnce] = "Graded for an answer at once or as a priority",
        [FollowUpEvidence.AssessedAtScene] = "Risk assessed with the victim",
        [ContactOutcome.Spoke] = "The victim was reached",
        [ContactOutcome.NoAnswer] = "No answer",
        [ContactOutcome.SomebodyElse] = "Somebody else was there: nothing was said",
        [ContactOutcome.Unsafe] = "Broken off: it was not safe",
        [ContactMeans.Text] = "Text message",
        [ContactMeans.Email] = "E-mail",
        [ContactMeans.Trusted] = "Through somebody trusted",
        [WorkGroup.FollowUp] = "Follow-up and reviews",
        [WorkGroup.Marac] = "MARAC",
        [DeadlineHappening.Breached] = "Late",
        [DeadlineHappening.Escalated] = "Still late",
        [UnassessedWhy.NoDraft] = "No assessment has been begun",
        [UnassessedWhy.DraftBegun] = "Begun and not submitted",
        [UnassessedWhy.TelephoneOnly] = "By telephone only: face to face is still due",
        [UnassessedWhy.ExceptionAsked] = "Exception asked for, not decided",
        [UnassessedWhy.ExceptionRefused] = "Exception refused: still to be assessed",
        [UnassessedWhy.NobodyWasAsked] = "No deadline: nobody was asked",
        [UnassessedWhy.Restricted] = "Restricted: with the specialist unit",
        [VulnerabilityConsequence.Marker] = "Vulnerability marker",
        [SupervisionWhat.SignOffs] = "Sign-offs",
        [SupervisionWhat.Raised] = "Raised by the supervisor",
        [SupervisionWhat.Lowered] = "Lower grade proposed",
        [SupervisionWhat.Instant] = "Instant decisions",
        [SupervisionWhat.Timed] = "Decisions with a known time",
        [SupervisionWhat.Assessments] = "Assessments",
        [SupervisionWhat.High] = "Assessed as high",
        [SupervisionWhat.Medium] = "Assessed as medium",
        [SupervisionWhat.Standard] = "Assessed as standard",
        [SupervisionWhat.Queue] = "Waiting when the day began",
        [Verdict.Lowered] = "Proposed lower",
        [SupervisionBy.Weekday] = "Day of the week",
        [ReferralCriterion.Repeat] = "MARAC repeat",
        [AuditAct.Collection] = "Recorded",
        [AuditAct.Alteration] = "Changed",
        [AuditAct.Consultation] = "Looked at",
        [AuditAct.Disclosure] = "Disclosed",
        [AuditAct.Combination] = "Combined",
        [AuditAct.Erasure] = "Erased",
        [AuditAct.Access] = "Signed in or out",
        [AuditAct.Refusal] = "Was refused",
        [FileEncoding.Utf8] = "UTF-8",
        [FileEncoding.Utf16] = "UTF-16",
        [FileEncoding.Utf16BigEndian] = "UTF-16, big end first",
        [FileEncoding.Windows1252] = "Windows-1252",
        [ImportStatus.Preparing] = "Columns and preview",
        [Coding.AntiSocialBehaviour] = "Anti-social behaviour",
        [ClosingActKind.ChildNotSeen] = "Child not seen",
        [ClosingActKind.ClosingAsked] = "Asked for it to be closed",
        [ClosingActKind.EndorsementRefused] = "Sent back",
        [ClosingActKind.QuestionsAnswered] = "Inspector answered",
        [ClosingActKind.PositiveAction] = "Arrest, or why none",
        [ClosingActKind.SafetyActions] = "What was done at once",
        [ClosingActKind.Reopened] = "Opened again",
        [ClosingActKind.UncodingAsked] = "Asked to take it off domestic abuse",
        [ClosingActKind.UncodingApproved] = "Taken off domestic abuse",
        [ClosingActKind.UncodingRefused] = "Stays domestic abuse",
        [ClosingActKind.CodedAsDomesticAbuse] = "Recorded as domestic abuse",
        [Permission.UseSystem] = "Sign in, own work and account",
        [Permission.ConsultIncidents] = "See incidents",
        [Permission.ConsultPeople] = "See people and their history",
        [Permission.JoinPeople] = "Decide which records are one person",
        [Permission.ImportRecords] = "Import records",
        [Permission.KeepMarkers] = "Place and review markers",
        [Permission.ConsultLists] = "See standing local lists",
        [Permission.ConsultCases] = "See cases",
        [Permission.KeepContact] = "Record contacts and follow-up",
        [Permission.KeepSafeContact] = "Record safe contact",
        [Permission.AssessRisk] = "Assess risk",
        [Permission.ReviewAssessments] = "Agree or amend grades",
        [Permission.HandOver] = "Offer and accept responsibility",
        [Permission.AllocateCases] = "Give the unit's cases to one of its people",
        [Permission.RaiseMaracReferrals] = "Refer to MARAC",
        [Permission.PrepareMarac] = "Prepare MARAC meetings",
        [Permission.ConsultMarac] = "See MARAC referrals and agendas",
        [Permission.ReviewForUnit] = "Review grades for the specialist unit",
        [Permission.DecideChallenges] = "Decide on challenged grades",
        [Permission.ApproveExceptions] = "Let an incident go unassessed, with a reason",
        [Permission.ConsultOversight] = "See oversight",
        [Permission.ConsultPolicy] = "Read this policy",
        [Permission.ProposePolicy] = "Propose changes to this policy",
        [Permission.ApprovePolicy] = "Approve changes to this policy",
        [Permission.ReadAudit] = "Read the audit log",
        [RiskReply.NotKnown] = "Does not know",
        [RiskReply.Declined] = "Did not want to say",
    });

    /// <summary>The tag colour of a grade; the word always stands beside it.</summary>
    public static string Colour(Grade grade) => grade switch { Grade.High => "red", Grade.Medium => "yellow", _ => "green" };

    /// <summary>What two records were compared by.</summary>
    public static string OfMatchField(string field) => field switch
    {
        "given" => "First names",
        "family" => "Family name",
        "order" => "Order of names",
        "born" => "Date of birth",
        "phone" => "Telephone",
        "number" => "National number",
        _ => char.ToUpperInvariant(field[0]) + field[1..],
    };

    /// <summary>A probability as people say it; nobody decides by the second decimal.</summary>
    public static string Likelihood(double probability) => probability switch
    {
        >= 0.999 => "more than 999 in 1,000",
        >= 0.01 => string.Create(CultureInfo.InvariantCulture, $"about {Math.Round(probability * 100):0} in 100"),
        _ => "less than 1 in 100",
    };

    public static string Colour(ResponseGrade response) => response switch { ResponseGrade.Immediate => "red", ResponseGrade.Priority => "yellow", _ => "blue" };

    /// <summary>"ControlRoomSupervisor" is "Control room supervisor".</summary>
    public static string Of(Enum value) => Said.GetOrAdd(value, v => Split(v.ToString()));

    public static string Of<T>(T? value, string otherwise = "Not known")
        where T : struct, Enum => value is { } known ? Of(known) : otherwise;

    /// <summary>Every value of an enum for a list of choices.</summary>
    public static IEnumerable<SelectListItem> Choices<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(v => new SelectListItem(Of(v), v.ToString()));

    /// <summary>"3 h 12 min"; "4 days 2 h" once it is longer than two days.</summary>
    public static string Age(TimeSpan age)
    {
        var span = age.Duration();
        var text = span < TimeSpan.FromMinutes(1) ? "less than 1 min"
            : span < TimeSpan.FromHours(1) ? $"{(int)span.TotalMinutes} min"
            : span < TimeSpan.FromDays(2) ? $"{(int)span.TotalHours} h {span.Minutes} min"
            : span < TimeSpan.FromDays(14) ? $"{(int)span.TotalDays} days {span.Hours} h"
            : $"{(int)span.TotalDays:N0} days";
        return text;
    }

    /// <summary>"21 Nov 2026, 14:02" in London.</summary>
    public static string Time(DateTime utc) => LocalTime.Of(utc).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"21 Nov 2026, 14:02:11", where the order of events matters.</summary>
    public static string TimeToTheSecond(DateTime utc) => LocalTime.Of(utc).ToString("d MMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>"21 Nov 2026", for tables.</summary>
    public static string Day(DateOnly date) => date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"21 November 2026".</summary>
    public static string Date(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Date(DateTime utc) => Date(LocalTime.DayOf(utc));

    private static string Split(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            var starts = i > 0 && ((char.IsUpper(c) && !char.IsUpper(name[i - 1])) || (char.IsDigit(c) && !char.IsDigit(name[i - 1])));
            text.Append(starts ? " " : "").Append(starts && char.IsUpper(c) && !(i + 1 < name.Length && char.IsUpper(name[i + 1])) ? char.ToLowerInvariant(c) : c);
        }

        return text.ToString();
    }
}
