using System.ComponentModel.DataAnnotations.Schema;

using DaCaseManagement.Data;
using DaCaseManagement.People.Matching;

namespace DaCaseManagement.People;

public enum Gender
{
    Unknown,
    Female,
    Male,
    NonBinary,
    Other,
}

/// <summary>One human being, who may be victim in one incident and suspect in another (PPL-1). What is not known stays empty.</summary>
public sealed class Person : IVersioned
{
    private readonly List<PersonName> names = [];
    private readonly List<PersonPhone> phones = [];
    private readonly List<PersonAddress> addresses = [];
    private readonly List<Marker> markers = [];

    private Person() { }

    public Person(string reference, DateTime at) => (Reference, RecordedAt) = (reference, at);

    public long Id { get; private set; }

    public string Reference { get; private set; } = "";

    public DateTime RecordedAt { get; private set; }

    public string GivenNames { get; private set; } = "";

    public string FamilyName { get; private set; } = "";

    public int? BirthYear { get; private set; }

    public int? BirthMonth { get; private set; }

    public int? BirthDay { get; private set; }

    /// <summary>The date was judged by somebody, not told: compared with less weight.</summary>
    public bool BirthEstimated { get; private set; }

    public Gender Gender { get; private set; }

    /// <summary>In the person's own words; null when not asked, which is exported blank.</summary>
    public string? Ethnicity { get; private set; }

    public string? Language { get; private set; }

    public string? Needs { get; private set; }

    /// <summary>The oldest record of the same human being, when a person has said that this is another record of somebody already known (PPL-2).
    /// Set only by <see cref="Identities"/>; undoing the join restores it.</summary>
    public long? SameAsId { get; internal set; }

    public int Version { get; private set; }

    public IReadOnlyList<PersonName> Names => names;

    public IReadOnlyList<PersonPhone> Phones => phones;

    public IReadOnlyList<PersonAddress> Addresses => addresses;

    public IReadOnlyList<Marker> Markers => markers;

    [NotMapped]
    public long IdentityId => SameAsId ?? Id;

    [NotMapped]
    public string DisplayName => Display(GivenNames, FamilyName);

    [NotMapped]
    public PartialDate? Born => BirthYear is { } year ? new PartialDate(year, BirthMonth, BirthDay) : null;

    public static string Display(string? givenNames, string? familyName) => Display(givenNames + " " + familyName);

    public static string Display(string? name) =>
        name?.Trim() is { Length: > 0 } known ? known : "Name not known";

    /// <summary>Adds what a report says about the person. Nothing is replaced: a new name, number or address stands beside the old ones.</summary>
    public void LearnFrom(string? given, string? family, PartialDate? born, Gender gender, string? phone, string? address, DateTime at)
    {
        var (givenNames, familyName) = ((given ?? "").Trim(), (family ?? "").Trim());
        if (givenNames.Length + familyName.Length > 0)
        {
            if (GivenNames.Length + FamilyName.Length == 0)
            {
                (GivenNames, FamilyName) = (givenNames, familyName);
            }

            var name = new PersonName(givenNames, familyName, at);
            AddName(name);
        }

        // The fuller date wins; two full dates that differ are a question for a person, so the first stays.
        if (born is { } b && (BirthYear is null || (BirthYear == b.Year && BirthMonth is null && b.Month is not null)))
        {
            (BirthYear, BirthMonth, BirthDay) = (b.Year, b.Month, b.Day);
        }

        Gender = Gender == Gender.Unknown ? gender : Gender;
        if (!string.IsNullOrWhiteSpace(phone))
        {
            var number = new PersonPhone(phone.Trim(), at);
            if (!phones.Any(p => p.Key == number.Key && (number.Key is not null || p.AsTyped == number.AsTyped)))
            {
                phones.Add(number);
            }
        }

        if (!string.IsNullOrWhiteSpace(address))
        {
            var place = new PersonAddress(address.Trim(), at);
            if (!addresses.Any(a => a.Key == place.Key))
            {
                addresses.Add(place);
            }
        }
    }

    public void AlsoKnownAs(string given, string family, NameKind kind, DateTime at) => AddName(new PersonName(given.Trim(), family.Trim(), at, kind));

    public void Describe(string? ethnicity, string? language, string? needs, bool birthEstimated)
    {
        (Ethnicity, Language, Needs) = (ethnicity ?? Ethnicity, language ?? Language, needs ?? Needs);
        BirthEstimated |= birthEstimated;
    }

    public void Mark(Marker marker) => markers.Add(marker);

    private void AddName(PersonName name)
    {
        if (!names.Any(n => n.FamilyKey == name.FamilyKey && n.GivenKey == name.GivenKey))
        {
            names.Add(name);
        }
    }
}

public enum NameKind
{
    Known,
    Maiden,
    Alias,
}

/// <summary>A name somebody has been known by, with the keys it is found under.</summary>
public sealed class PersonName
{
    private PersonName() { }

    public PersonName(string given, string family, DateTime at, NameKind kind = NameKind.Known)
    {
        (Given, Family, Since, Kind) = (given, family, at, kind);
        (GivenKey, FamilyKey, FamilySound) = (Normalise.Name(given), Normalise.Name(family), Phonetic.Key(family));
    }

    public long Id { get; private set; }

    public long PersonId { get; private set; }

    public string Given { get; private set; } = "";

    public string Family { get; private set; } = "";

    public string GivenKey { get; private set; } = "";

    public string FamilyKey { get; private set; } = "";

    public string FamilySound { get; private set; } = "";

    public NameKind Kind { get; private set; }

    public DateTime Since { get; private set; }
}

public sealed class PersonPhone
{
    private PersonPhone() { }

    public PersonPhone(string typed, DateTime at) => (AsTyped, Key, Since) = (typed, Normalise.Phone(typed), at);

    public long Id { get; private set; }

    public long PersonId { get; private set; }

    public string AsTyped { get; private set; } = "";

    /// <summary>Null: what was typed cannot be a telephone number, and is kept as typed.</summary>
    public string? Key { get; private set; }

    public DateTime Since { get; private set; }
}

public sealed class PersonAddress
{
    private PersonAddress() { }

    public PersonAddress(string typed, DateTime at, bool confidential = false)
    {
        (AsTyped, Since, Confidential) = (typed, at, confidential);
        (Key, Postcode) = (Normalise.Place(typed) ?? "", Normalise.Postcode(typed));
    }

    public long Id { get; private set; }

    public long PersonId { get; private set; }

    public string AsTyped { get; private set; } = "";

    public string Key { get; private set; } = "";

    public string? Postcode { get; private set; }

    /// <summary>Refuge or other address that must never show beyond need-to-know (CAS-8).</summary>
    public bool Confidential { get; private set; }

    public DateTime Since { get; private set; }
}
