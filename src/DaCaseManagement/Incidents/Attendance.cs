namespace DaCaseManagement.Incidents;

/// <summary>One crew and where it is.</summary>
/// <param name="ArrivedAt">Null: still on the way.</param>
public sealed record Crew(string CallSign, int Officers, DateTime SentAt, DateTime? ArrivedAt);

/// <summary>What the steps recorded so far come to. Pure.</summary>
/// <param name="Crews">Those sent and not stood down, first sent first.</param>
/// <param name="ArrivedAt">When the first officer came, whoever has left since.</param>
public sealed record Attendance(IReadOnlyList<Crew> Crews, DateTime? ArrivedAt)
{
    public DateTime? SentAt => Crews.Count == 0 ? null : Crews.Min(c => c.SentAt);

    /// <summary>One officer alone cannot see the parties apart (REC-7).</summary>
    public bool Alone => Crews.Sum(c => c.Officers) == 1;

    /// <param name="steps">In the order they were recorded.</param>
    public static Attendance Of(IEnumerable<Dispatch> steps)
    {
        var crews = new List<Crew>();
        DateTime? arrived = null;
        foreach (var step in steps)
        {
            var at = crews.FindIndex(c => Same(c.CallSign, step.CallSign));
            switch (step.Step)
            {
                case DispatchStep.Sent when at < 0:
                    crews.Add(new Crew(step.CallSign, step.Officers, step.At, null));
                    break;
                case DispatchStep.Arrived when at >= 0:
                    crews[at] = crews[at] with { ArrivedAt = crews[at].ArrivedAt ?? step.At };
                    arrived ??= step.At;
                    break;
                case DispatchStep.StoodDown when at >= 0:
                    crews.RemoveAt(at);
                    break;
            }
        }

        return new Attendance(crews, arrived);
    }

    public Crew? Find(string? callSign) => Crews.FirstOrDefault(c => Same(c.CallSign, callSign));

    private static bool Same(string a, string? b) => string.Equals(a, b?.Trim(), StringComparison.OrdinalIgnoreCase);
}
