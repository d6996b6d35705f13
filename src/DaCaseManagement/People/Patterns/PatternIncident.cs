namespace DaCaseManagement.People.Patterns;

/// <summary>The parts in an incident that patterns are made of.</summary>
public enum PatternPart
{
    Victim,
    Suspect,
    Child,
}

/// <summary>A finished incident as patterns see it.</summary>
/// <param name="On">Its day in London.</param>
/// <param name="Restricted">Belongs to a restricted case: not counted for those who may not see it (INV-6).</param>
/// <param name="High">Belongs to a case that stands at high risk.</param>
/// <param name="Place">Key of where it happened, or null.</param>
public sealed record PatternIncident(long Id, DateOnly On, long? AreaId, bool Restricted, string? Offence, bool High, string? Place, IReadOnlyList<PatternParty> Parties)
{
    public IEnumerable<long> With(PatternPart part) => Parties.Where(p => p.Part == part).Select(p => p.Identity).Distinct();

    public bool Has(PatternPart part, long identity) => Parties.Any(p => p.Part == part && p.Identity == identity);
}

/// <param name="Identity">The human being, not the record (<see cref="Identities"/>).</param>
/// <param name="Home">Key of the address given for them in this report, or null.</param>
public readonly record struct PatternParty(long Identity, PatternPart Part, string? Home);

/// <summary>What is known of somebody beside the incidents.</summary>
/// <param name="FamilyNames">Keys of every family name.</param>
/// <param name="LookedOn">When somebody last looked after her welfare, with the day to look again.</param>
public sealed record PatternPerson(IReadOnlySet<string> FamilyNames, WelfareLook? LookedOn)
{
    public static readonly PatternPerson Unknown = new(new HashSet<string>(), null);
}

public readonly record struct WelfareLook(DateOnly On, DateOnly NextOn);
