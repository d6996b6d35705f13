using Microsoft.AspNetCore.Identity;

namespace DaCaseManagement.Access;

/// <summary>A person with an account. One role, one unit, one area; somebody with two jobs has two accounts, so that the log says in which one they acted.</summary>
public sealed class User : IdentityUser<long>
{
    public required string FullName { get; set; }

    public Role Role { get; set; }

    public long? UnitId { get; set; }

    public Unit? Unit { get; set; }

    public long? AreaId { get; set; }

    public Area? Area { get; set; }

    public DateTime? DisabledAt { get; set; }

    /// <summary>Whether they are told by e-mail that something waits for them here; needs an address too.</summary>
    public bool WantsMail { get; set; } = true;

    /// <summary>Made by the demonstration seeder. Production refuses to start while one exists.</summary>
    public bool IsDemonstration { get; set; }
}
