using DaCaseManagement.Access;
using DaCaseManagement.Routing;

namespace DaCaseManagement.Policy;

/// <param name="Recommendations">Ids of what the setting goes against; never empty.</param>
/// <param name="Path">The setting, as a path in the profile.</param>
/// <param name="Says">What the profile says there.</param>
/// <param name="Because">Why the inspections criticise it.</param>
/// <param name="National">What the national profile does instead.</param>
public sealed record PolicyFinding(IReadOnlyList<string> Recommendations, string Path, string Says, string Because, string National)
{
    public string Line => $"{string.Join(' ', Recommendations)} {Path}: {Says}. {Because}. National: {National}.";
}

/// <summary>OVR-9: where a profile goes against what the inspections recommend. Pure. A setting a force may choose freely is not a finding.</summary>
public static class PolicyCheck
{
    private static readonly RiskEvent[] TriggerPoints =
        [RiskEvent.Arrest, RiskEvent.Charge, RiskEvent.BailSet, RiskEvent.BailChanged, RiskEvent.BailEnded, RiskEvent.ReleaseFromCustody, RiskEvent.CourtDateApproaching, RiskEvent.CourtResult, RiskEvent.OrderBreached, RiskEvent.NewIncident];

    public static IReadOnlyList<PolicyFinding> Of(ForcePolicy policy) =>
        [.. Assessment(policy), .. Reviewing(policy), .. Repeats(policy), .. Routes(policy), .. Work(policy), .. Sharing(policy)];

    private static IEnumerable<PolicyFinding> Assessment(ForcePolicy p)
    {
        var a = p.Assessment;
        if (!a.Required.Any(r => r is { Crime: null, EitherPartyWithinMonths: null }))
        {
            yield return new(["STAF-2", "CAMB-6"], "assessment.required", $"A risk assessment is required only for: {string.Join("; ", a.Required.Select(r => r.Because))}", "Incidents that look minor alone may be a series; without an assessment nobody sees it, and a first incident that is no crime gets none at all", "every domestic abuse incident is assessed, crime or not, first or repeat");
        }

        if (a.GradedBy is { } unit)
        {
            yield return new(["STAF-2"], "assessment.gradedBy", $"The first grade is given by the {Words(unit)}, up to {Hours(p.MinutesOf("FirstGrade"))} later", "Officers leave the victim without knowing the grade, and so does the next shift: over a weekend the delay was up to 72 hours", "the attending officer grades at the scene, and that grade stands at once");
        }

        if (p.MinutesOf("Assessment") > 720)
        {
            yield return new(["STAF-2"], "deadlines.Assessment", $"The assessment may be done {Hours(p.MinutesOf("Assessment"))} after the report", "Forms left for later were not made at all: 38 per cent were missing", "before the officer goes off duty");
        }

        if (a.Supervisor != SupervisorPower.Amend)
        {
            yield return new(["LEIC-5"], "assessment.supervisor", a.Supervisor == SupervisorPower.Countersign ? "A supervisor countersigns a grade and cannot amend it" : "No supervisor looks at the officer's grade", "Agreeing is at best a tick in a box when whoever disagrees cannot change the grade", "the supervisor agrees or amends, with words");
        }
    }

