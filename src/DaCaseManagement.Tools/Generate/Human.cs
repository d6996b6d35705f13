using DaCaseManagement.People;

namespace DaCaseManagement.Tools.Generate;

internal sealed record Telephone(string Typed, string Key);

/// <summary>One record of somebody: what the force has learnt of them so far, the newest number and address first.</summary>
internal sealed class Human
{
    public long Id { get; set; }

    public string Reference { get; set; } = "";

    /// <summary>The record that speaks for this one, when somebody has joined them.</summary>
    public long? SameAs { get; set; }

    public required string Given { get; init; }

    public required string Family { get; init; }

    /// <summary>Another family name on the same record.</summary>
    public string? AlsoFamily { get; set; }

    public PartialDate? Born { get; init; }

    public bool BornEstimated { get; init; }

    public Gender Gender { get; init; }

    public List<Telephone> Phones { get; } = [];

    public List<Dwelling> Homes { get; } = [];

    public Telephone? Phone => Phones.Count > 0 ? Phones[0] : null;

    public Dwelling? Home => Homes.Count > 0 ? Homes[0] : null;
}

/// <summary>A victim and whoever is said to have done it, through all their incidents.</summary>
internal sealed class Pair
{
    public required Human Victim { get; init; }

    public Human? Suspect { get; init; }

    public required Human[] Children { get; init; }

    public required string Relationship { get; init; }

    /// <summary>0 to 1: how bad it is; answers, offences and grades follow.</summary>
    public double Severity { get; init; }

    public bool HonourBased { get; init; }

    public OpenedCase? Case { get; set; }
}

/// <param name="LastEvent">Which of the pair's incidents is the last that belongs to it.</param>
internal sealed record OpenedCase(long Id, string Reference, int LastEvent, bool StaysOpen);
