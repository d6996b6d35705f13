using DaCaseManagement.Pipeline;
using DaCaseManagement.Routing;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.Routing;

[Rule("RTE-1")]
public class ResponsibilityTests
{
    [Fact]
    public void However_often_it_is_handed_over_there_is_exactly_one_owner_at_every_instant() =>
        Prop.ForAll(Gen.Choose(0, 5_000).Zip(Gen.Choose(1, 9)).ListOf().ToArbitrary(), handovers =>
        {
            var @case = Make.Case();
            List<Responsibility> owners = [new(@case, ResponsibilityKind.Safeguarding, 1, null, Make.Noon)];
            foreach (var (minutes, unit) in handovers)
            {
                owners.Add(owners[^1].PassTo(unit, unit * 10, owners[^1].AcceptedAt.AddMinutes(minutes), CameBy.Accepted, 1));
            }

            return owners.Count(o => o.IsCurrent) == 1
                && owners[^1] is { IsCurrent: true, EndedAt: null }
                && owners.Zip(owners.Skip(1)).All(pair => pair.First.EndedAt == pair.Second.AcceptedAt)
                && owners.TrueForAll(o => o.Case == @case && o.Kind == ResponsibilityKind.Safeguarding);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_new_owner_is_the_unit_and_the_person_who_accepted()
    {
        var next = Held().PassTo(4, 40, Make.Noon.AddHours(1), CameBy.Accepted, 41);
        (next.OwnerUnitId, next.OwnerUserId, next.AcceptedAt).ShouldBe((4, 40, Make.Noon.AddHours(1)));
    }

    [Fact]
    public void Who_no_longer_owns_it_cannot_hand_it_over()
    {
        var held = Held();
        held.PassTo(4, 40, Make.Noon.AddHours(1), CameBy.Accepted, 40);

        Should.Throw<RefusedException>(() => held.PassTo(5, 50, Make.Noon.AddHours(2), CameBy.Accepted, 50)).Rule.ShouldBe("RTE-1");
        held.EndedAt.ShouldBe(Make.Noon.AddHours(1));
    }

    [Fact]
    [Rule("RTE-2")]
    public void An_offer_changes_no_owner_until_somebody_decides()
    {
        var offer = new HandoverOffer(Make.Case(), ResponsibilityKind.Investigation, 1, 2, "because", "HIGH", "national 1", 0, Make.Noon);
        (offer.Status, offer.DecidedAt).ShouldBe((OfferStatus.Open, null));

        offer.Reject(20, "No detective on duty", Make.Noon.AddHours(1));
        (offer.Status, offer.DecidedById, offer.RejectedBecause, offer.DecidedAt).ShouldBe((OfferStatus.Rejected, 20, "No detective on duty", Make.Noon.AddHours(1)));
    }

    [Fact]
    public void A_clock_that_was_set_back_ends_nobody_before_they_began()
    {
        var held = Held();
        var next = held.PassTo(4, 40, Make.Noon.AddHours(-1), CameBy.Accepted, 40);
        (held.EndedAt, next.AcceptedAt).ShouldBe((Make.Noon, Make.Noon));
    }

    private static Responsibility Held() => new(Make.Case(), ResponsibilityKind.Investigation, 1, 10, Make.Noon);
}