    private static IEnumerable<PolicyFinding> Reviewing(ForcePolicy p)
    {
        if (!p.Supervision.WatchDowngrades)
        {
            yield return new(["LEIC-8"], "supervision.watchDowngrades", "Nobody counts how often the reviewing unit lowers a grade, or when", "Officers and partners believed that grades were lowered to fit the unit's capacity and the slots of MARAC; nothing showed whether it was so", "lowered grades are counted by reviewer, unit and day, against the queue");
        }

        if (!p.Reviews.Any(r => Covers(r.When, Grade.High)) || p.MinutesOf("SecondaryReview") > 1_440)
        {
            yield return new(["CAMB-8"], "deadlines.SecondaryReview", p.Reviews.Any(r => Covers(r.When, Grade.High)) ? $"The specialist review may take {Hours(p.MinutesOf("SecondaryReview"))}" : "No unit looks again at every high risk", "The referral unit did not keep to 72 hours: medium risk waited up to five weeks, and victims were without service meanwhile", "within a day, with the backlog and its age in view");
        }

        var missing = TriggerPoints.Where(e => p.Reassessments.All(r => r.Event != e)).ToList();
        if (missing.Count > 0)
        {
            yield return new(["CAMB-11"], "reassessments", missing.Count == TriggerPoints.Length ? "Nothing that happens leads to a new assessment" : $"No new assessment after: {string.Join(", ", missing.Select(e => Words(e)))}", "Risk changes at arrest, release, bail and court; without a formal re-assessment nobody knows what the victim needs now", "each of these opens a task with an owner and a time");
        }

        if (p.Reassessments.All(r => r.Event != RiskEvent.PrisonRelease) || !p.VictimContact.Events.Contains(RiskEvent.PrisonRelease))
        {
            yield return new(["STAF-6"], p.VictimContact.Events.Contains(RiskEvent.PrisonRelease) ? "reassessments.PrisonRelease" : "victimContact.events", "A suspect's release from prison leads to no new assessment, or the victim is not told of it", "Everybody thought that somebody else had told her", "she is told, and the risk assessed again, before the release");
        }

        var untold = new[] { RiskEvent.Charge, RiskEvent.BailSet, RiskEvent.BailChanged, RiskEvent.ReleaseFromCustody, RiskEvent.CourtResult }.Where(e => !p.VictimContact.Events.Contains(e)).ToList();
        if (untold.Count > 0 || p.VictimContact.WorkingDays > 1)
        {
            yield return new(["LEIC-7"], untold.Count > 0 ? "victimContact.events" : "victimContact.workingDays", untold.Count > 0 ? $"Nobody has to tell the victim of: {string.Join(", ", untold.Select(e => Words(e)))}" : $"The victim is told within {p.VictimContact.WorkingDays} working days", "When a suspect was kept for a remand hearing nobody knew who watched its outcome or told the victim of bail", "told within one working day by a named owner");
        }
    }

    private static IEnumerable<PolicyFinding> Repeats(ForcePolicy p)
    {
        var victim = p.Repeats.Where(r => r.Unit == RepeatUnit.Victim).OrderBy(r => r.Count).FirstOrDefault();
        if (victim is null || victim.Count > 2 || victim.Months < 12)
        {
            yield return new(["CAMB-15"], "repeats", victim is null ? "A repeat victim is not defined" : $"The lowest rule for a repeat victim is {victim.Count} incidents in {victim.Months} months", "Repeats could not be told apart consistently, and those without a crime got no service", "the second incident in twelve months makes a repeat victim, crime or not");
        }

        if (p.Repeats.All(r => r.Unit != RepeatUnit.Victim))
        {
            yield return new(["LEIC-3"], "repeats", "No rule tells a local commander of repeat victims", "Local areas dealt with repeat victims each in its own way", "three contacts in twelve months go to the local commander");
        }

        var threshold = p.Repeats.Where(r => r.Unit == RepeatUnit.Pair).OrderBy(r => r.Count).FirstOrDefault();
        if (threshold is null || threshold.Count > 3 || threshold.Months < 12 || !p.Routing.Rules.Any(r => r.When.RepeatPair == true))
        {
            yield return new(["LEIC-9"], threshold is null ? "repeats" : $"repeats.{threshold.Name}", threshold is null ? "No number of incidents brings a repeat case to a specialist team" : $"A specialist team takes a repeat case on at {threshold.Count} incidents in {threshold.Months} months", "Seven was far too high: it leaves out victims of frequent and growing abuse, and there was no plan for those below", "three in twelve months go to the specialist unit at every grade");
        }

        if (p.Serial is null)
        {
            yield return new(["LEIC-10", "WARK-6"], "serial", "Serial perpetrators are not identified", "People who go from victim to victim stay unknown to neighbourhood and offender management teams", "suspected against two or more unconnected victims in three years: listed, ranked and managed");
        }
    }

