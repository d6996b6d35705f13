namespace DaCaseManagement.Seeding;

/// <summary>Fills an empty database with an invented force's year, in Demo mode only.</summary>
public interface IDemonstrationForce
{
    Task Load(CancellationToken cancel);
}
