namespace DaCaseManagement.Seeding;

/// <summary>Fills an empty system with an invented force's work. Called at start-up in Demo mode; does nothing when its work is there already.</summary>
public interface IDemonstrationForce
{
    Task Load(CancellationToken cancel);
}
