using DaCaseManagement.Policy;

namespace DaCaseManagement.Clocks;

/// <summary>When something is due and when its owner is warned, by policy and calendar. Pure.</summary>
public readonly record struct DueTime(DateTime DueAt, DateTime? WarnAt)
{
    /// <summary>By the kind's own time.</summary>
    public static DueTime Of(ForcePolicy policy, string kind, DateTime from) => Of(policy, kind, from, policy.MinutesOf(kind));

    /// <summary>By a time that another part of the profile gives, in minutes of the kind's own clock.</summary>
    public static DueTime Of(ForcePolicy policy, string kind, DateTime from, int minutes) =>
        At(policy, kind, from, new WorkingCalendar(policy.Clocks).After(from, minutes, policy.Deadlines[kind].Clock));

    /// <summary>By a time that the record itself gives.</summary>
    public static DueTime At(ForcePolicy policy, string kind, DateTime from, DateTime dueAt)
    {
        var warn = policy.Deadlines.TryGetValue(kind, out var own) && own.WarnMinutes is { } before
            ? dueAt.AddMinutes(-before)
            : from + ((dueAt - from) * (policy.Clocks.WarnAtPercent / 100.0));
        return new DueTime(dueAt, warn > from && warn < dueAt ? warn : null);
    }
}
