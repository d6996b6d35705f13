using DaCaseManagement.Imports;
using DaCaseManagement.Incidents;
using DaCaseManagement.People;

namespace DaCaseManagement.UnitTests.Imports;

public sealed class ImportRowTests
{
    private static readonly DateTime Now = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc);

    [Theory, Rule("PPL-1")]
    [InlineData("03/04/1985", "3 April 1985", false, false)]
    [InlineData("1985-04-03 00:00:00", "3 April 1985", false, false)]
    [InlineData("1985", "1985", false, false)]
    [InlineData("c. 1985", "1985", true, false)]
    [InlineData("04/1985", "April 1985", false, false)]
    [InlineData("01/01/1900", null, false, false)]
    [InlineData("unknown", null, false, false)]
    [InlineData("31/02/1985", null, false, true)]
    [InlineData("3/4/85", null, false, true)]
    [InlineData("2085", null, false, true)]
    public void ADateOfBirth_IsAsFullAsItIsKnown_AndNeverGuessed(string typed, string? born, bool estimated, bool flagged)
    {
        var row = Person(("Ref", "N1"), ("Surname", "Gannet"), ("DOB", typed));

        (row.Born?.ToString(), row.Estimated, row.Notes.Any(n => n.AsTyped == typed), row.IsRefused()).ShouldBe((born, estimated, flagged, false));
    }

    [Fact, Rule("PPL-1")]
    public void Several_NamesNumbersAndAddresses_AreToldApart()
    {
        var row = Person(("Ref", "n1"), ("Forename", "Zoë"), ("Surname", "NULL"), ("AKA", "Lizzie; SMITH, Jo|Betty Brown"), ("Phone1", "07700 900001 | 07700 900002"), ("Phone2", "ring mum"), ("Address", "1 High Street, Upton\n2 Low Road"), ("Sex", "x"));

        row.Reference.ShouldBe("N1");
        row.Family.ShouldBe("NULL");
        row.Aliases.Select(PeopleRow.NameOf).ShouldBe([("Lizzie", ""), ("Jo", "SMITH"), ("Betty", "Brown")]);
        row.Phones.ShouldBe(["07700 900001", "07700 900002", "ring mum"]);
        row.Addresses.ShouldBe(["1 High Street, Upton", "2 Low Road"]);
        row.Gender.ShouldBe(Gender.Unknown);
        row.Notes.Select(n => n.AsTyped).ShouldBe(["ring mum", "x"], ignoreOrder: true);
    }

    [Fact, Rule("ACC-5")]
    public void ARow_WithoutReferenceOrWithTooMuchText_IsRefused()
    {
        Person(("Ref", ""), ("Surname", "Gannet")).IsRefused().ShouldBeTrue();
        Person(("Ref", "N1"), ("Surname", new string('x', 101))).IsRefused().ShouldBeTrue();
        Person(("Ref", "N1"), ("Surname", "Gan\u0007net")).IsRefused().ShouldBeTrue();
        Person(("Ref", "N1"), ("Surname", new string('x', 100))).IsRefused().ShouldBeFalse();
    }

    [Theory, Rule("ACC-5")]
    [InlineData("21/06/2019 14:02", "2019-06-21T13:02:00", false)]
    [InlineData("2019-01-21 14:02:33", "2019-01-21T14:02:33", false)]
    [InlineData("21/06/2019", "2019-06-20T23:00:00", true)]
    [InlineData("27/10/2019 01:30", "2019-10-27T00:30:00", true)]
    [InlineData("01/01/1900 00:00", null, true)]
    [InlineData("21/06/2027 10:00", null, true)]
    [InlineData("06/21/2019 10:00", null, true)]
    [InlineData("", null, true)]
    public void AnIncident_IsOfItsLocalTime_OrRefused(string typed, string? utc, bool noted)
    {
        var row = Incident(("Ref", "L1"), ("Reported", typed), ("Victim", "N1"));

        row.IsRefused().ShouldBe(utc is null);
        row.Notes.Count.ShouldBe(noted ? 1 : 0);
        if (utc is not null)
        {
            row.ReportedAt.ShouldBe(DateTime.SpecifyKind(DateTime.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc));
        }
    }

    [Theory, Rule("ACC-5")]
    [InlineData("ABH", "ABH")]
    [InlineData("common assault", "COMMON-ASSAULT")]
    [InlineData("Non-crime", Offences.NonCrime)]
    [InlineData("Affray", null)]
    public void AnOffence_IsRead_OrKeptAsTyped(string typed, string? code)
    {
        var row = Incident(("Ref", "L1"), ("Reported", "21/06/2019 14:02"), ("Victim", "N1"), ("Offence", typed));

        row.Fields.GetValueOrDefault("offence").ShouldBe(code);
        row.Notes.Any(n => n.AsTyped == typed).ShouldBe(code is null);
    }

    [Fact, Rule("ACC-5")]
    public void Headings_ThatStandTwice_AreLeftToAPerson()
    {
        var map = ColumnMap.Guess(ImportKind.People, ["Ref", "Surname", "Surname", "Phone", "Phone", "Shoe size"]);

        map.Fields.ShouldBe(["reference", "family", "", "phone", "phone", ""]);
        map.Remarks().Count().ShouldBe(3);
        new ColumnMap(ImportKind.People, map.Headings, ["reference", "family", "family", "", "", ""]).Problems().Count().ShouldBe(1);
        new ColumnMap(ImportKind.People, map.Headings, ["", "family", "", "", "", ""]).Problems().Count().ShouldBe(1);
    }

    [Theory, Rule("ACC-5")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("  @SUM(A1)", "'  @SUM(A1)")]
    [InlineData("+44 7700", "'+44 7700")]
    [InlineData("\"=1", "\"'\"\"=1\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("O'Neil, Jo", "\"O'Neil, Jo\"")]
    [InlineData("12 Gannet Wharf", "12 Gannet Wharf")]
    public void ACell_NeverRunsInASpreadsheet(string text, string cell) => SafeCsv.Cell(text).ShouldBe(cell);

    private static PeopleRow Person(params (string Heading, string Cell)[] cells) =>
        PeopleRow.Read(ColumnMap.Guess(ImportKind.People, [.. cells.Select(c => c.Heading)]), new CsvRow(2, [.. cells.Select(c => c.Cell)], null), Now);

    private static DaCaseManagement.Imports.IncidentRow Incident(params (string Heading, string Cell)[] cells) =>
        DaCaseManagement.Imports.IncidentRow.Read(ColumnMap.Guess(ImportKind.Incidents, [.. cells.Select(c => c.Heading)]), new CsvRow(2, [.. cells.Select(c => c.Cell)], null), Now);
}
