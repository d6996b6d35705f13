using System.Text.Json.Nodes;

using DaCaseManagement.Access;

using static DaCaseManagement.Policy.Changes.FieldKind;

namespace DaCaseManagement.Policy.Changes;

public enum FieldKind
{
    Number,
    OptionalNumber,
    Decimal,

    /// <summary>One line.</summary>
    Line,

    /// <summary>Several lines, one text.</summary>
    Text,

    /// <summary>A list of texts, one on each line.</summary>
    Lines,

    /// <summary>A list of short codes with commas between.</summary>
    Codes,
    Choice,
    OptionalChoice,

    /// <summary>Any of the values.</summary>
    Ticks,

    /// <summary>The same; none ticked means that it does not matter.</summary>
    OptionalTicks,

    /// <summary>Some of the values, in an order.</summary>
    Sequence,
    YesNo,

    /// <summary>Yes, no, or it does not matter.</summary>
    Either,

    /// <summary>Whether the part of the profile at this path is there at all.</summary>
    Present,
}

/// <param name="Path">Where it stands in the profile; of a column, where it stands in its row.</param>
/// <param name="Values">The enum that is chosen from.</param>
/// <param name="None">What an absent value means.</param>
public sealed record PolicyField(string Path, string Label, FieldKind Kind, Type? Values = null, string? Hint = null, string None = "");

/// <summary>A list of rows, the first column of which tells one from another.</summary>
/// <param name="Ordered">The order of the rows decides.</param>
public sealed record PolicyTable(string Path, string Label, string Row, IReadOnlyList<PolicyField> Columns, bool Ordered = false);

public sealed record PolicySection(string Code, string Title, IReadOnlyList<PolicyField> Fields, IReadOnlyList<PolicyTable> Tables);

/// <summary>What people may change by form, section by section. Areas and units are kept elsewhere; a setting that is not here changes with the file.</summary>
public static class PolicyForm
{
    private static readonly PolicyField[] When =
    [
        new("when.grades", "Grades", OptionalTicks, typeof(Grade)),
        new("when.seriousOffence", "Serious offence", Either),
        new("when.honourBasedOrForcedMarriage", "So-called honour-based abuse or forced marriage", Either),
        new("when.repeat", "Repeat victim", Either),
        new("when.repeatPair", "Repeat pair", Either),
        new("when.crime", "Crime", Either),
    ];

