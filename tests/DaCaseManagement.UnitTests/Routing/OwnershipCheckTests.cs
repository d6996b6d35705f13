using DaCaseManagement.Routing;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.Routing;

[Rule("INV-1")]
public class OwnershipCheckTests
{
    private static readonly DateTime Opened = new(2026, 11, 1, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Now = Opened.AddDays(30);

    [Fact]
    public void Owners_that_abut_have_no_fault() =>
        Faults(null, Span(0, 5), Span(5, 5), Span(5, null)).ShouldBeEmpty();

    [Fact]
    public void A_tick_without_an_owner_is_a_gap() =>
        OwnershipCheck.Of(Opened, null, [Span(0, 5), Span(5, null) with { From = Opened.AddHours(5).AddTicks(1) }], Now).ShouldBe([(OwnershipFault.Gap, TimeSpan.FromTicks(1))]);

    [Fact]
    public void A_tick_with_two_owners_is_an_overlap() =>
        OwnershipCheck.Of(Opened, null, [Span(0, 5), Span(5, null) with { From = Opened.AddHours(5).AddTicks(-1) }], Now).ShouldBe([(OwnershipFault.Overlap, TimeSpan.FromTicks(1))]);

    [Fact]
    public void Two_that_both_go_on_overlap() => Faults(null, Span(0, null), Span(3, null)).ShouldBe([OwnershipFault.Overlap]);

    [Fact]
    public void An_open_case_is_owned_from_its_opening_until_now()
    {
        Faults(null).ShouldBe([OwnershipFault.Gap]);
        Faults(null, Span(1, null)).ShouldBe([OwnershipFault.Gap]);
        Faults(null, Span(0, 8)).ShouldBe([OwnershipFault.Gap]);
        Faults(null, Span(1, null) with { Came = CameBy.Imported }).ShouldBeEmpty();
    }

    [Fact]
    public void A_closed_case_is_owned_by_nobody()
    {
        Faults(Opened.AddHours(8), Span(0, 8) with { EndedWithCase = true }).ShouldBeEmpty();
        Faults(Opened.AddHours(8), Span(0, null)).ShouldBe([OwnershipFault.OwnedAfterClosing]);
        Faults(Opened.AddHours(8)).ShouldBeEmpty();
    }

    [Fact]
    public void While_it_was_closed_a_case_that_was_opened_again_had_no_owner_and_needed_none()
    {
        Faults(null, Span(0, 8) with { EndedWithCase = true }, Span(20, null)).ShouldBeEmpty();
        Faults(null, Span(0, 8), Span(20, null)).ShouldBe([OwnershipFault.Gap]);
    }

    [Fact]
    public void An_owner_who_ended_before_they_began_is_found() => Faults(null, Span(0, 5), Span(5, 4), Span(5, null)).ShouldContain(OwnershipFault.Backwards);

    [Fact]
    public void Any_chain_is_whole_and_any_tick_taken_from_it_is_found() => Prop.ForAll(
        Gen.Choose(0, 600).ListOf(6).ToArbitrary(),
        Gen.Choose(0, 5).ToArbitrary(),
        (minutes, at) =>
        {
            var (spans, from) = (new List<OwnedSpan>(), Opened);
            foreach (var (length, n) in minutes.Select((m, n) => (m + 1, n)))
            {
                var to = n == minutes.Count - 1 ? (DateTime?)null : from.AddMinutes(length);
                spans.Add(new OwnedSpan(n, from, to, n == 0 ? CameBy.Opened : CameBy.Accepted, false));
                from = to ?? from;
            }

            OwnershipCheck.Of(Opened, null, spans, Now).ShouldBeEmpty();
            spans[at] = spans[at] with { From = spans[at].From.AddTicks(1) };
            OwnershipCheck.Of(Opened, null, spans, Now).ShouldBe([(OwnershipFault.Gap, TimeSpan.FromTicks(1))]);
        }).QuickCheckThrowOnFailure();

    private static List<OwnershipFault> Faults(DateTime? closed, params OwnedSpan[] spans) => [.. OwnershipCheck.Of(Opened, closed, spans, Now).Select(f => f.Fault)];

    private static OwnedSpan Span(int fromHour, int? toHour) => new(fromHour, Opened.AddHours(fromHour), toHour is { } to ? Opened.AddHours(to) : null, CameBy.Opened, false);
}
