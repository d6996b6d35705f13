using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;

namespace DaCaseManagement.UnitTests.Risk;

/// <summary>The chain of grade decisions by example; <see cref="GradeChainModelTests"/> tries what nobody thought of.</summary>
public class GradeChainTests
{
    private const long Officer = 1, Sergeant = 2, Inspector = 3, Reviewer = 4, Outsider = 5;

    private static readonly DateTime At = Make.Noon;

    private static readonly string Reason = National.Policy.Assessment.LoweringReasons[0];

    [Fact, Rule("RSK-6")]
    public void The_officers_grade_stands_at_once() => Chain(Given(DecisionStage.Officer, Grade.Medium, Officer)).Standing.ShouldBe(Grade.Medium);

    [Fact, Rule("RSK-9"), Rule("INV-3")]
    public void A_later_lower_judgement_of_an_officer_does_not_lower_the_grade() =>
        Chain(Given(DecisionStage.Officer, Grade.High, Officer), Given(DecisionStage.Officer, Grade.Standard, Officer)).Standing.ShouldBe(Grade.High);

    [Theory, Rule("RSK-8"), Rule("RSK-11")]
    [InlineData(ReviewSeat.Supervisor, Grade.Medium, DecisionStage.SupervisorAgreed)]
    [InlineData(ReviewSeat.Supervisor, Grade.High, DecisionStage.SupervisorAmended)]
    [InlineData(ReviewSeat.Unit, Grade.Medium, DecisionStage.UnitAgreed)]
    [InlineData(ReviewSeat.Unit, Grade.High, DecisionStage.UnitAmended)]
    [InlineData(ReviewSeat.Supervisor, Grade.Standard, DecisionStage.LoweringProposed)]
    [InlineData(ReviewSeat.Unit, Grade.Standard, DecisionStage.LoweringProposed)]
    public void A_review_agrees_raises_or_only_proposes_to_lower(ReviewSeat seat, Grade grade, DecisionStage stage) =>
        Chain(Given(DecisionStage.Officer, Grade.Medium, Officer)).Review(seat, grade, By(Reviewer, 40), 1, Spoken(At.AddHours(1)), At.AddHours(2)).ShouldBe(stage);

    [Fact, Rule("RSK-8")]
    public void Under_a_policy_of_countersigning_a_supervisor_can_only_agree()
    {
        var policy = National.Policy with { Assessment = National.Policy.Assessment with { Supervisor = SupervisorPower.Countersign } };
        var chain = new GradeChain([Given(DecisionStage.Officer, Grade.Medium, Officer) with { Id = 1 }], policy);

        chain.Review(ReviewSeat.Supervisor, Grade.Medium, By(Sergeant, 20), 1, Nothing, At).ShouldBe(DecisionStage.SupervisorAgreed);
        Should.Throw<RefusedException>(() => chain.Review(ReviewSeat.Supervisor, Grade.High, By(Sergeant, 20), 1, Nothing, At)).Rule.ShouldBe("RSK-8");
        chain.Review(ReviewSeat.Unit, Grade.High, By(Reviewer, 40), 1, Nothing, At).ShouldBe(DecisionStage.UnitAmended);
    }

    [Fact, Rule("RSK-9")]
    public void Lowering_needs_contact_since_the_grade_that_stands_and_a_listed_reason()
    {
        var chain = Chain(Given(DecisionStage.Officer, Grade.High, Officer));
        RefusedException Try(LoweringClaim claim) => Should.Throw<RefusedException>(() => chain.Review(ReviewSeat.Supervisor, Grade.Medium, By(Sergeant, 20), 1, claim, At.AddHours(2)));

        Try(Nothing).Field.ShouldBe("VictimContactedAt");
        Try(Spoken(At.AddMinutes(-1))).Field.ShouldBe("VictimContactedAt");
        Try(Spoken(At.AddHours(3))).Field.ShouldBe("VictimContactedAt");
        Try(Spoken(At.AddHours(1)) with { Reason = "The unit is full" }).Field.ShouldBe("LoweringReason");
    }

    [Fact, Rule("RSK-9")]
    public void Agreeing_is_no_new_grade_so_contact_before_it_still_counts() =>
        Chain(Given(DecisionStage.Officer, Grade.High, Officer), Given(DecisionStage.SupervisorAgreed, Grade.High, Sergeant, hours: 3))
            .Review(ReviewSeat.Unit, Grade.Medium, By(Reviewer, 40), 1, Spoken(At.AddHours(2)), At.AddHours(4)).ShouldBe(DecisionStage.LoweringProposed);

    [Fact, Rule("RSK-9")]
    public void Neither_the_proposer_nor_the_assessor_is_the_second_person()
    {
        var chain = Proposed();
        foreach (var person in new[] { Sergeant, Officer })
        {
            Should.Throw<RefusedException>(() => chain.DecideLowering(2, true, By(person, 20))).Rule.ShouldBe("RSK-9");
        }

        chain.DecideLowering(2, true, By(Inspector, 20)).ShouldBe(DecisionStage.LoweringConfirmed);
        chain.DecideLowering(2, false, By(Inspector, 20)).ShouldBe(DecisionStage.LoweringRefused);
    }

    [Fact, Rule("RSK-9")]
    public void A_higher_grade_since_the_proposal_stops_it() =>
        Should.Throw<RefusedException>(() => Proposed(Given(DecisionStage.Officer, Grade.High, Outsider, hours: 3)).DecideLowering(2, true, By(Inspector, 20))).Field.ShouldBe("Confirm");