    public static readonly IReadOnlyList<PolicySection> Sections =
    [
        new("assessment", "Risk assessment",
            [
                new("assessment.instrument", "Instrument", Line, Hint: "Its code, such as DASH-2009"),
                new("assessment.provisionalByTelephone", "A provisional assessment by telephone may be kept; it stays overdue until done face to face", YesNo),
                new("assessment.gradedBy", "Who gives the first grade", OptionalChoice, typeof(UnitKind), None: "The attending officer"),
                new("assessment.supervisor", "What a supervisor may do", Choice, typeof(SupervisorPower)),
                new("assessment.loweringReasons", "The only reasons for a lower grade", Lines, Hint: "One on each line. Workload and capacity are refused."),
            ],
            [new("assessment.required", "When an assessment is required", "Case", [new("because", "In words", Line), new("crime", "Crime", Either), new("eitherPartyWithinMonths", "Either party in another incident within so many months", OptionalNumber)])]),
        new("grades", "Grades",
            [],
            [new("grades", "What grades are called", "Grade", [new("grade", "Grade", Choice, typeof(Grade)), new("label", "Called", Line), new("meaning", "Meaning", Text)])]),
        new("reviews", "Reviews and challenges",
            [
                new("challenges.decidedBy", "Who decides a challenge: the first that is not the unit challenged", Sequence, typeof(UnitKind)),
                new("supervision.instantSeconds", "A sign-off in fewer seconds is called instant", Number),
                new("supervision.smallSample", "Fewer decisions are too few to judge by", Number),
                new("supervision.hintAfter", "The same gap in so many assessments suggests training", Number),
                new("supervision.hintMonths", "Within so many months", Number),
                new("supervision.watchDowngrades", "Lowered grades are counted by reviewer, unit and day", YesNo),
            ],
            [new("reviews", "Which grades a unit looks at again", "Review", [new("because", "In words", Line), new("unit", "Unit", Choice, typeof(UnitKind)), .. When], Ordered: true)]),
        new("reassessments", "Re-assessment",
            [],
            [new("reassessments", "What leads to a new assessment", "Event", [new("event", "Event", Choice, typeof(RiskEvent)), new("minutes", "Minutes to the new assessment", Number), new("words", "In words", Line)])]),
        new("vulnerability", "Vulnerability",
            [new("vulnerability.definition", "Who is vulnerable", Text), new("vulnerability.source", "Where the definition comes from", Line)],
            [new("vulnerability.factors", "What is asked", "Factor", [new("code", "Code", Line), new("prompt", "In words", Line), new("consequences", "A yes leads to", Ticks, typeof(VulnerabilityConsequence))])]),
        new("repeats", "Repeats",
            [],
            [new("repeats", "What makes a repeat", "Rule", [new("name", "Name", Line), new("unit", "Counted for", Choice, typeof(RepeatUnit)), new("count", "Incidents", Number), new("months", "Within so many months", Number), new("consequence", "What follows", Line)])]),
        new("patterns", "Serial perpetrators, escalation and silence",
            [
                new("serial", "The force keeps a list of serial perpetrators", Present),
                new("serial.months", "Serial: within so many months", Number),
                new("serial.victims", "Serial: unconnected victims", Number),
                new("serial.householdDays", "Serial: one address within so many days is one household", Number),
                new("serial.halfLifeDays", "Serial: so many days after, an incident weighs half", Number),
                new("serial.eachIncident", "Serial: weight of each incident", FieldKind.Decimal),
                new("serial.highRisk", "Serial: added for a case at high risk", FieldKind.Decimal),
                new("serial.eachFurtherVictim", "Serial: share added by each further victim", FieldKind.Decimal),
                new("serial.consequence", "Serial: what follows", Line),
                new("escalation.days", "Escalation compares spells of so many days", Number),
                new("quiet.count", "Gone quiet: reports that made her a repeat victim", Number),
                new("quiet.months", "Gone quiet: within so many months", Number),
                new("quiet.factor", "Gone quiet: so many times her usual gap", FieldKind.Decimal),
                new("quiet.leastDays", "Gone quiet: never sooner than so many days", Number),
                new("quiet.mostMonths", "Gone quiet: at the latest after so many months", Number),
                new("quiet.listedMonths", "Gone quiet: listed for so many months", Number),
                new("quiet.reasons", "What a welfare review may find", Lines, Hint: "One on each line"),
            ],
            [new("gravity", "How grave each offence is", "Offence", [new("offence", "Code", Line), new("weight", "Weight", FieldKind.Decimal), new("words", "In words", Line)])]),
        new("routing", "Who gets a case",
            [new("routing.firstOwner", "Who holds a new case", Choice, typeof(UnitKind))],
            [
                new("routing.rules", "Rules, the first that fits decides", "Rule",
                    [
                        new("id", "Rule", Line, Hint: "Capital letters and hyphens"), .. When,
                        new("investigation", "Investigation goes to", Choice, typeof(UnitKind)), new("safeguarding", "Safeguarding goes to", Choice, typeof(UnitKind)), new("victimContact", "Victim contact goes to", Choice, typeof(UnitKind)),
                        new("because", "Because", Line), new("closes", "Nothing more is done; the case is closed", YesNo),
                    ],
                    Ordered: true),
                new("allocation", "What whoever investigates must be able to do", "Need", [new("because", "In words", Line), new("grades", "Grades", Ticks, typeof(Grade)), new("needs", "Needs", Choice, typeof(Skill))]),
            ]),
        new("deadlines", "Deadlines",
            [.. PolicyRules.DeadlineKinds.SelectMany(DeadlineFields)],
            []),
        new("clocks", "Clocks and escalation",
            [
                new("clocks.opens", "Offices open at", Line, Hint: "Such as 08:00"),
                new("clocks.closes", "Offices close at", Line, Hint: "Such as 18:00"),
                new("clocks.days", "On", Ticks, typeof(DayOfWeek)),
                new("clocks.extraHolidays", "Holidays beside the bank holidays of England and Wales", Lines, Hint: "One on each line, such as 2026-12-24"),
                new("clocks.warnAtPercent", "The owner is warned when so many per cent of the time have gone", Number),
            ],
            [
                new("clocks.escalation", "Who is told of a breach", "Step", [new("minutes", "Minutes after it was due", Number), new("to", "Told", Choice, typeof(EscalateTo))], Ordered: true),
                new("clocks.cover", "Who answers outside office hours", "Cover", [new("unit", "For", Choice, typeof(UnitKind)), new("coveredBy", "Covered by", Choice, typeof(UnitKind))]),
            ]),
        new("response", "Answering a report",
            [
                new("response.attendImmediateMinutes", "Immediate: there within so many minutes", Number),
                new("response.attendPriorityMinutes", "Priority: there within so many minutes", Number),
                new("response.appointmentAfterMinutes", "An appointment is no sooner than so many minutes from the call", Number),
                new("response.appointmentMinutes", "An appointment lasts at least so many minutes", Number),
                new("response.immediateUnresourcedMinutes", "Immediate with nobody sent: alarm after so many minutes", OptionalNumber, None: "Never"),
                new("response.priorityUndispatchedMinutes", "Priority with nobody sent: alarm after so many minutes", OptionalNumber, None: "Never"),
                new("response.backgroundChecksBy", "Who looks up the history", OptionalChoice, typeof(Role), None: "Whoever is there"),
                new("quality.callsPerPersonMonthly", "Calls a supervisor hears, for each person each month", OptionalNumber, None: "No number"),
                new("quality.domesticAbuseOneIn", "One in so many must be domestic abuse", OptionalNumber, None: "By chance"),
            ],
            []),
        new("follow-up", "Closing, follow-up and contact",
            [
                new("closure.needs", "What an incident needs before it is closed", Ticks, typeof(ClosureStep)),
                new("closure.inspectorFor", "An inspector answers the closing questions for", Ticks, typeof(Grade)),
                new("followUp.nonCrimes", "Follow-up also where no crime was recorded", YesNo),
                new("followUp.grades", "Follow-up for", Ticks, typeof(Grade)),
                new("followUp.highContactHours", "High risk: longest between two contacts, in hours", OptionalNumber, None: "No limit"),
                new("followUp.mediumVisitHours", "Medium risk: first visit within so many hours", OptionalNumber, None: "No limit"),
                new("followUp.planTouchedDays", "A plan is left alone for at most so many days", OptionalNumber, None: "No limit"),
                new("victimContact.workingDays", "The victim is told within so many working days", Number),
                new("victimContact.events", "She is told of", Ticks, typeof(RiskEvent)),
                new("hubs.meetEveryDays", "Local partnership meetings every so many days", Number),
                new("hubs.criteria", "What is taken to them", Lines, Hint: "One on each line"),
            ],
            [new("followUp.steps", "Steps", "Step", [new("words", "In words", Line), new("hours", "Within so many hours of the report", Number), new("doneBy", "The system sees it done by", OptionalChoice, typeof(FollowUpEvidence), None: "Nothing: a person says so")], Ordered: true)]),
        new("marac", "MARAC",
            [
                new("marac.capacity", "Cases a meeting hears", Number),
                new("marac.agendaDaysBefore", "Agenda and research ready so many days before", Number),
                new("marac.minutesPerCase", "Minutes for each", Number),
                new("marac.repeatMonths", "A repeat: any abuse within so many months of the last referral", Number),
                new("marac.startTime", "Usual start", Line, Hint: "Such as 09:30"),
                new("marac.everyHighRisk", "Every high risk is referred", YesNo),
                new("marac.lawfulBases", "On what basis agencies are told", Lines, Hint: "One on each line"),
            ],
            [new("marac.meetings", "Meetings", "Meeting", [new("name", "Name", Line), new("areas", "Codes of its areas", Codes, Hint: "With commas between"), new("everyDays", "Meets every so many days", Number), new("callEveryDays", "Telephone call every so many days", OptionalNumber)])]),
        new("lists", "Lists, markers and matching",
            [
                new("lists.showRestrictedAsSanitised", "A restricted record stands on local lists without a name", YesNo),
                new("lists.sanitisedWords", "What to do about such a line", Text),
                new("markers.mostMonthsToReview", "A marker is looked at again within so many months", Number),
                new("matching.sameAtLeast", "Two records are offered as the same from probability", FieldKind.Decimal),
                new("matching.possibleAtLeast", "They are shown at all from probability", FieldKind.Decimal),
            ],
            []),
        new("roles", "Who may do what",
            [.. Enum.GetValues<Role>().Select(r => new PolicyField($"roles.{r}", PolicyWords.Of(r), Ticks, typeof(Permission)))],
            []),
        new("security", "Security and force",
            [
                new("profile.forceName", "The force's name", Line),
                new("profile.colour", "Its colour", Line, Hint: "Such as #1d3557"),
                new("profile.source", "Where this profile comes from", Text),
                new("security.idleMinutes", "A session ends after so many minutes without use", Number),
                new("security.publicAreaIdleMinutes", "In public areas after so many minutes", Number),
                new("security.publicAreaRoles", "Roles that work in public areas", Ticks, typeof(Role)),
                new("security.absoluteHours", "A session ends after so many hours whatever happens", Number),
                new("security.passwordLength", "Fewest characters in a password", Number),
                new("security.lockoutAttempts", "Wrong passwords before locking", Number),
                new("security.lockoutMinutes", "Locked for so many minutes", Number),
            ],
            []),
    ];

    private static IEnumerable<PolicyField> DeadlineFields(string kind)
    {
        var (path, name) = ($"deadlines.{kind}", PolicyWords.Split(kind));
        if (!PolicyRules.TimedElsewhere.Contains(kind))
        {
            yield return new($"{path}.minutes", name + ": minutes", Number);
        }

        yield return new($"{path}.words", name + ": in words", Line);
        yield return new($"{path}.clock", name + ": counts", Choice, typeof(DeadlineClock));
        yield return new($"{path}.warnMinutes", name + ": warning so many minutes before", OptionalNumber, None: "As usual");
    }

    public static PolicySection? Find(string? code) => Sections.FirstOrDefault(s => s.Code == code);

    /// <summary>The node at a path of members, with dots; null when it is not there.</summary>
    internal static JsonNode? At(JsonNode? from, string path) => path.Split('.').Aggregate(from, (node, part) => (node as JsonObject)?[part]);

    internal static void Put(JsonObject into, string path, JsonNode? value)
    {
        var parts = path.Split('.');
        var at = into;
        foreach (var part in parts.SkipLast(1))
        {
            if (at[part] is not JsonObject next)
            {
                at[part] = next = [];
            }

            at = next;
        }

        at[parts[^1]] = value;
    }
}
