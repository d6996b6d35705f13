using DaCaseManagement.Access;
using DaCaseManagement.Policy;

namespace DaCaseManagement.UnitTests.Policy;

/// <summary>OVR-9: each force of 2014 is told what its own inspection said of its settings, and each rule speaks up when that one setting goes wrong.</summary>
public class PolicyCheckTests
{
    private static readonly ForcePolicy Good = National.Policy;

    public static TheoryData<string, string[]> Own => new()
    {
        { "leicestershire-2014", ["LEIC-2", "LEIC-5", "LEIC-7", "LEIC-8", "LEIC-9", "LEIC-10"] },
        { "warwickshire-2014", ["WARK-1", "WARK-4", "WARK-6"] },
        { "staffordshire-2014", ["STAF-1", "STAF-2", "STAF-3", "STAF-5", "STAF-6"] },
        { "cambridgeshire-2014", ["CAMB-1", "CAMB-3", "CAMB-4", "CAMB-6", "CAMB-8", "CAMB-9", "CAMB-10", "CAMB-11", "CAMB-13", "CAMB-15"] },
    };

    public static TheoryData<string, string, ForcePolicy> OneSettingWrong
    {
        get
        {
            var (a, r) = (Good.Assessment, Good.Routing.Rules);
            return new()
            {
                { "STAF-2", "assessment.required", Good with { Assessment = a with { Required = [new AssessmentRule("Crimes", Crime: true)] } } },
                { "CAMB-6", "assessment.required", Good with { Assessment = a with { Required = [new AssessmentRule("Known", EitherPartyWithinMonths: 12)] } } },
                { "STAF-2", "assessment.gradedBy", Good with { Assessment = a with { GradedBy = UnitKind.Safeguarding } } },
                { "STAF-2", "deadlines.Assessment", Timed("Assessment", 721) },
                { "LEIC-5", "assessment.supervisor", Good with { Assessment = a with { Supervisor = SupervisorPower.Countersign } } },
                { "LEIC-5", "assessment.supervisor", Good with { Assessment = a with { Supervisor = SupervisorPower.None } } },
                { "LEIC-8", "supervision.watchDowngrades", Good with { Supervision = Good.Supervision with { WatchDowngrades = false } } },
                { "CAMB-8", "deadlines.SecondaryReview", Timed("SecondaryReview", 1_441) },
                { "CAMB-8", "deadlines.SecondaryReview", Good with { Reviews = [] } },
                { "CAMB-11", "reassessments", Good with { Reassessments = [.. Good.Reassessments.Where(e => e.Event != RiskEvent.CourtDateApproaching)] } },
                { "STAF-6", "reassessments.PrisonRelease", Good with { Reassessments = [.. Good.Reassessments.Where(e => e.Event != RiskEvent.PrisonRelease)] } },
                { "STAF-6", "victimContact.events", Good with { VictimContact = Good.VictimContact with { Events = [.. Good.VictimContact.Events.Where(e => e != RiskEvent.PrisonRelease)] } } },
                { "LEIC-7", "victimContact.events", Good with { VictimContact = Good.VictimContact with { Events = [.. Good.VictimContact.Events.Where(e => e != RiskEvent.CourtResult)] } } },
                { "LEIC-7", "victimContact.workingDays", Good with { VictimContact = Good.VictimContact with { WorkingDays = 2 } } },
                { "CAMB-15", "repeats", Good with { Repeats = [.. Good.Repeats.Where(x => x.Name != "Repeat victim")] } },
                { "LEIC-3", "repeats", Good with { Repeats = [.. Good.Repeats.Where(x => x.Unit != RepeatUnit.Victim)] } },
                { "LEIC-9", "repeats.Repeat pair", Good with { Repeats = [.. Good.Repeats.Select(x => x.Unit == RepeatUnit.Pair ? x with { Count = 7 } : x)] } },
                { "LEIC-9", "repeats", Good with { Repeats = [.. Good.Repeats.Where(x => x.Unit != RepeatUnit.Pair)] } },
                { "LEIC-10", "serial", Good with { Serial = null } },
                { "WARK-6", "serial", Good with { Serial = null } },
                { "STAF-1", "routing.rules.FIRST", Routed([new RoutingRule("FIRST", new RoutingCondition(SeriousOffence: true), UnitKind.Response, UnitKind.Safeguarding, UnitKind.Safeguarding, "Serious"), .. r]) },
                { "CAMB-3", "routing.rules", Routed([r[0] with { Id = "FIRST", When = new RoutingCondition([Grade.High], Crime: false), Investigation = UnitKind.Response }, .. r]) },
                { "CAMB-3", "allocation", Good with { Allocation = [] } },
                { "CAMB-15", "routing.rules.STANDARD", Routed([.. r.SkipLast(1), r[^1] with { Closes = true }]) },
                { "CAMB-4", "routing.rules.HIGH", Routed([r[0] with { VictimContact = UnitKind.ReferralUnit }, .. r.Skip(1)]) },
                { "CAMB-13", "followUp.steps", Good with { FollowUp = Good.FollowUp with { Steps = [] } } },
                { "CAMB-13", "followUp.planTouchedDays", Good with { FollowUp = Good.FollowUp with { PlanTouchedDays = 11 } } },
                { "NAT15-3", "followUp.nonCrimes", Good with { FollowUp = Good.FollowUp with { NonCrimes = false } } },
                { "NAT15-3", "followUp.grades", Good with { FollowUp = Good.FollowUp with { Grades = [Grade.High] } } },
                { "STAF-3", "closure.needs", Unclosed(ClosureStep.ChildrenSeen) },
                { "CAMB-9", "closure.needs", Unclosed(ClosureStep.Assessment) },
                { "STAF-1", "closure.needs", Unclosed(ClosureStep.SergeantEndorses) },
                { "WARK-1", "quality", Good with { Quality = Good.Quality with { DomesticAbuseOneIn = null } } },
                { "CAMB-10", "marac.everyHighRisk", Good with { Marac = Good.Marac with { EveryHighRisk = false } } },
                { "CAMB-10", "marac.repeatMonths", Good with { Marac = Good.Marac with { RepeatMonths = 6 } } },
                { "WARK-4", "roles.NeighbourhoodOfficer", Good with { Roles = Good.Roles.ToDictionary(x => x.Key, x => x.Key == Role.NeighbourhoodOfficer ? [.. x.Value.Where(v => v != Permission.ConsultLists)] : x.Value) } },
                { "WARK-4", "lists.showRestrictedAsSanitised", Good with { Lists = Good.Lists with { ShowRestrictedAsSanitised = false } } },
                { "LEIC-2", "response.backgroundChecksBy", Good with { Response = Good.Response with { BackgroundChecksBy = null } } },
                { "STAF-5", "hubs.criteria", Good with { Hubs = Good.Hubs with { Criteria = [] } } },
            };
        }
    }

