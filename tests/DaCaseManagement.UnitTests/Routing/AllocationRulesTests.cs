using DaCaseManagement.Policy;
using DaCaseManagement.Routing;

namespace DaCaseManagement.UnitTests.Routing;

public class AllocationRulesTests
{
    [Theory, Rule("RTE-4")]
    [InlineData(Grade.High, false, false)]
    [InlineData(Grade.High, true, true)]
    [InlineData(Grade.Medium, false, true)]
    public void An_investigation_at_high_risk_needs_an_accredited_detective(Grade grade, bool accredited, bool met) =>
        AllocationRules.Check(National.Policy, ResponsibilityKind.Investigation, grade, accredited ? [Skill.AccreditedDetective] : [Skill.DomesticAbuseTrained]).Met.ShouldBe(met);

    [Fact, Rule("RTE-4")]
    public void Other_responsibilities_and_ungraded_cases_need_none()
    {
        AllocationRules.Check(National.Policy, ResponsibilityKind.Safeguarding, Grade.High, []).Met.ShouldBeTrue();
        AllocationRules.Check(National.Policy, ResponsibilityKind.Investigation, null, []).Met.ShouldBeTrue();
    }

    [Fact, Rule("RTE-4")]
    public void The_answer_names_what_is_missing_in_the_policys_words()
    {
        var answer = AllocationRules.Check(National.Policy, ResponsibilityKind.Investigation, Grade.High, []);
        (answer.Needs, answer.Because).ShouldBe((Skill.AccreditedDetective, National.Policy.Allocation[0].Because));
    }
}
