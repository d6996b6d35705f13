namespace DaCaseManagement.Tools.Generate;

/// <summary>When each pair's incidents are, over ten years: most pairs once, a few dozens of times; more at night, at weekends, in July, August and December, and
/// a little more every year.</summary>
internal sealed class Plan
{
    private const int MostIncidents = 60, Days = 3_652;
    private static readonly double[] Months = [0.95, 0.92, 0.97, 0.98, 1.02, 1.05, 1.1, 1.1, 1.0, 0.98, 0.95, 1.08];
    private static readonly Weighted<int> WeekdayHours = new(Enumerable.Range(0, 24).Select(h => (h, h is >= 17 ? 2.2 : h < 3 ? 1.3 : h < 8 ? 0.4 : 1.2)));
    private static readonly Weighted<int> WeekendHours = new(Enumerable.Range(0, 24).Select(h => (h, h is >= 20 or < 4 ? 2.6 : h < 9 ? 0.6 : 1.2)));

    private readonly List<int> firstOf = [0];
    private readonly List<int> seconds = [];

    public Plan(int incidents, DateTime until, Lots lots)
    {
        Start = until.Date.AddDays(-Days);
        var howOften = new Weighted<int>(Enumerable.Range(1, MostIncidents).Select(k => (k, Math.Pow(k, -2.4))));
        while (seconds.Count < incidents)
        {
            var day = FirstDay(lots);
            var quick = lots.Share();
            for (var left = howOften.Draw(lots); left > 0 && day < Days && seconds.Count < incidents; left--)
            {
                var at = At(day, lots);
                if ((seconds.Count == firstOf[^1] || at > seconds[^1]) && Start.AddSeconds(at) < until.AddMinutes(-15))
                {
                    seconds.Add(at);
                }

                day += 1 + (int)(-Math.Log(1 - lots.Share()) * (12 + (160 * quick)));
            }

            if (seconds.Count > firstOf[^1])
            {
                firstOf.Add(seconds.Count);
            }
        }

        // In order of time; the pair in the lower half of each number.
        InOrder = new long[incidents];
        for (var pair = 0; pair < Pairs; pair++)
        {
            for (var i = firstOf[pair]; i < firstOf[pair + 1]; i++)
            {
                InOrder[i] = ((long)seconds[i] << 32) | (uint)pair;
            }
        }

        Array.Sort(InOrder);
    }

    public DateTime Start { get; }

    public int Pairs => firstOf.Count - 1;

    public long[] InOrder { get; }

    public int Incidents(int pair) => firstOf[pair + 1] - firstOf[pair];

    public DateTime Time(int pair, int incident) => Start.AddSeconds(seconds[firstOf[pair] + incident]);

    private int FirstDay(Lots lots)
    {
        while (true)
        {
            var day = lots.Below(Days);
            var date = Start.AddDays(day);
            if (lots.Share() * 1.7 < Months[date.Month - 1] * (0.85 + (0.15 * day / Days)) * (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday or DayOfWeek.Friday ? 1.4 : 1))
            {
                return day;
            }
        }
    }

    private int At(int day, Lots lots)
    {
        var weekend = Start.AddDays(day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        return (day * 86_400) + ((weekend ? WeekendHours : WeekdayHours).Draw(lots) * 3_600) + lots.Below(3_600);
    }
}
