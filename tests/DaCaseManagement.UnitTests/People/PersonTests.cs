using DaCaseManagement.People;

namespace DaCaseManagement.UnitTests.People;

[Rule("PPL-1")]
public class PersonTests
{
    [Fact]
    public void What_is_learnt_stands_beside_what_was_known()
    {
        var person = Known("Anna", "Kowalska", "07700 900123", "Flat 2, 9 Mill Lane");
        person.LearnFrom("Ania", "Nowak", null, Gender.Unknown, "07700 900456", "Flat 2, 9 Alder Street", Make.Noon);

        person.DisplayName.ShouldBe("Anna Kowalska");
        person.Names.Select(n => n.Family).ShouldBe(["Kowalska", "Nowak"]);
        person.Phones.Select(p => p.Key).ShouldBe(["+447700900123", "+447700900456"]);
        person.Addresses.Select(a => a.AsTyped).ShouldBe(["Flat 2, 9 Mill Lane", "Flat 2, 9 Alder Street"]);
        person.Gender.ShouldBe(Gender.Female);
    }

    [Fact]
    public void The_same_fact_written_otherwise_is_not_kept_twice()
    {
        var person = Known("Zoë", "O'Neil", "07700 900123", "9 Mill Lane");
        person.LearnFrom("Zoe", "ONeil", null, Gender.Female, "+44 7700 900123", "9 mill ln, Westmarch", Make.Noon);

        person.Names.Count.ShouldBe(1);
        person.Phones.Count.ShouldBe(1);
        person.Addresses.Count.ShouldBe(1);
    }

    [Fact]
    public void A_fuller_date_of_birth_wins_and_a_different_one_is_left_for_a_person()
    {
        var person = new Person("PE-26-000001", Make.Noon);
        foreach (var born in new PartialDate[] { new(1980, null, null), new(1980, 4, 3), new(1981, 5, 6) })
        {
            person.LearnFrom("Anna", null, born, Gender.Unknown, null, null, Make.Noon);
        }

        person.Born.ShouldBe(new PartialDate(1980, 4, 3));
    }

    [Fact]
    public void Somebody_of_whom_nothing_is_known_has_no_invented_facts()
    {
        var person = new Person("PE-26-000001", Make.Noon);
        person.LearnFrom(" ", null, null, Gender.Unknown, "", "  ", Make.Noon);

        person.DisplayName.ShouldBe("Name not known");
        (person.Names.Count, person.Phones.Count, person.Addresses.Count, person.Born).ShouldBe((0, 0, 0, null));
    }

    private static Person Known(string given, string family, string phone, string address)
    {
        var person = new Person("PE-26-000001", Make.Noon);
        person.LearnFrom(given, family, null, Gender.Female, phone, address, Make.Noon);
        return person;
    }
}
