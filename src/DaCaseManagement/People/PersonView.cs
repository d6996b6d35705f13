using DaCaseManagement.Audit;
using DaCaseManagement.Incidents;
using DaCaseManagement.Pipeline;
using DaCaseManagement.Policy;

namespace DaCaseManagement.People;

/// <summary>A person's page, or where it is: the oldest record of theirs that may be seen speaks for all.</summary>
public sealed record PersonPage(string Reference, PersonView? Person) : IConsultation
{
    public IEnumerable<Subject> Consulted => Person is null ? [Subject.Person(Reference)]
        : [.. Person.Records.Select(r => Subject.Person(r.Reference)), .. Person.Pairs.SelectMany(p => p.Cases).Select(c => Subject.Case(c.Reference)), .. Person.Parts.Select(p => Subject.Incident(p.Reference))];
}

/// <param name="Born">Every date that was recorded; usually one.</param>
/// <param name="PartsShown">Whether this person may see incidents at all; then nothing is "none".</param>
public sealed record PersonView(
    string Reference, string Name, IReadOnlyList<string> Born, bool BirthEstimated, IReadOnlyList<Gender> Genders, IReadOnlyList<string> Ethnicities, IReadOnlyList<string> Languages, IReadOnlyList<string> Needs,
    IReadOnlyList<NameLine> Names, IReadOnlyList<ContactLine> Phones, int PhonesLeftOut, IReadOnlyList<ContactLine> Addresses, int AddressesLeftOut,
    IReadOnlyList<WarningLine> Warnings, bool PartsShown, IReadOnlyList<PartCount> Counts, IReadOnlyList<PartLine> Parts, int OtherIncidents,
    bool CasesShown, IReadOnlyList<PairLine> Pairs, bool MorePairs, IReadOnlyList<EventLine> Events, IReadOnlyList<RecordLine> Records, PersonNetwork Network);

public sealed record NameLine(string Name, NameKind Kind, DateTime Since);

public sealed record ContactLine(string AsTyped, DateTime Since, bool Confidential = false);

/// <param name="At">The address it is on; null for the person.</param>
public sealed record WarningLine(string Words, string? At, DateOnly? ReviewOn, DateTime? ExpiresAt);

public sealed record PartCount(Part Part, int Incidents);

public sealed record PartLine(string Reference, DateTime At, string? Offence, Part Part);

/// <param name="VictimOf">Incidents with the person as victim and the other as suspect.</param>
/// <param name="Against">Incidents the other way round.</param>
public sealed record PairLine(string? Reference, string Name, int VictimOf, int Against, DateTime? Last, IReadOnlyList<PairCase> Cases)
{
    public bool BothWays => VictimOf > 0 && Against > 0;
}

public sealed record PairCase(string Reference, bool AsVictim, Grade? Grade, bool IsOpen);

public enum PersonEventKind
{
    Incident,
    Grade,
    Marac,
    Join,
}

/// <param name="Link">Path inside the system, by reference only; null where there is none for this person.</param>
public sealed record EventLine(PersonEventKind Kind, DateTime At, string Words, string? By, string? Link);

/// <param name="Joined">When and why this record was joined to another of the same person; null for one that stands by itself.</param>
public sealed record RecordLine(string Reference, string Name, DateTime RecordedAt, RecordJoin? Joined);

public sealed record RecordJoin(string With, string Because, string By, DateTime At);
