namespace DaCaseManagement.People.Matching;

/// <summary>Compares one or more fields that must be looked at together. Symmetric and without memory.</summary>
internal abstract class Comparer(params Field[] fields)
{
    public IReadOnlyList<Field> Fields { get; } = fields;

    /// <summary>Writes one outcome per field; what is not known on either side is left at 0.</summary>
    public abstract void Compare(PreparedPerson a, PreparedPerson b, Span<Compared> into);

    protected static Compared Of(NameLevel level, Term a, Term b) => new((byte)level, Math.Max(a.Frequency, b.Frequency), a.AsTyped, b.AsTyped);
}
