using DaCaseManagement.Data;

namespace DaCaseManagement.Clocks;

/// <summary>One row for the whole force: which node acts, until when, and when the engine last did. A node that dies lets it run out; the next takes it over. The version
/// lets only one of two take it at one instant.</summary>
public sealed class ClockLease : IVersioned
{
    /// <summary>Longer than a slow write, shorter than anybody would wait for a warning.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromSeconds(5);

    public ClockLease(DateTime at) => (Until, LastRunAt) = (at, at);

    private ClockLease() { }

    public int Id { get; private set; } = 1;

    public Guid Holder { get; private set; }

    public DateTime Until { get; private set; }

    public DateTime LastRunAt { get; private set; }

    /// <summary>The policy that open deadlines were last counted by.</summary>
    public string PolicyVersion { get; internal set; } = "";

    public int Version { get; private set; }
}

/// <summary>A time in which no node acted, and what was caught up after it.</summary>
public sealed class ClockOutage : IVersioned
{
    private ClockOutage() { }

    public ClockOutage(DateTime from, DateTime until) => (From, Until) = (from, until);

    public long Id { get; private set; }

    public DateTime From { get; private set; }

    public DateTime Until { get; private set; }

    /// <summary>Null while there is still something to catch up.</summary>
    public DateTime? CaughtUpAt { get; private set; }

    /// <summary>Deadlines looked at late because of it.</summary>
    public int Late { get; private set; }

    public int Version { get; private set; }

    public void Caught(int late) => Late += late;

    public void CaughtUp(DateTime at) => CaughtUpAt ??= at;
}
