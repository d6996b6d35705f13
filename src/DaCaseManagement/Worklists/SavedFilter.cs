using DaCaseManagement.Policy;

namespace DaCaseManagement.Worklists;

/// <summary>Whose rows a worklist shows.</summary>
public enum WorkOf
{
    /// <summary>My unit's and, out of office hours, what it covers.</summary>
    Unit,

    /// <summary>Mine by name.</summary>
    Mine,

    /// <summary>Only what my unit covers for others (CLK-3).</summary>
    Cover,
}

/// <summary>What of a worklist is shown (CLK-2).</summary>
public sealed record WorkFilter(WorkOf Of = WorkOf.Unit, WorkGroup? Group = null, bool Late = false, Grade? Grade = null);

/// <summary>A filter that one person keeps under a name of their own.</summary>
public sealed class SavedFilter
{
    /// <summary>More than anybody would choose between.</summary>
    public const int Most = 12;

    private SavedFilter() { }

    public SavedFilter(long userId, string name, WorkFilter filter) => (UserId, Name, Of, Group, Late, Grade) = (userId, name, filter.Of, filter.Group, filter.Late, filter.Grade);

    public long Id { get; private set; }

    public long UserId { get; private set; }

    public string Name { get; private set; } = "";

    public WorkOf Of { get; private set; }

    public WorkGroup? Group { get; private set; }

    public bool Late { get; private set; }

    public Grade? Grade { get; private set; }

    /// <summary>What My work opens with.</summary>
    public bool IsDefault { get; private set; }

    public WorkFilter Filter => new(Of, Group, Late, Grade);

    public void Begin(bool isDefault) => IsDefault = isDefault;
}
