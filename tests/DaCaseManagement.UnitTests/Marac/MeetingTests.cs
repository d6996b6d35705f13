using DaCaseManagement.Access;
using DaCaseManagement.Marac;
using DaCaseManagement.Pipeline;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.Marac;

[Rule("MRC-3")]
public class MeetingTests
{
    [Fact]
    public void Cases_are_listed_in_the_order_they_come_and_each_is_then_listed()
    {
        var meeting = With(3);
        Order(meeting).ShouldBe([1, 2, 3]);
        meeting.Items.ShouldAllBe(i => i.Referral.Status == ReferralStatus.Listed);
    }

    [Fact]
    public void A_case_beyond_capacity_is_listed_and_never_dropped() => Order(With(cases: 20, capacity: 16)).ShouldBe(Enumerable.Range(1, 20).Select(n => (long)n));

    [Fact]
    public void One_referral_is_never_listed_twice()
    {
        var meeting = With(1);
        var listed = meeting.Items[0].Referral;

        Should.Throw<RefusedException>(() => meeting.List(listed, Make.Noon)).Rule.ShouldBe("MRC-3");
        meeting.Items.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(1, 3, "2 3 1 4")]
    [InlineData(4, 1, "4 1 2 3")]
    [InlineData(2, 2, "1 2 3 4")]
    [InlineData(3, 4, "1 2 4 3")]
    [InlineData(3, 0, "3 1 2 4")]
    [InlineData(3, -7, "3 1 2 4")]
    [InlineData(3, int.MinValue, "3 1 2 4")]
    [InlineData(2, 5, "1 3 4 2")]
    [InlineData(2, int.MaxValue, "1 3 4 2")]
    public void A_case_moves_to_its_place_and_places_outside_the_list_mean_its_ends(long item, int place, string order)
    {
        var meeting = With(4);
        meeting.Move(item, place);
        string.Join(' ', Order(meeting)).ShouldBe(order);
    }

    [Fact]
    public void A_case_that_is_not_on_the_list_cannot_be_moved()
    {
        var meeting = With(2);
        Should.Throw<RecordNotFoundException>(() => meeting.Move(9, 1));
        Order(meeting).ShouldBe([1, 2]);
    }

    [Fact]
    public void Every_change_of_the_order_moves_the_version()
    {
        var meeting = With(2);
        var before = meeting.OrderChanges;
        meeting.Move(2, 1);
        meeting.OrderChanges.ShouldBeGreaterThan(before);
    }

    [Fact]
    public void However_cases_are_listed_and_moved_the_places_are_1_to_n_and_the_others_keep_their_order() =>
        Prop.ForAll(Gen.Choose(0, 12).Zip(Gen.Choose(-3, 15)).ListOf().ToArbitrary(), steps =>
        {
            var meeting = With(0);
            foreach (var (step, place) in steps)
            {
                var before = Order(meeting);
                if (step == 0 || step > before.Count)
                {
                    List(meeting);
                }
                else
                {
                    meeting.Move(step, place);
                    if (!Order(meeting).Where(id => id != step).SequenceEqual(before.Where(id => id != step)))
                    {
                        return false;
                    }
                }

                if (!meeting.Items.Select(i => i.Place).Order().SequenceEqual(Enumerable.Range(1, meeting.Items.Count)))
                {
                    return false;
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();

    private static List<long> Order(Meeting meeting) => [.. meeting.Items.OrderBy(i => i.Place).Select(i => i.Id)];

    private static Meeting With(int cases, int capacity = 16)
    {
        var meeting = new Meeting("MM-26-000001", 1, new DateOnly(2026, 11, 24), new TimeOnly(9, 30), "Room 2", capacity, 12);
        for (var n = 0; n < cases; n++)
        {
            List(meeting);
        }

        return meeting;
    }

    private static void List(Meeting meeting)
    {
        var id = meeting.Items.Count + 1;
        var by = new User { FullName = "Sam Ellery" };
        var referral = new Referral($"MR-26-{id:000000}", Make.Case(), ReferralCriterion.VisibleHighRisk, "reasons", "Victim consents", null, true, 1, by, "national 1", Make.Noon);
        meeting.List(referral.With(nameof(Referral.Id), (long)id), Make.Noon);
        meeting.Items[^1].With(nameof(AgendaItem.Id), (long)id);
    }
}
