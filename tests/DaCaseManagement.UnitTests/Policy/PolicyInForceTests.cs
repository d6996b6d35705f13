using DaCaseManagement.Policy;

namespace DaCaseManagement.UnitTests.Policy;

/// <summary>Which version decides at which moment.</summary>
public class PolicyInForceTests
{
    private static readonly DateTime Day = new(2026, 11, 21, 0, 0, 0, DateTimeKind.Utc);
    private readonly Clock clock = new();
    private readonly PolicyInForce inForce;

    public PolicyInForceTests() => inForce = new PolicyInForce(clock);

    [Fact]
    [Rule("RTE-3")]
    public void The_approved_version_with_the_latest_effective_date_that_has_come_decides()
    {
        Take(Version(1, Day.AddDays(-9)), Version(2, Day.AddDays(-2)), Version(3, Day.AddDays(2)));
        In(Day).ShouldBe("national 2");
        In(Day.AddDays(2).AddTicks(-1)).ShouldBe("national 2");
        In(Day.AddDays(2)).ShouldBe("national 3");
    }

    [Fact]
    public void A_version_approved_later_for_an_earlier_day_supersedes_the_one_that_waits()
    {
        Take(Version(1, Day), Version(2, Day.AddDays(5)), Version(3, Day.AddDays(1)));
        In(Day.AddDays(1)).ShouldBe("national 3");
        In(Day.AddDays(6)).ShouldBe("national 3");
    }

    [Fact]
    public void A_clock_set_back_takes_nothing_back()
    {
        Take(Version(1, Day), Version(2, Day.AddDays(1)));
        In(Day.AddDays(1)).ShouldBe("national 2");
        for (var minutes = 1; minutes < 10_000; minutes *= 3)
        {
            In(Day.AddDays(1).AddMinutes(-minutes)).ShouldBe("national 2");
        }

        // What is approved meanwhile counts all the same.
        Take(Version(3, Day.AddHours(1)));
        In(Day.AddHours(1)).ShouldBe("national 3");
    }

    [Fact]
    public void Many_readers_of_a_trembling_clock_see_each_version_once_and_in_order()
    {
        Take([.. Enumerable.Range(1, 50).Select(n => Version(n, Day.AddMinutes(n)))]);
        clock.Now = Day.AddMinutes(1);
        var seen = new List<int>[8];
        Parallel.For(0, seen.Length, reader =>
        {
            var random = new Random(reader);
            seen[reader] = [];
            for (var n = 0; n < 5_000; n++)
            {
                clock.Now = Day.AddMinutes(1 + (n / 100)).AddSeconds(random.Next(-90, 90));
                seen[reader].Add(inForce.Policy.Profile.Version);
            }
        });
        seen.ShouldAllBe(s => s.SequenceEqual(s.Order()));
        seen.SelectMany(s => s).Distinct().Count().ShouldBeGreaterThan(10);
    }

    [Fact]
    [Rule("RSK-7")]
    public void An_old_version_is_found_by_the_name_a_decision_keeps_and_says_grades_its_own_way()
    {
        var dial = PolicyFile.Load("staffordshire-2014", Repository.Policies);
        inForce.Take([new ApprovedPolicy(1, "staffordshire-2014 1", Day.AddDays(-1), dial, PolicyText.Of(dial)), Version(2, Day)]);
        clock.Now = Day;
        inForce.Policy.GradeLabel(Grade.Standard).ShouldBe("Standard");
        inForce.Of("staffordshire-2014 1").ShouldBe(dial);
        inForce.GradeLabel(Grade.Standard, "staffordshire-2014 1").ShouldBe("Low");
        inForce.Of("staffordshire-2014 9").ShouldBeNull();
        inForce.GradeLabel(Grade.Standard, "staffordshire-2014 9").ShouldBe("Standard");
    }

    [Fact]
    public void A_version_of_another_program_still_says_what_it_called_a_grade_and_decides_nothing()
    {
        inForce.Take([Version(1, Day.AddDays(-1)), new ApprovedPolicy(2, "old 2", Day, null, "{ \"grades\": [{ \"grade\": \"High\", \"label\": \"Grave\", \"colour\": 3 }] }")]);
        In(Day).ShouldBe("national 1");
        inForce.Head!.Version.ShouldBe("old 2");
        inForce.GradeLabel(Grade.High, "old 2").ShouldBe("Grave");
        inForce.GradeLabel(Grade.Medium, "old 2").ShouldBe("Medium");
    }

    [Fact]
    public void Before_anything_is_read_nothing_is_guessed() => Should.Throw<InvalidOperationException>(() => inForce.Policy);

    private string In(DateTime at)
    {
        clock.Now = at;
        return inForce.Policy.Version;
    }

    private void Take(params ApprovedPolicy[] versions) => inForce.Take(versions);

    private static ApprovedPolicy Version(int number, DateTime from)
    {
        var policy = PolicyText.Stamped(National.Policy, number, DateOnly.FromDateTime(from));
        return new ApprovedPolicy(number, policy.Version, from, policy, "{}");
    }

    private sealed class Clock : TimeProvider
    {
        private long ticks;

        public DateTime Now { set => Interlocked.Exchange(ref ticks, value.Ticks); }

        public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);
    }
}
