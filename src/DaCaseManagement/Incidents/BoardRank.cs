using DaCaseManagement.Clocks;
using DaCaseManagement.Policy;

namespace DaCaseManagement.Incidents;

/// <summary>What the order of the board goes by.</summary>
/// <param name="DueAt">The next clock that runs: until somebody is sent, or is there. Null: none.</param>
/// <param name="Repeat">A repeat victim by the force's own count.</param>
public sealed record BoardFacts(bool Attended, DateTime? DueAt, ResponseGrade? Response, Grade? Grade, bool Repeat, bool AnybodySent, DateTime StartedAt);

/// <summary>REC-10: worst first, and why. Pure: facts and the time in, a place that compares and reasons in words out.</summary>
public sealed record BoardRank(bool Late, IReadOnlyList<string> Because) : IComparable<BoardRank>
{
    private (int Attended, int Late, int Response, int Grade, int Repeat, int Sent, DateTime Since) Key { get; init; }

    public static BoardRank Of(BoardFacts facts, DateTime now)
    {
        var late = !facts.Attended && facts.DueAt <= now;
        return new BoardRank(late, [.. Reasons(facts, late, now)])
        {
            Key = (facts.Attended ? 1 : 0, late ? 0 : 1, Place(facts.Response), -(int)(facts.Grade ?? Grade.Standard), facts.Repeat ? 0 : 1, facts.AnybodySent ? 1 : 0, facts.StartedAt),
        };
    }

    public int CompareTo(BoardRank? other) => other is null ? -1 : Key.CompareTo(other.Key);

    // Not graded yet may be anything: it waits beside the priority calls, not behind the appointments.
    private static int Place(ResponseGrade? response) => response switch { ResponseGrade.Immediate => 0, ResponseGrade.Appointment => 2, _ => 1 };

    private static IEnumerable<string> Reasons(BoardFacts facts, bool late, DateTime now)
    {
        if (facts.Attended)
        {
            yield return "attended, not closed";
        }

        if (late)
        {
            yield return ClockWords.Of(facts.DueAt!.Value, now);
        }

        if (facts.Response == ResponseGrade.Immediate && !facts.Attended)
        {
            yield return "immediate";
        }

        if (facts.Grade == Grade.High)
        {
            yield return "high risk";
        }

        if (facts.Repeat)
        {
            yield return "repeat victim";
        }

        if (facts is { AnybodySent: false, Attended: false })
        {
            yield return "nobody sent";
        }
    }

    public static bool operator <(BoardRank a, BoardRank b) => a.CompareTo(b) < 0;

    public static bool operator >(BoardRank a, BoardRank b) => a.CompareTo(b) > 0;

    public static bool operator <=(BoardRank a, BoardRank b) => a.CompareTo(b) <= 0;

    public static bool operator >=(BoardRank a, BoardRank b) => a.CompareTo(b) >= 0;
}
