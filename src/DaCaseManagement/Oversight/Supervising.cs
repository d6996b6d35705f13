using DaCaseManagement.Clocks;
using DaCaseManagement.Policy;
using DaCaseManagement.Risk;

namespace DaCaseManagement.Oversight;

/// <summary>What a reviewer's decision came to, for the figures.</summary>
public enum Verdict
{
    /// <summary>The first grade, an officer's or a unit's: no review, counted as an assessment.</summary>
    Assessed,
    Agreed,
    Raised,

    /// <summary>A lower grade was proposed or given.</summary>
    Lowered,
}

/// <summary>One decision on a grade, as the figures see it.</summary>
/// <param name="OpenedAt">When this reviewer first opened the page; null when no page was opened or it was not kept then.</param>
/// <param name="Spent">The time there was for this decision; see <see cref="Supervising.Spent"/>.</param>
public sealed record SupervisedDecision(long Id, DateTime At, long ById, string By, string Unit, Verdict Verdict, Grade OfficersGrade, Grade Grade, DateTime? OpenedAt, TimeSpan? Spent, string Incident, string Case);

/// <param name="Lowered">Share of sign-offs; null when there were none.</param>
/// <param name="TooFew">Fewer sign-offs than the policy's small sample: marked, never hidden.</param>
public sealed record SupervisionFigures(string Key, string Label, int Assessments, int High, int Medium, int Standard, int SignOffs, int Agreed, int Raised, int Lowered, int Instant, int Timed, TimeSpan? Median, bool TooFew)
{
    public double? AgreedShare => Share(Agreed);

    public double? LoweredShare => Share(Lowered);

    private double? Share(int part) => SignOffs == 0 ? null : (double)part / SignOffs;
}

public enum SupervisionBy
{
    Reviewer,
    Unit,
    Weekday,
    Day,
}

/// <summary>Which rows are behind a number.</summary>
public enum SupervisionWhat
{
    SignOffs,
    Agreed,
    Raised,
    Lowered,
    Instant,
    Timed,
    Assessments,
    High,
    Medium,
    Standard,
    Queue,
}

/// <summary>The figures of supervision (OVR-3, RSK-8). Pure: rows in, numbers out; the rows behind a number are found by the same test that counted it (INV-9).</summary>
public static class Supervising
{
    /// <summary>What each stage counts as. A stage that is not here is no sign-off and no assessment.</summary>
    public static readonly IReadOnlyDictionary<DecisionStage, Verdict> Stages = new Dictionary<DecisionStage, Verdict>
    {
        [DecisionStage.Officer] = Verdict.Assessed,
        [DecisionStage.SupervisorAgreed] = Verdict.Agreed,
        [DecisionStage.SupervisorAmended] = Verdict.Raised,
        [DecisionStage.LoweringProposed] = Verdict.Lowered,
        [DecisionStage.UnitGraded] = Verdict.Assessed,
        [DecisionStage.UnitAgreed] = Verdict.Agreed,
        [DecisionStage.UnitAmended] = Verdict.Raised,
    };

    /// <summary>The time there can have been for a decision: from when its page was first opened, but not before the same reviewer's decision before it. So pages opened all at once and
    /// signed one after the other are seen for what they are. Null when the opening is not known.</summary>
    public static TimeSpan? Spent(DateTime? openedAt, DateTime? decisionBefore, DateTime at) =>
        openedAt is not { } opened || opened > at ? null : at - (decisionBefore is { } before && before > opened && before <= at ? before : opened);

    /// <summary>Gives each decision the time there was for it.</summary>
    /// <param name="decisions">In any order.</param>
    public static IReadOnlyList<SupervisedDecision> Timed(IEnumerable<SupervisedDecision> decisions)
    {
        var (result, last) = (new List<SupervisedDecision>(), new Dictionary<long, DateTime>());
        foreach (var d in decisions.OrderBy(d => d.At).ThenBy(d => d.Id))
        {
            if (d.Verdict == Verdict.Assessed)
            {
                result.Add(d);
                continue;
            }

            result.Add(d with { Spent = Spent(d.OpenedAt, last.TryGetValue(d.ById, out var before) ? before : null, d.At) });
            last[d.ById] = d.At;
        }

        return result;
    }

