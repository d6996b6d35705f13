namespace DaCaseManagement.People;

/// <summary>A key under which a record is looked up before it is compared (<see cref="Matching.BlockingKeys"/>). Clustered on the key: one look-up is one range.</summary>
public sealed class PersonKey
{
    private PersonKey() { }

    public PersonKey(long key, long personId) => (Key, PersonId) = (key, personId);

    public long Key { get; private set; }

    public long PersonId { get; private set; }
}

/// <summary>Match weights as estimated once from the force's own records: data with a version. The newest is in use.</summary>
public sealed class WeightSet
{
    private WeightSet() { }

    public WeightSet(string name, string json, DateTime at) => (Name, Json, At) = (name, json, at);

    public long Id { get; private set; }

    public string Name { get; private set; } = "";

    public string Json { get; private set; } = "";

    public DateTime At { get; private set; }
}

/// <summary>A record that has changed and waits to be compared with everybody else. Written with the change, so that none is forgotten.</summary>
public sealed class ComparisonDue
{
    private ComparisonDue() { }

    public ComparisonDue(long personId) => PersonId = personId;

    public long PersonId { get; private set; }
}
