using DaCaseManagement.Incidents;
using DaCaseManagement.Policy;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.Incidents;

/// <summary>REC-10: what stands above what.</summary>
public sealed class BoardRankTests
{
    private static readonly DateTime Now = new(2026, 11, 21, 22, 0, 0, DateTimeKind.Utc);

    private static readonly BoardFacts Plain = new(false, Now.AddMinutes(5), ResponseGrade.Priority, Grade.Medium, false, false, Now.AddMinutes(-10));

    public static TheoryData<string, BoardFacts, BoardFacts> Pairs => new()
    {
        { "one nobody has come to, before one attended", Plain with { Response = ResponseGrade.Appointment, DueAt = null }, Plain with { Attended = true, Response = ResponseGrade.Immediate, Grade = Grade.High } },
        { "late, before a faster response in time", Plain with { DueAt = Now.AddSeconds(-1), Response = ResponseGrade.Appointment }, Plain with { Response = ResponseGrade.Immediate } },
        { "immediate, before priority with more risk", Plain with { Response = ResponseGrade.Immediate, Grade = null }, Plain with { Grade = Grade.High, Repeat = true } },
        { "not graded yet, before an appointment", Plain with { Response = null, Grade = null }, Plain with { Response = ResponseGrade.Appointment, Grade = Grade.High } },
        { "high risk, before a repeat at medium", Plain with { Grade = Grade.High }, Plain with { Repeat = true } },
        { "a repeat, before one to whom nobody was sent", Plain with { Repeat = true, AnybodySent = true }, Plain },
        { "nobody sent, before somebody on the way", Plain, Plain with { AnybodySent = true, StartedAt = Now.AddHours(-5) } },
        { "the older of two alike", Plain with { StartedAt = Now.AddMinutes(-11) }, Plain },
    };

    [Theory, MemberData(nameof(Pairs)), Rule("REC-10")]
    public void Of_PutsTheWorseFirst(string why, BoardFacts worse, BoardFacts better)
    {
        (BoardRank.Of(worse, Now) < BoardRank.Of(better, Now)).ShouldBeTrue(why);
        (BoardRank.Of(better, Now) < BoardRank.Of(worse, Now)).ShouldBeFalse(why);
    }

    [Fact, Rule("REC-10")]
    public void Of_SaysWhy()
    {
        BoardRank.Of(new BoardFacts(false, Now.AddMinutes(-4), ResponseGrade.Immediate, Grade.High, true, false, Now), Now).Because.ShouldBe(["4 min late", "immediate", "high risk", "repeat victim", "nobody sent"]);
        BoardRank.Of(Plain with { AnybodySent = true }, Now).Because.ShouldBeEmpty();
        BoardRank.Of(Plain with { Attended = true, DueAt = Now.AddMinutes(-4) }, Now).Late.ShouldBeFalse();
    }

    [Fact, Rule("REC-10")]
    public void Of_IsOneOrderForAll() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ListOf(12).ToArbitrary(), seeds =>
        {
            var sorted = seeds.Select(s => new System.Random(s)).Select(r => BoardRank.Of(
                new BoardFacts(
                    r.Next(2) == 0, r.Next(3) == 0 ? null : Now.AddMinutes(r.Next(-9, 9)), r.Next(4) is var n and < 3 ? (ResponseGrade)n : null, r.Next(4) is var g and > 0 ? (Grade)g : null, r.Next(2) == 0, r.Next(2) == 0, Now.AddMinutes(-r.Next(500))),
                Now)).Order().ToList();
            return sorted.Zip(sorted.Skip(1)).All(p => p.First <= p.Second) && sorted.TrueForAll(r => sorted.TrueForAll(o => Math.Sign(r.CompareTo(o)) == -Math.Sign(o.CompareTo(r))));
        }).QuickCheckThrowOnFailure();
}
