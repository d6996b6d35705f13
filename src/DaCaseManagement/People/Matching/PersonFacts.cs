namespace DaCaseManagement.People.Matching;

/// <summary>What is known of one person, for comparing. Whatever is not known stays empty and is evidence of nothing.</summary>
public sealed record PersonFacts
{
    /// <summary>Every name the person has been known by.</summary>
    public IReadOnlyList<KnownName> Names { get; init; } = [];

    public PartialDate? Born { get; init; }

    /// <summary>A date that could not be read, kept as typed; compared by its digits only.</summary>
    public string? BornAsTyped { get; init; }

    /// <summary>Somebody's guess ("about forty"): only the year is compared, and loosely.</summary>
    public bool BornEstimated { get; init; }

    public Gender Gender { get; init; }

    /// <summary>Keys made by <see cref="Normalise.Phone"/>.</summary>
    public IReadOnlyList<string> Phones { get; init; } = [];

    public IReadOnlyList<KnownAddress> Addresses { get; init; } = [];

    /// <summary>A number the State has given the person, where the force holds one.</summary>
    public string? NationalNumber { get; init; }
}

/// <summary>A name as typed.</summary>
public sealed record KnownName(string Given, string Family);
