using DaCaseManagement.Incidents;
using DaCaseManagement.People;
using DaCaseManagement.Pipeline;

namespace DaCaseManagement.UnitTests.Incidents;

[Rule("REC-1")]
public class ReportFieldsTests
{
    /// <summary>Every field of the call screen: fixed, of each prompt, and of the first and the last person.</summary>
    private static readonly string[] AllNames =
    [
        .. ReportFields.All.Select(f => f.Name),
        .. Prompts.All.SelectMany(p => new[] { $"prompt.{p.Code}", $"prompt.{p.Code}.note" }),
        .. new[] { 1, ReportFields.MostPeople }.SelectMany(slot => ReportFields.OfPerson.Select(what => $"person.{slot}.{what}")),
    ];

    public static TheoryData<string> Names() => [.. AllNames];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_field_is_found_by_its_name(string name)
    {
        var field = ReportFields.Find(name).ShouldNotBeNull();
        field.Name.ShouldBe(name);
        field.Label.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_put_into_a_field_comes_out_of_it_and_of_no_other(string name)
    {
        var field = ReportFields.Find(name)!;
        foreach (var value in Allowed(field))
        {
            var report = Report.With(("person.1.phone", "07700 900000"), ("person.20.phone", "07700 900020"), ("what-happened", "before"));
            var others = AllNames.Where(n => n != name).Select(n => ReportFields.Find(n)!).ToList();
            var before = others.ConvertAll(f => f.Get(report));

            field.Set(report, value);
            field.Get(report).ShouldBe(value);
            others.ConvertAll(f => f.Get(report)).ShouldBe(before);

            field.Set(report, null);
            field.Get(report).ShouldBeNull();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_allowed_has_no_problem_and_what_is_not_has_one(string name)
    {
        var field = ReportFields.Find(name)!;
        field.Problem("").ShouldBeNull();
        Allowed(field).ShouldAllBe(v => field.Problem(v) == null);
        field.Problem(new string('1', field.Most + 1)).ShouldNotBeNull();
        field.Problem(new string('x', 100_000)).ShouldNotBeNull();
        field.Problem("\0").ShouldNotBeNull();
        if (field.Choices is not null)
        {
            field.Problem("Sideways").ShouldNotBeNull();
            field.Problem("0").ShouldNotBeNull();
            field.Problem(field.Choices[0].ToUpperInvariant() + " ").ShouldNotBeNull();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Channel")]
    [InlineData("reference")]
    [InlineData("status")]
    [InlineData("prompt")]
    [InlineData("prompt.")]
    [InlineData("prompt.unasked")]
    [InlineData("prompt.injured.")]
    [InlineData("prompt.injured.note.more")]
    [InlineData("person")]
    [InlineData("person.1")]
    [InlineData("person.0.family")]
    [InlineData("person.21.family")]
    [InlineData("person.-1.family")]
    [InlineData("person.01.family")]
    [InlineData("person.100.family")]
    [InlineData("person.1\n.family")]
    [InlineData("person.١.family")]
    [InlineData("person.99999999999999999999.family")]
    [InlineData("person.1.shoe-size")]
    [InlineData("person.1.family.note")]
    public void There_is_no_field_of_any_other_name(string name) => ReportFields.Find(name).ShouldBeNull();

    [Fact]
    public void A_field_never_filled_in_is_empty() =>
        AllNames.Where(n => ReportFields.Find(n)!.Get(Report.With()) is not null).ShouldBeEmpty();

    [Fact]
    [Rule("REC-4")]
    public void Not_asked_is_the_same_as_no_answer() =>
        ReportFields.Find("prompt.injured")!.Get(Report.With(("prompt.injured", "Yes"), ("prompt.injured", "NotAsked"))).ShouldBeNull();

    [Fact]
    [Rule("PPL-1")]
    public void Gender_not_known_is_the_same_as_not_said()
    {
        var report = Report.With(("person.1.gender", "Female"), ("person.1.gender", "Unknown"));
        ReportFields.Find("person.1.gender")!.Get(report).ShouldBeNull();
        report.People.ShouldHaveSingleItem().Gender.ShouldBe(Gender.Unknown);
    }

    [Fact]
    [Rule("REC-2")]
    public void A_number_and_a_place_are_kept_with_the_keys_they_are_found_by()
    {
        var report = Report.With(("caller-number", "07700 900123"), ("location", "12 High Street, WM1 2AB"));
        (report.CallerNumberKey, report.LocationKey, report.Postcode).ShouldBe(("+447700900123", "12 HIGH ST", "WM1 2AB"));

        ReportFields.Find("caller-number")!.Set(report, null);
        ReportFields.Find("location")!.Set(report, null);
        (report.CallerNumberKey, report.LocationKey, report.Postcode).ShouldBe((null, null, null));
    }

    [Fact]
    public void A_call_gone_quiet_has_a_long_story_and_people_write_in_every_script()
    {
        ReportFields.Find("what-happened")!.Problem(new string('x', Lengths.Narrative)).ShouldBeNull();
        ReportFields.Find("what-happened")!.Problem("هو هنا 🚨 <script>alert('O''Neil')</script>\r\nżona się boi").ShouldBeNull();
    }

    private static string[] Allowed(ReportField field) => field switch
    {
        { Name: "area" } => ["7"],
        { Choices: { } choices } => [.. choices.Where(c => c is not (nameof(PromptReply.NotAsked) or nameof(Gender.Unknown)))],
        _ => ["x", new string('y', field.Most)],
    };
}
