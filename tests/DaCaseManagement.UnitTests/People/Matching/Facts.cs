using DaCaseManagement.People;
using DaCaseManagement.People.Matching;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.People.Matching;

/// <summary>Invented people for tests, one line each.</summary>
internal static class Facts
{
    public static PersonFacts Of(string given, string family, string? born = null, string? phone = null, string? address = null, Gender gender = Gender.Unknown) => new()
    {
        Names = [new(given, family)],
        Born = PartialDate.Parse(born, new DateOnly(2026, 6, 1)).Date,
        Phones = Normalise.Phone(phone) is { } key ? [key] : [],
        Addresses = address is null ? [] : [KnownAddress.Parse(address)],
        Gender = gender,
    };

    public static MatchScore Score(PersonFacts a, PersonFacts b) => Scoring.Score(a, b, MatchWeights.Default);

    public static Banded Band(PersonFacts a, PersonFacts b, bool opposed = false) => Banding.Of(Scoring.Score(a, b, MatchWeights.Default.ForPopulation(100_000)), a, b, MatchingThresholds.Default, opposed);

    public static FieldEvidence Field(PersonFacts a, PersonFacts b, string field) => Score(a, b).Fields.Single(f => f.Field == field);

    public static Arbitrary<PersonFacts> Any()
    {
        var names = Gen.Elements("Anna", "Hannah", "Liz", "Elizabeth", "Mohammed", "Muhammad", "A", "", "Kowalska-Nowak", "Smith", "Smyth", "O'Neil", "Łukasz", "محمد", "😀", "12", "Jo Ann", new string('x', 300));
        var dates = Gen.Elements<PartialDate?>(null, new PartialDate(1980, 4, 3), new PartialDate(1980, 3, 4), new PartialDate(1981, 4, 3), new PartialDate(1980, null, null), new PartialDate(1980, 4, null), new PartialDate(1955, 11, 92), new PartialDate(1960, 1, 1));
        var phones = Gen.Elements("+447700900123", "+447700900124", "+48225550123").ListOf().Select(l => l.Take(3).ToArray());
        var places = Gen.Elements("12 High Street, Westmarch, WM1 2AB", "12 High Street", "14 High St, Westmarch", "Flat 2, 9 Mill Lane, WM1 2AB", "Rose Cottage, Mill Lane", "", "WM1 2AB", "by the canal").ListOf().Select(l => l.Take(3).Select(KnownAddress.Parse).ToArray());
        return (from known in names.Zip(names).ListOf()
                from born in dates
                from estimated in Gen.Elements(true, false)
                from gender in Gen.Elements(Enum.GetValues<Gender>())
                from numbers in phones
                from addresses in places
                from number in Gen.Elements(null, "1234567", "1234568", "QQ 12 34 56 C")
                select new PersonFacts { Names = [.. known.Take(3).Select(n => new KnownName(n.Item1, n.Item2))], Born = born, BornEstimated = estimated, Gender = gender, Phones = numbers, Addresses = addresses, NationalNumber = number }).ToArbitrary();
    }
}
