namespace DaCaseManagement.Incidents;

public enum DispatchStep
{
    Sent,
    Arrived,

    /// <summary>Needed no longer, or called away.</summary>
    StoodDown,
}

/// <summary>REC-6: officers were sent to an incident, came, or were stood down. Added to and never changed (INV-4).</summary>
public sealed class Dispatch
{
    private Dispatch() { }

    public Dispatch(long incidentId, DispatchStep step, string callSign, int officers, long byId, string byName, DateTime at) =>
        (IncidentId, Step, CallSign, Officers, ById, ByName, At) = (incidentId, step, callSign, officers, byId, byName, at);

    public long Id { get; private set; }

    public long IncidentId { get; private set; }

    public DispatchStep Step { get; private set; }

    /// <summary>Call sign, collar numbers or names, as the control room calls them.</summary>
    public string CallSign { get; private set; } = "";

    public int Officers { get; private set; }

    public long ById { get; private set; }

    public string ByName { get; private set; } = "";

    public DateTime At { get; private set; }
}
