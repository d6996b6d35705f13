namespace DaCaseManagement.People.Matching;

/// <summary>A person's facts made ready once for many comparisons.</summary>
public sealed class PreparedPerson
{
    internal PreparedPerson(PersonFacts facts, PreparedName[] names, PreparedBirth born, PreparedAddress[] addresses, string number) =>
        (Facts, Names, Born, Addresses, Number) = (facts, names, born, addresses, number);

    public PersonFacts Facts { get; }

    public PreparedName[] Names { get; }

    public PreparedBirth Born { get; }

    public PreparedAddress[] Addresses { get; }

    /// <summary>The national number, letters and digits only; "" when not known.</summary>
    public string Number { get; }
}

public sealed record PreparedName(Term Given, Term Family);

public sealed record PreparedAddress(string Flat, Term House, Term Street, Term Locality, Term Town, Term Postcode, Term Region);

/// <summary>Makes people ready. Keeps the terms it has made, so that a file's ten thousand names are a few thousand terms.</summary>
public sealed class Preparer(Frequencies frequencies)
{
    // A person has a handful of names and addresses; more than this is damage, and would make one comparison slow.
    private const int Most = 12;
    private readonly Dictionary<(Field, string), Term> terms = [];

    public PreparedPerson Prepare(PersonFacts facts)
    {
        var names = facts.Names.Take(Most).Select(n => new PreparedName(Given(n.Given), Family(n.Family))).Where(n => n.Given.Known || n.Family.Known).ToArray();
        var addresses = facts.Addresses.Take(Most).Select(a => new PreparedAddress(
            a.Flat ?? "", Plain(Fields.House, a.House), Plain(Fields.Street, a.Street), Plain(Fields.Locality, a.Locality), Plain(Fields.Town, a.Town), Plain(Fields.Postcode, a.Postcode), Plain(Fields.Region, a.Region))).ToArray();
        return new(facts, names, PreparedBirth.Of(facts), addresses, new string([.. (facts.NationalNumber ?? "").Where(char.IsAsciiLetterOrDigit).Take(Similar.Longest).Select(char.ToUpperInvariant)]));
    }

    private Term Given(string typed) => Once(Fields.Given, typed, (t, f) => Term.Given(t, f));

    private Term Family(string typed) => Once(Fields.Family, typed, (t, f) => Term.Family(t, f));

    private Term Plain(Field field, string? key) => key is null ? Term.None : Once(field, key, (t, f) => Term.Plain(t, f));

    private Term Once(Field field, string? typed, Func<string, double, Term> make)
    {
        typed ??= "";
        if (!terms.TryGetValue((field, typed), out var term))
        {
            var text = field == Fields.Given || field == Fields.Family ? Normalise.Name(typed) : typed;
            text = text.Replace(" ", "", StringComparison.Ordinal);
            terms[(field, typed)] = term = make(typed, frequencies.Of(field.Name, text.Length <= Similar.Longest ? text : text[..Similar.Longest]));
        }

        return term;
    }
}
