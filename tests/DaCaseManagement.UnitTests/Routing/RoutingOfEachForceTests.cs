using DaCaseManagement.Access;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

namespace DaCaseManagement.UnitTests.Routing;

/// <summary>The table of each of the five profiles, cell by cell: grade and facts, then who investigates, who safeguards, who keeps contact, by which rule.</summary>
public class RoutingOfEachForceTests
{
    private const UnitKind Da = UnitKind.SpecialistDa, Safe = UnitKind.Safeguarding, Local = UnitKind.Neighbourhood, Resp = UnitKind.Response, Hub = UnitKind.ReferralUnit, Cid = UnitKind.Detectives, Cit = UnitKind.InterviewTeam;

    /// <summary>H, M or S for the grade; then + serious, * crime, ! honour-based, r repeat victim, p repeat pair.</summary>
    public static TheoryData<string, string, string, UnitKind, UnitKind, UnitKind> Table => new()
    {
        { "national", "H", "HIGH", Da, Safe, Safe },
        { "national", "H+", "HIGH", Da, Safe, Safe },
        { "national", "S!", "HBA-FM", Da, Safe, Safe },
        { "national", "Srp", "REPEAT-PAIR", Da, Safe, Da },
        { "national", "M+", "MEDIUM-SERIOUS", Da, Safe, Da },
        { "national", "Mr", "MEDIUM-REPEAT", Da, Safe, Da },
        { "national", "M*", "MEDIUM", Resp, Local, Local },
        { "national", "Sr", "STANDARD-REPEAT", Resp, Local, Local },
        { "national", "S", "STANDARD", Resp, Local, Local },

        { "leicestershire-2014", "H", "HIGH", Da, Da, Da },
        { "leicestershire-2014", "S!", "HBA-FM", Da, Da, Da },
        { "leicestershire-2014", "M+", "MEDIUM-SERIOUS", Da, Da, Da },
        { "leicestershire-2014", "M*", "MEDIUM", Local, Local, Local },
        { "leicestershire-2014", "Mr", "MEDIUM", Local, Local, Local },
        { "leicestershire-2014", "Srp", "SEVEN", Local, Safe, Local },
        { "leicestershire-2014", "S+r", "STANDARD", Local, Local, Local },

        { "warwickshire-2014", "H", "HIGH", Da, Safe, Safe },
        { "warwickshire-2014", "M!", "HBA-FM", Da, Safe, Safe },
        { "warwickshire-2014", "Mrp", "REPEAT-PAIR", Da, Safe, Da },
        { "warwickshire-2014", "M+", "MEDIUM", Local, Local, Local },
        { "warwickshire-2014", "Mr", "MEDIUM", Local, Local, Local },
        { "warwickshire-2014", "S", "STANDARD", Local, Local, Local },

        { "staffordshire-2014", "H+", "HIGH-SERIOUS", Cid, Local, Cid },
        { "staffordshire-2014", "H*", "HIGH-CRIME", Cit, Local, Cit },
        { "staffordshire-2014", "H", "OTHERS", Local, Local, Local },
        { "staffordshire-2014", "S!", "HBA-FM", Cid, Local, Cid },
        { "staffordshire-2014", "M+", "MEDIUM", Local, Local, Local },
        { "staffordshire-2014", "Srp", "OTHERS", Local, Local, Local },

        { "cambridgeshire-2014", "H*", "HIGH-CRIME", Da, Hub, Da },
        { "cambridgeshire-2014", "H", "HIGH", Hub, Hub, Hub },
        { "cambridgeshire-2014", "M*", "MEDIUM-CRIME", Da, Hub, Da },
        { "cambridgeshire-2014", "M", "MEDIUM", Hub, Hub, Hub },
        { "cambridgeshire-2014", "S*", "STANDARD-CRIME", Da, Local, Da },
        { "cambridgeshire-2014", "S", "CLOSED", Local, Local, Local },
        { "cambridgeshire-2014", "Sr", "CLOSED", Local, Local, Local },
        { "cambridgeshire-2014", "S!", "HBA-FM", Da, Hub, Da },
    };

    public static TheoryData<string> Profiles => ["national", "leicestershire-2014", "warwickshire-2014", "staffordshire-2014", "cambridgeshire-2014"];

    [Theory]
    [Rule("RTE-3")]
    [MemberData(nameof(Table))]
    public void A_case_goes_where_the_force_says(string profile, string facts, string rule, UnitKind investigation, UnitKind safeguarding, UnitKind contact)
    {
        var decision = RoutingRules.Decide(Facts(facts), PolicyFile.Load(profile, Repository.Policies));
        (decision.RuleId, decision.Investigation, decision.Safeguarding, decision.VictimContact).ShouldBe((rule, investigation, safeguarding, contact));
        decision.PolicyVersion.ShouldBe(profile + " 1");
        decision.Closes.ShouldBe(rule == "CLOSED");
    }

    [Theory]
    [Rule("RTE-3")]
    [MemberData(nameof(Profiles))]
    public void Nothing_falls_through_and_every_rule_passed_over_says_why(string profile)
    {
        var policy = PolicyFile.Load(profile, Repository.Policies);
        foreach (var facts in PolicyCheck.Everything())
        {
            var decision = RoutingRules.Decide(facts, policy);
            var passed = RoutingRules.Passed(facts, policy);
            passed.Select(p => p.RuleId).Append(decision.RuleId).ShouldBe(policy.Routing.Rules.Take(passed.Count + 1).Select(r => r.Id));
            passed.ShouldAllBe(p => p.WhyNot.Length > 5);
        }
    }

    [Fact]
    [Rule("RTE-3")]
    public void Why_not_is_the_first_condition_that_did_not_hold() =>
        RoutingRules.Passed(Facts("S*"), National.Policy).ShouldBe([
            new("HIGH", "is for high risk"),
            new("HBA-FM", "needs so-called honour-based abuse or forced marriage"),
            new("REPEAT-PAIR", "needs a repeat pair"),
            new("MEDIUM-SERIOUS", "is for medium risk"),
            new("MEDIUM-REPEAT", "is for medium risk"),
            new("MEDIUM", "is for medium risk"),
            new("STANDARD-REPEAT", "needs a repeat victim"),
        ]);

    private static RoutingFacts Facts(string code) => new(
        code[0] switch { 'H' => Grade.High, 'M' => Grade.Medium, _ => Grade.Standard },
        code.Contains('+'), code.Contains('!'), code.Contains('r'), code.Contains('+') || code.Contains('*'), code.Contains('r') ? 3 : 1, code.Contains('p'));
}
