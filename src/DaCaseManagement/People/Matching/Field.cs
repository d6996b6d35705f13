namespace DaCaseManagement.People.Matching;

/// <summary>One thing that is compared, with the levels at which it can agree. Level 0 is always "not known" and is evidence of nothing.</summary>
/// <param name="Name">The stable name weights are stored under.</param>
/// <param name="Levels">Stable names of the levels.</param>
/// <param name="Rarity">Per level: how much of the value's rarity counts, 0 to 1.</param>
/// <param name="Words">The level in words, given both values as typed.</param>
public sealed record Field(string Name, IReadOnlyList<string> Levels, IReadOnlyList<double> Rarity, Func<int, string, string, string> Words)
{
    /// <summary>Says only which way round two other fields were read. Strangers agree by chance as often either way, so its U is 1 throughout and its bits
    /// are the price of having tried the other way.</summary>
    public IReadOnlyList<Field> Turns { get; init; } = [];

    public override string ToString() => Name;

    public bool Equals(Field? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}

/// <summary>The outcome of one field: its level, the commoner value's frequency (0 when it is not counted) and both values for the words.</summary>
public readonly record struct Compared(byte Level, double Frequency, string? Left, string? Right);
