namespace DaCaseManagement.People.Matching;

/// <summary>Which fields are compared, and how: the engine is one, what it looks at is data.</summary>
public sealed class Schema
{
    private readonly Comparer[] comparers;

    private Schema(string name, params Comparer[] comparers) => (Name, this.comparers, Fields) = (name, comparers, [.. comparers.SelectMany(c => c.Fields)]);

    /// <summary>The field was read the other way round in this comparison.</summary>
    internal bool Turned(int field, ulong pattern)
    {
        for (var f = 0; f < Fields.Count; f++)
        {
            if (Pattern.Level(pattern, f) == 2 && Fields[f].Turns.Contains(Fields[field]))
            {
                return true;
            }
        }

        return false;
    }


    /// <summary>People as a force knows them.</summary>
    public static Schema People { get; } = new("people", new NameComparer(), new BornComparer(), new GenderComparer(), new PhoneComparer(), new AddressComparer(), new NumberComparer());

    /// <summary>A register of rows with the parts of one address in columns of their own.</summary>
    public static Schema Register { get; } = new(
        "register", new NameComparer(), new BornComparer(), new NumberComparer(), new PlainComparer(Matching.Fields.House, a => a.House), new StreetComparer(),
        new PlainComparer(Matching.Fields.Town, a => a.Town), new PlainComparer(Matching.Fields.Postcode, a => a.Postcode), new PlainComparer(Matching.Fields.Region, a => a.Region));

    public string Name { get; }

    public IReadOnlyList<Field> Fields { get; }

    /// <exception cref="ArgumentException">There is no such schema.</exception>
    public static Schema Named(string name) => name == People.Name ? People : name == Register.Name ? Register : throw new ArgumentException($"There is no schema {name}.", nameof(name));

    /// <summary>One outcome per field, in the order of <see cref="Fields"/>. <paramref name="into"/> must be cleared and as long.</summary>
    internal void Compare(PreparedPerson a, PreparedPerson b, Span<Compared> into)
    {
        var at = 0;
        foreach (var comparer in comparers)
        {
            comparer.Compare(a, b, into.Slice(at, comparer.Fields.Count));
            at += comparer.Fields.Count;
        }
    }
}
