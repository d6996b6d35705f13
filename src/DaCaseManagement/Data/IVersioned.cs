namespace DaCaseManagement.Data;

/// <summary>An entity two people may edit at once. The context counts <see cref="Version"/> up on every save and refuses a stale one:
/// rowversion columns silently lose updates on SQLite, so the application sets it.</summary>
public interface IVersioned
{
    int Version { get; }
}
