using DaCaseManagement.Risk;

namespace DaCaseManagement.UnitTests.Risk;

[Rule("RSK-4")]
public class TelephoneRuleTests
{
    [Theory]
    [InlineData("Partner")]
    [InlineData("Former partner")]
    [InlineData("ex")]
    [InlineData("Ex-husband")]
    [InlineData("WIFE")]
    [InlineData("boyfriend of two years")]
    [InlineData("fiancé")]
    [InlineData("they are separated")]
    [InlineData("Former spouse")]
    [InlineData("husband's brother")]
    public void Partners_now_or_before_are_seen_face_to_face(string relationship)
    {
        TelephoneRule.Of([null, relationship], provisionally: false).Verdict.ShouldBe(TelephoneVerdict.Refused);
        TelephoneRule.Of([relationship], provisionally: true).Verdict.ShouldBe(TelephoneVerdict.Provisional);
    }

    [Theory]
    [InlineData("Adult child")]
    [InlineData("Brother or sister")]
    [InlineData("In-law")]
    [InlineData("business partner")]
    [InlineData("partner's mother")]
    [InlineData("next-door neighbour")]
    [InlineData("examiner")]
    public void For_others_the_telephone_may_be_enough(string relationship)
    {
        TelephoneRule.Of([relationship, ""], provisionally: false).Verdict.ShouldBe(TelephoneVerdict.Enough);
        TelephoneRule.Of([relationship], provisionally: true).Verdict.ShouldBe(TelephoneVerdict.Enough);
    }

    [Fact]
    public void One_partner_among_several_decides() => TelephoneRule.Of(["Brother", "Ex-wife"], provisionally: false).ShouldSatisfyAllConditions(v => v.Verdict.ShouldBe(TelephoneVerdict.Refused), v => v.Because.ShouldContain("Ex-wife"));

    [Fact]
    public void What_nobody_has_said_is_taken_for_partners()
    {
        TelephoneRule.Of([], provisionally: false).Verdict.ShouldBe(TelephoneVerdict.Refused);
        TelephoneRule.Of([null, " "], provisionally: true).Verdict.ShouldBe(TelephoneVerdict.Provisional);
    }
}