    public static bool Is(SupervisedDecision d, SupervisionWhat what, SupervisionPolicy policy) => what switch
    {
        SupervisionWhat.SignOffs => d.Verdict != Verdict.Assessed,
        SupervisionWhat.Agreed => d.Verdict == Verdict.Agreed,
        SupervisionWhat.Raised => d.Verdict == Verdict.Raised,
        SupervisionWhat.Lowered => d.Verdict == Verdict.Lowered,
        SupervisionWhat.Instant => d.Spent is { } spent && spent < TimeSpan.FromSeconds(policy.InstantSeconds),
        SupervisionWhat.Timed => d.Spent is not null,
        SupervisionWhat.Assessments => d.Verdict == Verdict.Assessed,
        SupervisionWhat.High => d is { Verdict: Verdict.Assessed, Grade: Grade.High },
        SupervisionWhat.Medium => d is { Verdict: Verdict.Assessed, Grade: Grade.Medium },
        SupervisionWhat.Standard => d is { Verdict: Verdict.Assessed, Grade: Grade.Standard },
        _ => false,
    };

    /// <summary>What a decision is counted under; null for a row that this grouping does not count.</summary>
    public static (string Key, string Label)? Group(SupervisedDecision d, SupervisionBy by) => by switch
    {
        SupervisionBy.Reviewer => d.Verdict == Verdict.Assessed ? null : (Id(d.ById), d.By),
        SupervisionBy.Unit => d.Verdict == Verdict.Assessed ? null : (d.Unit, d.Unit),
        SupervisionBy.Weekday => (Id((int)LocalTime.DayOf(d.At).DayOfWeek), LocalTime.DayOf(d.At).DayOfWeek.ToString()),
        _ => (DayKey(LocalTime.DayOf(d.At)), LocalTime.DayOf(d.At).ToString("ddd d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture)),
    };

    /// <summary>The key of a day's row.</summary>
    public static string DayKey(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static IReadOnlyList<SupervisionFigures> By(IReadOnlyCollection<SupervisedDecision> decisions, SupervisionBy by, SupervisionPolicy policy)
    {
        var groups = decisions.Select(d => (Group: Group(d, by), d)).Where(x => x.Group is not null).GroupBy(x => x.Group!.Value, x => x.d).Select(g => Figures(g.Key.Key, g.Key.Label, [.. g], policy));
        return by switch
        {
            // A week begins on Monday.
            SupervisionBy.Weekday => [.. groups.OrderBy(f => (f.Key[0] - '0' + 6) % 7)],
            SupervisionBy.Day => [.. groups.OrderByDescending(f => f.Key, StringComparer.Ordinal)],
            _ => [.. groups.OrderByDescending(f => f.SignOffs).ThenBy(f => f.Label, StringComparer.Ordinal)],
        };
    }

    public static SupervisionFigures Figures(string key, string label, IReadOnlyCollection<SupervisedDecision> rows, SupervisionPolicy policy)
    {
        int Count(SupervisionWhat what) => rows.Count(d => Is(d, what, policy));
        var spent = rows.Select(d => d.Spent).OfType<TimeSpan>().Order().ToList();
        var signOffs = Count(SupervisionWhat.SignOffs);
        return new SupervisionFigures(
            key, label, Count(SupervisionWhat.Assessments), Count(SupervisionWhat.High), Count(SupervisionWhat.Medium), Count(SupervisionWhat.Standard),
            signOffs, Count(SupervisionWhat.Agreed), Count(SupervisionWhat.Raised), Count(SupervisionWhat.Lowered), Count(SupervisionWhat.Instant), spent.Count,
            spent.Count == 0 ? null : spent.Count % 2 == 1 ? spent[spent.Count / 2] : (spent[(spent.Count / 2) - 1] + spent[spent.Count / 2]) / 2,
            signOffs < policy.SmallSample);
    }

    /// <summary>Days with a long queue beside days with a short one: if lowering grows with the queue, that is a question to ask.</summary>
    /// <param name="days">Figures of each day and how many waited when it began.</param>
    public static (SupervisionFigures Short, SupervisionFigures Long)? AgainstQueue(IReadOnlyCollection<(SupervisedDecision Decision, int Queue)> days, SupervisionPolicy policy)
    {
        var signed = days.Where(d => d.Decision.Verdict != Verdict.Assessed).ToList();
        if (signed.Select(d => d.Queue).Distinct().Count() < 2)
        {
            return null;
        }

        var queues = signed.ConvertAll(d => d.Queue);
        queues.Sort();
        var middle = queues[queues.Count / 2];
        var shorter = signed.FindAll(d => d.Queue < middle);
        if (shorter.Count == 0)
        {
            middle++;
            shorter = signed.FindAll(d => d.Queue < middle);
        }

        return (Figures("short", $"Days that began with fewer than {middle} waiting", [.. shorter.Select(d => d.Decision)], policy), Figures("long", $"Days that began with {middle} or more waiting", [.. signed.Where(d => d.Queue >= middle).Select(d => d.Decision)], policy));
    }

    private static string Id(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