    [Fact]
    [Rule("OVR-9")]
    public void The_national_profile_goes_against_nothing() => PolicyCheck.Of(Good).ShouldBeEmpty();

    [Theory]
    [Rule("OVR-9")]
    [MemberData(nameof(Own))]
    public void A_force_of_2014_is_told_what_its_own_report_says(string profile, string[] own) =>
        PolicyCheck.Of(PolicyFile.Load(profile, Repository.Policies)).SelectMany(f => f.Recommendations).Where(r => r.StartsWith(own[0].Split('-')[0], StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal).ShouldBe(own.Order(StringComparer.Ordinal));

    [Theory]
    [Rule("OVR-9")]
    [MemberData(nameof(OneSettingWrong))]
    public void One_setting_that_goes_wrong_is_named(string recommendation, string path, ForcePolicy policy)
    {
        var found = PolicyCheck.Of(policy);
        found.ShouldContain(f => f.Recommendations.Contains(recommendation) && f.Path == path);
        found.Select(f => f.Path.Split('.')[0]).Distinct().Count().ShouldBe(1, "nothing else is wrong");
    }

    [Fact]
    [Rule("OVR-9")]
    public void Every_finding_names_recommendations_there_are_and_begins_its_line_with_one()
    {
        foreach (var finding in new[] { "leicestershire-2014", "warwickshire-2014", "staffordshire-2014", "cambridgeshire-2014" }.SelectMany(p => PolicyCheck.Of(PolicyFile.Load(p, Repository.Policies))))
        {
            finding.Recommendations.ShouldNotBeEmpty();
            finding.Recommendations.ShouldAllBe(r => Recommendations.Get(r).Source.Length > 0);
            finding.Line.ShouldStartWith(finding.Recommendations[0] + " ");
            finding.Line.ShouldNotContain("\n");
        }
    }

    [Fact]
    [Rule("OVR-9")]
    public void All_45_recommendations_are_kept_with_their_report()
    {
        Recommendations.All.Count.ShouldBe(45);
        Recommendations.All.Select(r => r.Id).ShouldBeUnique();
        Recommendations.All.GroupBy(r => r.Source).Select(g => g.Count()).ShouldBe([12, 6, 6, 15, 6]);
        Recommendations.Get("STAF-2").AsksFor.ShouldContain("risk assessment");
        Should.Throw<InvalidOperationException>(() => Recommendations.Get("STAF-99"));
    }

    private static ForcePolicy Timed(string kind, int minutes) => Good with { Deadlines = Good.Deadlines.ToDictionary(d => d.Key, d => d.Key == kind ? d.Value with { Minutes = minutes } : d.Value) };

    private static ForcePolicy Routed(IReadOnlyList<RoutingRule> rules) => Good with { Routing = Good.Routing with { Rules = rules } };

    private static ForcePolicy Unclosed(ClosureStep step) => Good with { Closure = Good.Closure with { Needs = [.. Good.Closure.Needs.Where(s => s != step)] } };
}