    [Fact, Rule("RSK-10"), Rule("INV-3")]
    public void While_a_grade_is_challenged_the_higher_one_stands()
    {
        var chain = Lowered();
        chain.Standing.ShouldBe(Grade.Medium);
        chain.Challenge(3, Grade.High, By(Officer, 10));

        var challenged = Lowered(Given(DecisionStage.Challenged, Grade.High, Officer, about: 3, hours: 4));

        challenged.Standing.ShouldBe(Grade.High);
        challenged.Settled.ShouldBe(Grade.Medium);
    }

    [Fact, Rule("RSK-10")]
    public void Only_the_last_review_can_be_challenged_once_upwards_and_by_nobody_who_made_it()
    {
        Should.Throw<RefusedException>(() => Lowered().Challenge(1, Grade.High, By(Outsider, 50)));
        Should.Throw<RefusedException>(() => Lowered().Challenge(3, Grade.Medium, By(Officer, 10))).Field.ShouldBe("Claimed");
        Should.Throw<RefusedException>(() => Lowered().Challenge(3, Grade.High, By(Sergeant, 20)));
        Should.Throw<RefusedException>(() => Lowered().Challenge(3, Grade.High, By(Inspector, 20)));
        Should.Throw<RefusedException>(() => Lowered(Given(DecisionStage.Challenged, Grade.High, Officer, about: 3)).Challenge(3, Grade.High, By(Outsider, 50)));
    }

    [Fact, Rule("RSK-10")]
    public void A_challenge_is_decided_outside_the_unit_by_somebody_without_part_in_it()
    {
        var chain = Lowered(Given(DecisionStage.Challenged, Grade.High, Officer, about: 3));
        foreach (var by in new[] { By(Outsider, 20), By(Outsider, null), By(Officer, 50), By(Sergeant, 50), By(Inspector, 50) })
        {
            Should.Throw<RefusedException>(() => chain.DecideChallenge(4, true, by, Nothing, At.AddHours(6))).Rule.ShouldBe("RSK-10");
        }

        chain.DecideChallenge(4, true, By(Outsider, 50), Nothing, At.AddHours(6)).ShouldBe((DecisionStage.ChallengeUpheld, Grade.High, null, null));
    }

    [Fact, Rule("RSK-9"), Rule("RSK-10")]
    public void Going_back_to_a_lower_grade_rests_on_the_reviews_contact_or_needs_its_own()
    {
        // The review lowered, with contact and a reason: these stand for the refusal too.
        Lowered(Given(DecisionStage.Challenged, Grade.High, Officer, about: 3)).DecideChallenge(4, false, By(Outsider, 50), Nothing, At.AddHours(6))
            .ShouldBe((DecisionStage.ChallengeRefused, Grade.Medium, At.AddHours(1), Reason));

        // The review only agreed: nobody has spoken to her since the higher grade was claimed.
        var agreed = Chain(Given(DecisionStage.Officer, Grade.Medium, Officer), Given(DecisionStage.UnitAgreed, Grade.Medium, Reviewer, unit: 40), Given(DecisionStage.Challenged, Grade.High, Outsider, about: 2, hours: 2));
        Should.Throw<RefusedException>(() => agreed.DecideChallenge(3, false, By(Inspector, 50), Spoken(At.AddHours(1)), At.AddHours(6))).Field.ShouldBe("VictimContactedAt");
        agreed.DecideChallenge(3, false, By(Inspector, 50), Spoken(At.AddHours(5)), At.AddHours(6)).Stage.ShouldBe(DecisionStage.ChallengeRefused);
    }

    [Fact, Rule("RSK-10")]
    public void A_lowering_cannot_be_confirmed_past_an_open_challenge()
    {
        var chain = Chain(
            Given(DecisionStage.Officer, Grade.Medium, Officer), Given(DecisionStage.SupervisorAgreed, Grade.Medium, Sergeant), Given(DecisionStage.Challenged, Grade.High, Outsider, about: 2),
            Given(DecisionStage.LoweringProposed, Grade.Standard, Reviewer, unit: 40));
        Should.Throw<RefusedException>(() => chain.DecideLowering(4, true, By(Inspector, 20))).Rule.ShouldBe("RSK-10");
    }

    private static readonly LoweringClaim Nothing = new(null, null);

    private static LoweringClaim Spoken(DateTime at) => new(at, Reason);

    private static Judge By(long user, long? unit) => new(user, unit, Officer);

    private static Judgement Given(DecisionStage stage, Grade grade, long by, long unit = 20, long? about = null, int hours = 0) => new(0, 1, stage, grade, by, unit, about, At.AddHours(hours));

    private static GradeChain Chain(params Judgement[] judgements) => new(judgements.Select((j, i) => j with { Id = i + 1 }), National.Policy);

    private static Judgement[] Proposal => [Given(DecisionStage.Officer, Grade.High, Officer, unit: 10), Given(DecisionStage.LoweringProposed, Grade.Medium, Sergeant) with { VictimContactedAt = At.AddHours(1), LoweringReason = Reason }];

    private static GradeChain Proposed(params Judgement[] more) => Chain([.. Proposal, .. more]);

    private static GradeChain Lowered(params Judgement[] more) =>
        Chain([.. Proposal, Given(DecisionStage.LoweringConfirmed, Grade.Medium, Inspector, about: 2) with { VictimContactedAt = At.AddHours(1), LoweringReason = Reason }, .. more]);
}
