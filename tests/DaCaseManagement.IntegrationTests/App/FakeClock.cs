namespace DaCaseManagement.IntegrationTests.App;

/// <summary>A clock the test moves. It starts at the real time, because browsers' cookies go by that.</summary>
public sealed class FakeClock : TimeProvider
{
    private TimeSpan ahead;

    public DateTime Now => GetUtcNow().UtcDateTime;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;

    public void Advance(TimeSpan by) => ahead += by;
}
