namespace DaCaseManagement.Tools.Simulate;

/// <summary>The time of the simulated force. It stands still until it is moved on.</summary>
internal sealed class SimulatedTime(DateTime start) : TimeProvider
{
    public DateTime Now { get; private set; } = start;

    public override DateTimeOffset GetUtcNow() => new(Now, TimeSpan.Zero);

    public void MoveTo(DateTime utc) => Now = utc > Now ? utc : Now;
}