    private static IEnumerable<PolicyFinding> Routes(ForcePolicy p)
    {
        var high = Everything().Where(f => f.Grade == Grade.High).Select(f => (Facts: f, Decision: RoutingRules.Decide(f, p))).ToList();
        if (high.Find(x => x.Decision.Investigation != UnitKind.SpecialistDa) is { Decision: { } elsewhere } found)
        {
            yield return new(["STAF-1"], $"routing.rules.{elsewhere.RuleId}", $"A high risk {(found.Facts.SeriousOffence ? "with a serious offence" : found.Facts.Crime ? "without a serious offence" : "without a crime")} is investigated by the {Words(elsewhere.Investigation)}", "Allocated by the seriousness of the crime, the highest risks can go to inexperienced officers", "high risk goes to the specialist unit whatever the offence");
        }

        if (high.Exists(x => !x.Facts.Crime && x.Decision.Investigation != UnitKind.SpecialistDa && RoutingRules.Decide(x.Facts with { Crime = true }, p).Investigation == UnitKind.SpecialistDa))
        {
            yield return new(["CAMB-3"], "routing.rules", "The specialist unit takes high risk only when there is a crime", "The unit was led by crimes and prisoners and not by the risk to the victim", "risk decides first, crime or not");
        }

        if (!p.Allocation.Any(a => a.Grades.Contains(Grade.High)))
        {
            yield return new(["STAF-1", "CAMB-3"], "allocation", "Nothing is asked of whoever investigates a high risk", "Inexperienced officers, or specialists without training, dealt with the highest risks", "an accredited detective; allocating below that needs a reason");
        }

        var all = Everything().Select(f => (Facts: f, Decision: RoutingRules.Decide(f, p))).ToList();
        if (all.Find(x => x.Decision.Closes) is { Decision: { } closed })
        {
            yield return new(["CAMB-15", "CAMB-1"], $"routing.rules.{closed.RuleId}", $"Closed without a plan: {p.Routing.Rules.First(r => r.Id == closed.RuleId).Because}", "Victims of repeated abuse without a crime got no help and might not call again; little was kept of standard risk", "every case has an owner, a plan and contact, crime or not");
        }

        if (all.Find(x => x.Decision.Safeguarding == UnitKind.ReferralUnit || x.Decision.VictimContact == UnitKind.ReferralUnit) is { Decision: { } referred })
        {
            yield return new(["CAMB-4"], $"routing.rules.{referred.RuleId}", "A unit that only passes on information owns safeguarding or victim contact", "Nobody knew who looked after medium and standard risk victims, and after the first visit nobody spoke to them", "safeguarding and contact belong to a team that meets the victim");
        }
    }

