using DaCaseManagement.Clocks;
using DaCaseManagement.Policy;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.Clocks;

public class FiringTests
{
    private static readonly DateTime Due = new(2026, 11, 21, 14, 0, 0, DateTimeKind.Utc);

    private static readonly EscalationStep[] Chain = [new(0, EscalateTo.UnitManagers), new(60, EscalateTo.DutyManagers), new(1_440, EscalateTo.ChiefOfficers)];

    [Fact, Rule("CLK-1")]
    public void Warned_before_told_when_late_and_escalated_step_by_step()
    {
        At(-61).ShouldBe(new Firing(false, false, [], 0, Due.AddMinutes(-60)), new FiringSame());
        At(-60).ShouldBe(new Firing(true, false, [], 0, Due), new FiringSame());
        At(-10, warned: true).ShouldBe(new Firing(false, false, [], 0, Due), new FiringSame());
        At(0, warned: true).ShouldBe(new Firing(false, true, [EscalateTo.UnitManagers], 1, Due.AddMinutes(60)), new FiringSame());
        At(60, warned: true, breached: true, taken: 1).ShouldBe(new Firing(false, false, [EscalateTo.DutyManagers], 2, Due.AddMinutes(1_440)), new FiringSame());
        At(1_440, warned: true, breached: true, taken: 2).ShouldBe(new Firing(false, false, [EscalateTo.ChiefOfficers], 3, null), new FiringSame());
    }

    [Fact, Rule("CLK-1")]
    public void After_an_outage_everything_that_passed_is_told_at_once_and_nothing_is_warned_of_that_is_late_already() =>
        At(90).ShouldBe(new Firing(false, true, [EscalateTo.UnitManagers, EscalateTo.DutyManagers], 2, Due.AddMinutes(1_440)), new FiringSame());

    [Fact, Rule("CLK-1"), Rule("INV-10")]
    public void However_often_and_whenever_the_engine_looks_each_step_is_taken_once_and_in_order() =>
        Prop.ForAll(Gen.Choose(-200, 3_000).ListOf().ToArbitrary(), minutes =>
        {
            var (warned, breached, taken) = (0, 0, 0);
            var told = new List<EscalateTo>();
            foreach (var minute in minutes.Append(3_001).Order())
            {
                var firing = Firing.Of(Due, Due.AddMinutes(-60), warned > 0, breached > 0, taken, Chain, Due.AddMinutes(minute));
                warned += firing.Warns ? 1 : 0;
                breached += firing.Breaches ? 1 : 0;
                told.AddRange(firing.Tell);
                taken = firing.StepsTaken;
                (firing.NextAt is null || firing.NextAt > Due.AddMinutes(minute)).ShouldBeTrue();
            }

            breached.ShouldBe(1);
            warned.ShouldBe(minutes.Any(m => m is >= -60 and < 0) ? 1 : 0);
            told.ShouldBe(Chain.Select(s => s.To));
        }).QuickCheckThrowOnFailure();

    private static Firing At(int minutes, bool warned = false, bool breached = false, int taken = 0) => Firing.Of(Due, Due.AddMinutes(-60), warned, breached, taken, Chain, Due.AddMinutes(minutes));

    /// <summary>Records compare lists by reference.</summary>
    private sealed class FiringSame : IEqualityComparer<Firing>
    {
        public bool Equals(Firing? x, Firing? y) => x is not null && y is not null && x with { Tell = y.Tell } == y && x.Tell.SequenceEqual(y.Tell);

        public int GetHashCode(Firing obj) => obj.StepsTaken;
    }
}
