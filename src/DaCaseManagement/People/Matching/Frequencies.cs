namespace DaCaseManagement.People.Matching;

/// <summary>How common values are, per field: a shared rare family name says more than a shared Smith. Shares of people, 0 to 1.</summary>
public sealed record Frequencies(IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Values, IReadOnlyDictionary<string, double> Rest)
{
    /// <summary>Names of the United Kingdom, approximately; nothing is said of other fields.</summary>
    public static Frequencies Default { get; } = Read();

    /// <summary>The share of people with this value; the field's <see cref="Rest"/> for a value never counted; 0 when the field is not counted.</summary>
    public double Of(string field, string text) =>
        Values.TryGetValue(field, out var values) && values.TryGetValue(text, out var share) ? share : Rest.GetValueOrDefault(field);

    /// <summary>The chance that two strangers share a value of the field; 0 when it is not counted.</summary>
    public double Shared(string field) => Values.TryGetValue(field, out var values) ? values.Values.Sum(share => share * share) : 0;

    /// <summary>Counts the values of the people themselves. Streams; holds one number per distinct value.</summary>
    public static Frequencies Count(IEnumerable<PersonFacts> people)
    {
        var counts = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        var totals = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var person in people)
        {
            foreach (var name in person.Names)
            {
                Add(Fields.Given, Normalise.Name(name.Given).Replace(" ", "", StringComparison.Ordinal));
                Add(Fields.Family, Normalise.Name(name.Family).Replace(" ", "", StringComparison.Ordinal));
            }

            foreach (var address in person.Addresses)
            {
                Add(Fields.House, Closed(address.House));
                Add(Fields.Street, Closed(address.Street));
                Add(Fields.Locality, Closed(address.Locality));
                Add(Fields.Town, Closed(address.Town));
                Add(Fields.Postcode, Closed(address.Postcode));
                Add(Fields.Region, Closed(address.Region));
            }
        }

        return new(
            counts.ToDictionary(f => f.Key, f => (IReadOnlyDictionary<string, double>)f.Value.ToDictionary(v => v.Key, v => v.Value / (double)totals[f.Key], StringComparer.Ordinal), StringComparer.Ordinal),
            totals.ToDictionary(f => f.Key, f => 1.0 / f.Value, StringComparer.Ordinal));

        void Add(Field field, string value)
        {
            if (value.Length > 0)
            {
                value = value.Length <= Similar.Longest ? value : value[..Similar.Longest];
                var values = counts.TryGetValue(field.Name, out var found) ? found : counts[field.Name] = new(StringComparer.Ordinal);
                values[value] = values.GetValueOrDefault(value) + 1;
                totals[field.Name] = totals.GetValueOrDefault(field.Name) + 1;
            }
        }
    }

    private static string Closed(string? key) => key?.Replace(" ", "", StringComparison.Ordinal) ?? "";

    private static Frequencies Read()
    {
        var file = MatchingData.Read<Dictionary<string, Dictionary<string, double>>>("frequencies.json");
        return new(file.Where(f => f.Key != "rest").ToDictionary(f => f.Key, f => (IReadOnlyDictionary<string, double>)f.Value, StringComparer.Ordinal), file["rest"]);
    }
}