    private static IEnumerable<PolicyFinding> Work(ForcePolicy p)
    {
        if (p.FollowUp.Steps.Count == 0 || p.FollowUp.PlanTouchedDays is null or > 10)
        {
            yield return new(["CAMB-13"], p.FollowUp.Steps.Count == 0 ? "followUp.steps" : "followUp.planTouchedDays", p.FollowUp.Steps.Count == 0 ? "There is no plan of follow-up for victims" : "A plan may be left alone for more than ten days", "Local teams had no minimum standard for looking after victims", "seven steps to the 28th day, and no plan left alone for more than ten days");
        }

        if (!p.FollowUp.NonCrimes || p.FollowUp.Grades.Count < 3)
        {
            yield return new(["NAT15-3"], p.FollowUp.NonCrimes ? "followUp.grades" : "followUp.nonCrimes", p.FollowUp.NonCrimes ? "Follow-up is planned for some grades only" : "Follow-up is planned for crimes only", "Chances to step in early are missed when incidents without a crime, or at medium and standard risk, are not followed up", "the same steps for every grade, crime or not");
        }

        if (!p.Closure.Needs.Contains(ClosureStep.ChildrenSeen))
        {
            yield return new(["STAF-3"], "closure.needs", "An incident can be closed though nobody has seen the children", "Some officers did not know that they should check on children asleep in bed", "each child is physically seen, or a reason is recorded, before closing");
        }

        if (!p.Closure.Needs.Contains(ClosureStep.Assessment))
        {
            yield return new(["CAMB-9"], "closure.needs", "An incident can be closed without a risk assessment", "What was left out was found late or never", "no closing without an assessment or an approved exception");
        }

        if (!p.Closure.Needs.Contains(ClosureStep.SergeantEndorses) && p.Closure.InspectorFor.Count < 3)
        {
            yield return new(["STAF-1"], "closure.needs", "An incident can be closed without a supervisor", "Files went through without anybody looking for the support the victim got", "a sergeant endorses, and an inspector at high risk");
        }

        if (p.Quality.DomesticAbuseOneIn is null)
        {
            yield return new(["WARK-1"], "quality", p.Quality.CallsPerPersonMonthly is { } calls ? $"Supervisors hear {calls} calls a person each month; none need be domestic abuse" : "No number of calls is set for supervisors to hear", "The force does not know whether callers were met with care and their risk seen", "two calls a person each month, one in three of them domestic abuse");
        }

        if (!p.Marac.EveryHighRisk || p.Marac.RepeatMonths < 12)
        {
            yield return new(["CAMB-10"], p.Marac.EveryHighRisk ? "marac.repeatMonths" : "marac.everyHighRisk", p.Marac.EveryHighRisk ? $"A MARAC repeat is looked for only {p.Marac.RepeatMonths} months back" : "Only some of the high risks are referred to MARAC", "Support was robust for those called very high risk, a small share, and less so for everybody else", "every high risk is referred, and any abuse within twelve months of the last referral");
        }
    }

    private static IEnumerable<PolicyFinding> Sharing(ForcePolicy p)
    {
        var blind = new[] { Role.ResponseOfficer, Role.NeighbourhoodOfficer }.Where(r => !p.Roles[r].Contains(Permission.ConsultLists)).ToList();
        if (blind.Count > 0 || !p.Lists.ShowRestrictedAsSanitised)
        {
            yield return new(["WARK-4"], blind.Count > 0 ? $"roles.{blind[0]}" : "lists.showRestrictedAsSanitised", blind.Count > 0 ? $"Not told who is at high risk or a repeat victim in their area: {string.Join(", ", blind.Select(r => Words(r)))}" : "A record too sensitive to show is left out of local lists", "Local officers could have kept people safer with what the protection database holds", "local teams see the lists of their area, with what is restricted made safe to show");
        }

        if (p.Response.BackgroundChecksBy is null)
        {
            yield return new(["LEIC-2"], "response.backgroundChecksBy", "Background checks are made by whoever is there", "With four possible owners, nobody need do them", "one role looks the history up");
        }

        if (p.Hubs.Criteria.Count == 0)
        {
            yield return new(["STAF-5"], "hubs.criteria", "Each area judges for itself what goes to its partnership meeting", "Thresholds differed, and two teams asked the same agency for the same service", "one list of criteria for every area");
        }
    }

    /// <summary>Every combination of facts that routing looks at.</summary>
    public static IEnumerable<RoutingFacts> Everything()
    {
        bool[] both = [true, false];
        return from grade in Enum.GetValues<Grade>()
               from crime in both
               from serious in both
               where crime || !serious
               from honour in both
               from repeat in both
               from pair in both
               select new RoutingFacts(grade, serious, honour, repeat, crime, repeat ? 3 : 1, pair);
    }

    private static bool Covers(RoutingCondition when, Grade grade) => when with { Grades = null } == new RoutingCondition() && (when.Grades is null || when.Grades.Contains(grade));

    private static string Hours(int minutes) => minutes % 60 == 0 ? $"{minutes / 60} hours" : $"{minutes} minutes";

    private static string Words(Enum value) => PolicyWords.Of(value).ToLowerInvariant();
}
