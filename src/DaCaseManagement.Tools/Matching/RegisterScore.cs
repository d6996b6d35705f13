using System.Diagnostics;
using System.Globalization;

using DaCaseManagement.People.Matching;

namespace DaCaseManagement.Tools.Matching;

/// <summary>How well rows were matched, against whose they are. Shares are 0 to 1; time is wall clock in seconds.</summary>
public sealed record RegisterScore(double Precision, double Recall, double F1, int Pairs, double Seconds)
{
    /// <summary>One file: its duplicates. Two: the links between them.</summary>
    public static RegisterScore Of(IReadOnlyList<RegisterRow> a, IReadOnlyList<RegisterRow>? b)
    {
        var watch = Stopwatch.StartNew();
        var matches = b is null ? RegisterMatcher.Duplicates([.. a.Select(r => r.Facts)]) : RegisterMatcher.Link([.. a.Select(r => r.Facts)], [.. b.Select(r => r.Facts)]);
        return Of(a, b, matches.Pairs, watch.Elapsed.TotalSeconds);
    }

    public static RegisterScore Of(IReadOnlyList<RegisterRow> a, IReadOnlyList<RegisterRow>? b, IReadOnlyList<(int A, int B)> pairs, double seconds)
    {
        var other = b ?? a;
        var right = pairs.Count(p => a[p.A].Entity == other[p.B].Entity);
        var counts = a.GroupBy(r => r.Entity, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (long)g.Count(), StringComparer.Ordinal);
        var there = b is null ? counts.Values.Sum(c => c * (c - 1) / 2) : b.Sum(r => counts.GetValueOrDefault(r.Entity));
        var (precision, recall) = (pairs.Count == 0 ? 0 : right / (double)pairs.Count, there == 0 ? 0 : right / (double)there);
        return new(precision, recall, precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall), pairs.Count, seconds);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"precision={Precision:0.0000} recall={Recall:0.0000} f1={F1:0.0000} pairs={Pairs} seconds={Seconds:0.0}");
}
