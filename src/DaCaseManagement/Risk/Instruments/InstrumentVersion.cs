namespace DaCaseManagement.Risk.Instruments;

/// <summary>An instrument that this force has loaded, word for word. Only ever added: a change is a new code (RSK-1).</summary>
public sealed class InstrumentVersion
{
    private InstrumentVersion() { }

    public InstrumentVersion(string code, string json, string hash, string loadedBy, DateTime at) => (Code, Json, Hash, LoadedBy, LoadedAt) = (code, json, hash, loadedBy, at);

    public long Id { get; private set; }

    public string Code { get; private set; } = "";

    public string Json { get; private set; } = "";

    /// <summary>SHA-256 of <see cref="Json"/>.</summary>
    public string Hash { get; private set; } = "";

    public string LoadedBy { get; private set; } = "";

    public DateTime LoadedAt { get; private set; }
}
