using DaCaseManagement.Marac;
using DaCaseManagement.Policy;

namespace DaCaseManagement.UnitTests.Marac;

[Rule("MRC-1")]
public class MaracCriteriaTests
{
    private static readonly DateTime Now = Make.Noon;

    [Theory]
    [InlineData(Grade.High, true)]
    [InlineData(Grade.Medium, false)]
    [InlineData(Grade.Standard, false)]
    [InlineData(null, false)]
    public void High_risk_is_visible_high_risk_whatever_else_is_known(Grade? grade, bool met) =>
        (Met(grade).Contains(ReferralCriterion.VisibleHighRisk), Met(grade, events: 9).Contains(ReferralCriterion.VisibleHighRisk)).ShouldBe((met, met));

    [Theory]
    [InlineData(0, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(30, true)]
    public void Three_incidents_in_a_year_may_be_escalation_at_any_grade(int events, bool met) =>
        Met(Grade.Standard, events).Contains(ReferralCriterion.PotentialEscalation).ShouldBe(met);

    [Fact]
    public void Any_abuse_since_a_referral_within_the_year_is_a_repeat() =>
        Met(Grade.Standard, 1, Now.AddMonths(-11), Now.AddDays(-1)).ShouldBe([ReferralCriterion.Repeat]);

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, true)]
    [InlineData(1, false)]
    public void The_year_runs_from_the_last_referral_to_the_abuse_and_its_last_moment_counts(int secondsAfterAYear, bool met)
    {
        var last = Now.AddMonths(-12).AddDays(-3);
        Met(Grade.Standard, 1, last, last.AddMonths(12).AddSeconds(secondsAfterAYear)).Contains(ReferralCriterion.Repeat).ShouldBe(met);
    }

    [Fact]
    public void Abuse_within_the_year_stays_a_repeat_when_the_referral_is_written_later() =>
        Met(Grade.Standard, 1, Now.AddMonths(-13), Now.AddMonths(-2)).ShouldContain(ReferralCriterion.Repeat);

    [Fact]
    public void Without_an_earlier_referral_or_abuse_since_it_nothing_is_a_repeat()
    {
        Met(Grade.Standard, 2, null, Now).ShouldBeEmpty();
        Met(Grade.Standard, 1, Now.AddMonths(-1), null).ShouldBeEmpty();
        Met(Grade.Standard, 1, Now.AddMonths(-1), Now.AddMonths(-2)).ShouldBeEmpty();
        Met(Grade.Standard, 1, Now.AddMonths(-1), Now.AddMonths(-1)).ShouldBeEmpty();
    }

    [Fact]
    public void How_long_a_referral_is_remembered_is_policy() =>
        Met(Grade.Standard, 1, Now.AddMonths(-5), Now.AddDays(-1), months: 3).ShouldBeEmpty();

    [Fact]
    public void Everything_that_holds_is_told_with_its_reason_and_judgement_is_never_presumed()
    {
        var met = MaracCriteria.Met(Grade.High, 4, Now.AddMonths(-2), Now, 12);
        met.Select(m => m.Criterion).ShouldBe([ReferralCriterion.VisibleHighRisk, ReferralCriterion.Repeat, ReferralCriterion.PotentialEscalation]);
        met.ShouldAllBe(m => m.Because.Length > 0);
        met.Single(m => m.Criterion == ReferralCriterion.PotentialEscalation).Because.ShouldContain("4");
    }

    private static List<ReferralCriterion> Met(Grade? grade, int events = 0, DateTime? lastReferral = null, DateTime? abuseSince = null, int months = 12) =>
        [.. MaracCriteria.Met(grade, events, lastReferral, abuseSince, months).Select(m => m.Criterion)];
}
