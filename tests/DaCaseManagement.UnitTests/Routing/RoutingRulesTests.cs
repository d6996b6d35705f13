using DaCaseManagement.Access;
using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.Routing;

[Rule("RTE-3")]
public class RoutingRulesTests
{
    private static readonly bool[] NoYes = [false, true];

    /// <summary>All 48 combinations, each with the rule that should decide it.</summary>
    public static TheoryData<Grade, bool, bool, bool, bool, string> Table()
    {
        var table = new TheoryData<Grade, bool, bool, bool, bool, string>();
        foreach (var f in Everything())
        {
            table.Add(f.Grade, f.SeriousOffence, f.HonourBasedOrForcedMarriage, f.Repeat, f.Crime, (f.Grade, f.HonourBasedOrForcedMarriage, f.SeriousOffence, f.Repeat) switch
            {
                (Grade.High, _, _, _) => "HIGH",
                (_, true, _, _) => "HBA-FM",
                (Grade.Medium, _, true, _) => "MEDIUM-SERIOUS",
                (Grade.Medium, _, _, true) => "MEDIUM-REPEAT",
                (Grade.Medium, _, _, _) => "MEDIUM",
                (_, _, _, true) => "STANDARD-REPEAT",
                _ => "STANDARD",
            });
        }

        return table;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void The_national_policy_decides_every_combination(Grade grade, bool serious, bool honour, bool repeat, bool crime, string rule) =>
        Decide(new RoutingFacts(grade, serious, honour, repeat, crime, 3)).RuleId.ShouldBe(rule);

    [Fact]
    public void The_table_is_whole() => Everything().Distinct().Count().ShouldBe(48);

    [Fact]
    public void High_risk_always_goes_to_the_specialist_and_safeguarding_units() =>
        Everything().Where(f => f.Grade == Grade.High).Select(Decide)
            .ShouldAllBe(d => d.Investigation == UnitKind.SpecialistDa && d.Safeguarding == UnitKind.Safeguarding && d.VictimContact == UnitKind.Safeguarding);

    [Fact]
    public void So_called_honour_based_abuse_goes_to_the_specialist_unit_at_every_grade() =>
        Everything().Where(f => f.HonourBasedOrForcedMarriage).Select(Decide).ShouldAllBe(d => d.Investigation == UnitKind.SpecialistDa && d.Safeguarding == UnitKind.Safeguarding);

    [Fact]
    public void What_is_no_crime_gets_the_same_as_a_crime() =>
        Everything().Where(f => Decide(f).RuleId != Decide(f with { Crime = !f.Crime }).RuleId).ShouldBeEmpty();

    [Fact]
    public void Standard_risk_repeats_and_non_crimes_have_owners_too() =>
        Everything().Where(f => f is { Grade: Grade.Standard, Crime: false }).Select(Decide)
            .ShouldAllBe(d => d.VictimContact == UnitKind.Neighbourhood || d.VictimContact == UnitKind.Safeguarding);

    [Fact]
    public void A_worse_fact_never_takes_a_case_from_the_specialist_unit()
    {
        foreach (var f in Everything().Where(f => Decide(f).Investigation == UnitKind.SpecialistDa))
        {
            foreach (var worse in new[] { f with { Grade = Grade.High }, f with { SeriousOffence = true }, f with { HonourBasedOrForcedMarriage = true }, f with { Repeat = true } })
            {
                Decide(worse).Investigation.ShouldBe(UnitKind.SpecialistDa, $"{f} became {worse}");
            }
        }
    }

    [Fact]
    [Rule("MRC-9")]
    public void Nothing_is_routed_to_a_MARAC_office_or_a_partner() =>
        Everything().Select(Decide).SelectMany(d => Enum.GetValues<ResponsibilityKind>().Select(d.UnitFor)).ShouldAllBe(k => k != UnitKind.MaracOffice && k != UnitKind.PartnerAgency);

    [Fact]
    public void The_decision_names_its_rule_its_facts_and_its_policy()
    {
        var decision = Decide(new RoutingFacts(Grade.Medium, true, true, true, true, 3));
        var rule = National.Policy.Routing.Rules.Single(r => r.Id == decision.RuleId);

        decision.PolicyVersion.ShouldBe("national 1");
        decision.Because.ShouldStartWith(rule.Because);
        foreach (var fact in new[] { "medium risk", "serious offence", "honour-based", "repeat victim (3 in 12 months)" })
        {
            decision.Because.ShouldContain(fact);
        }
    }

    [Fact]
    public void Facts_that_do_not_hold_are_not_claimed()
    {
        var because = Decide(new RoutingFacts(Grade.Standard, false, false, false, false, 1)).Because;
        because.ShouldContain("no crime");
        because.ShouldContain("not a repeat");
        because.ShouldNotContain("serious");
        because.ShouldNotContain("honour");
    }

    [Fact]
    public void The_grade_is_told_in_the_words_of_the_force()
    {
        var dial = National.Policy with { Grades = [new(Grade.Standard, "Low", ""), new(Grade.Medium, "Medium", ""), new(Grade.High, "High", "")] };
        RoutingRules.Decide(new RoutingFacts(Grade.Standard, false, false, false, false, 1), dial).Because.ShouldContain("low risk");
    }

    [Fact]
    public void Each_responsibility_gets_the_unit_of_its_own_column()
    {
        var decision = new RoutingDecision("R", UnitKind.Response, UnitKind.Neighbourhood, UnitKind.ControlRoom, "", "");
        Enum.GetValues<ResponsibilityKind>().Select(decision.UnitFor).ShouldBe([UnitKind.Response, UnitKind.Neighbourhood, UnitKind.ControlRoom]);
    }

    [Fact]
    public void Whatever_the_table_nothing_falls_through_and_the_first_rule_that_holds_decides()
    {
        var conditions = (from grades in Gen.SubListOf(Enum.GetValues<Grade>()).OrNull()
                          from serious in Maybe
                          from honour in Maybe
                          from repeat in Maybe
                          from crime in Maybe
                          select new RoutingCondition(grades, serious, honour, repeat, crime)).ListOf();
        Prop.ForAll(conditions.ToArbitrary(), Gen.Elements<RoutingFacts>(Everything()).ToArbitrary(), (when, facts) =>
        {
            RoutingRule[] rules = [.. when.Append(new RoutingCondition()).Select((w, n) => new RoutingRule($"R{n}", w, UnitKind.Response, UnitKind.Response, UnitKind.Response, "because"))];
            var decided = RoutingRules.Decide(facts, National.Policy with { Routing = new RoutingPolicy(UnitKind.ControlRoom, rules) }).RuleId;
            var at = Array.FindIndex(rules, r => r.Id == decided);
            return Meets(rules[at].When, facts) && !rules[..at].Any(r => Meets(r.When, facts));
        }).QuickCheckThrowOnFailure();
    }

    private static Gen<bool?> Maybe => Gen.Elements<bool?>(null, true, false);

    // Written otherwise than the rule, so that the two can disagree.
    private static bool Meets(RoutingCondition when, RoutingFacts f)
    {
        if (when.Grades is { } grades && !grades.Contains(f.Grade))
        {
            return false;
        }

        (bool? Wanted, bool Is)[] conditions = [(when.SeriousOffence, f.SeriousOffence), (when.HonourBasedOrForcedMarriage, f.HonourBasedOrForcedMarriage), (when.Repeat, f.Repeat), (when.Crime, f.Crime)];
        return Array.TrueForAll(conditions, c => c.Wanted is null || c.Wanted == c.Is);
    }

    private static RoutingDecision Decide(RoutingFacts facts) => RoutingRules.Decide(facts, National.Policy);

    private static List<RoutingFacts> Everything() =>
    [
        .. from grade in Enum.GetValues<Grade>()
           from serious in NoYes
           from honour in NoYes
           from repeat in NoYes
           from crime in NoYes
           select new RoutingFacts(grade, serious, honour, repeat, crime, 3),
    ];
}
