namespace DaCaseManagement.Data;

/// <summary>A data-protection key, so that every web node reads every node's cookies.</summary>
public sealed class ProtectionKey
{
    public long Id { get; private set; }

    public required string FriendlyName { get; init; }

    public required string Xml { get; init; }
}
