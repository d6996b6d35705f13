using DaCaseManagement.Cases;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

namespace DaCaseManagement.UnitTests.Cases;

public sealed class CaseGateTests
{
    [Theory, Rule("CAS-15")]
    [InlineData("Reassessment")]
    [InlineData("ChallengeDecision")]
    [InlineData("SupervisorSignOff")]
    [InlineData("SecondaryReview")]
    [InlineData("LoweringDecision")]
    [InlineData("Assessment")]
    [InlineData("MaracListing")]
    public void RiskThatNobodyHasReviewed_KeepsACaseOpen(string deadline)
    {
        var @case = Make.Case();
        Should.Throw<RefusedException>(() => @case.Close(CaseGate.Of(@case.Reference, [], [deadline]), Make.Noon)).Rule.ShouldBe("CAS-15");
        @case.ClosedAt.ShouldBeNull();
    }

    [Fact, Rule("CAS-15")]
    public void AnOpenIncident_KeepsItOpen_AndAnAnswerAboutAnotherCaseClosesNothing()
    {
        var @case = Make.Case();
        Should.Throw<RefusedException>(() => @case.Close(CaseGate.Of(@case.Reference, ["DA-26-000009"], []), Make.Noon)).Message.ShouldContain("DA-26-000009");
        Should.Throw<RefusedException>(() => @case.Close(CaseGate.Of("CA-26-000077", [], []), Make.Noon));
        @case.Close(CaseGate.Of(@case.Reference, [], ["FollowUp", "CaseReview", "PlanTouch"]), Make.Noon);
        @case.ClosedAt.ShouldBe(Make.Noon);
        Should.Throw<RefusedException>(() => @case.Close(CaseGate.Of(@case.Reference, [], []), Make.Noon));
    }

    [Fact, Rule("CAS-15")]
    public void EveryKindItNames_IsADeadlineKind() =>
        PolicyRules.DeadlineKinds.Count(k => !CaseGate.Of("CA-26-000001", [], [k]).IsMet).ShouldBe(15);
}
