using DaCaseManagement.Incidents;

using FluentValidation;

namespace DaCaseManagement.UnitTests.Incidents;

public class ReportCheckTests
{
    private static readonly (string, string?)[] Appointment =
    [
        ("caller-number", "07700 900123"),
        ("response", "Appointment"),
        ("appointment-agreed", "yes"),
        ("appointment-safe", "yes"),
        ("appointment-because", "She asked for Tuesday, when he is at work"),
        ("appointment-at", "22/11/2026 14:30"),
    ];

    [Theory]
    [Rule("REC-1")]
    [InlineData("caller-number", "07700 900123")]
    [InlineData("location", "12 High Street")]
    [InlineData("person.1.family", "Kowalska")]
    [InlineData("person.3.phone", "07700 900123")]
    public void One_fact_is_enough(string field, string value) => Check((field, value), ("response", "Immediate")).ShouldBeEmpty();

    [Fact]
    [Rule("REC-1")]
    public void Without_a_fact_to_find_them_by_the_call_is_not_over() => Check(("caller-number", "  "), ("response", "Immediate")).ShouldBe(["caller-number"]);

    [Fact]
    [Rule("REC-4")]
    public void No_prompt_and_no_note_is_ever_mandatory() => Check(("caller-number", "07700 900123"), ("response", "Priority")).ShouldBeEmpty();

    [Fact]
    [Rule("REC-5")]
    public void Somebody_must_say_how_fast_somebody_goes() => Check(("caller-number", "07700 900123")).ShouldBe(["response"]);

    [Theory]
    [Rule("REC-3")]
    [InlineData("Immediate", null, true)]
    [InlineData("Priority", null, false)]
    [InlineData("Priority", "   ", false)]
    [InlineData("Priority", "Ambulance is there and the suspect is in custody", true)]
    public void A_slower_response_than_the_facts_suggest_needs_a_reason(string response, string? reason, bool allowed) =>
        Check(("caller-number", "07700 900123"), ("prompt.injured", "Yes"), ("response", response), ("slower-because", reason))
            .ShouldBe(allowed ? [] : ["slower-because"]);

    [Fact]
    [Rule("REC-3")]
    public void The_message_says_what_is_suggested_and_why()
    {
        var refused = Should.Throw<ValidationException>(() => Finish(("caller-number", "07700 900123"), ("prompt.injured", "Yes"), ("response", "Priority")));
        var message = refused.Errors.ShouldHaveSingleItem().ErrorMessage;
        message.ShouldContain("immediate");
        message.ShouldContain("hurt");
    }

    [Theory]
    [Rule("REC-3")]
    [InlineData("Immediate")]
    [InlineData("Priority")]
    public void A_faster_response_needs_no_reason(string response) => Check(("caller-number", "07700 900123"), ("response", response)).ShouldBeEmpty();

    [Fact]
    [Rule("REC-5")]
    public void An_appointment_that_keeps_every_rule_is_made_in_UTC() => Finish(Appointment).ShouldBe(new DateTime(2026, 11, 22, 14, 30, 0, DateTimeKind.Utc));

    [Fact]
    [Rule("REC-5")]
    public void An_appointment_in_summer_is_an_hour_earlier_in_UTC() =>
        ReportCheck.BeforeFinishing(Report.With([.. Appointment, ("appointment-at", "2/7/2026 14:30")]), National.Policy, new DateTime(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc))
            .ShouldBe(new DateTime(2026, 7, 2, 13, 30, 0, DateTimeKind.Utc));

    [Theory]
    [Rule("REC-5")]
    [InlineData("appointment-agreed")]
    [InlineData("appointment-safe")]
    [InlineData("appointment-because")]
    [InlineData("appointment-at")]
    public void An_appointment_needs_each_of_its_conditions(string missing) => Check([.. Appointment, (missing, null)]).ShouldBe([missing]);

    [Fact]
    [Rule("REC-5")]
    public void Everything_missing_is_said_at_once() =>
        Check(("response", "Appointment"), ("prompt.threats", "Yes"))
            .ShouldBe(["caller-number", "slower-because", "appointment-agreed", "appointment-safe", "appointment-because", "appointment-at"]);

    [Theory]
    [Rule("REC-5")]
    [InlineData("21/11/2026 13:59", false)]
    [InlineData("21/11/2026 14:00", true)]
    [InlineData("20/11/2026 14:30", false)]
    [InlineData("22/12/2026 12:00", true)]
    [InlineData("22/12/2026 12:01", false)]
    [InlineData("22/11/2066 14:30", false)]
    [InlineData("31/02/2027 14:30", false)]
    [InlineData("tomorrow at two", false)]
    [InlineData("22/11/2026", false)]
    public void An_appointment_is_at_least_two_hours_away_and_within_a_month(string at, bool allowed) =>
        Check([.. Appointment, ("appointment-at", at)]).ShouldBe(allowed ? [] : ["appointment-at"]);

    [Fact]
    [Rule("REC-5")]
    public void How_long_an_appointment_must_wait_is_policy()
    {
        var patient = National.Policy with { Response = National.Policy.Response with { AppointmentAfterMinutes = 24 * 60 } };
        Should.NotThrow(() => ReportCheck.BeforeFinishing(Report.With([.. Appointment, ("appointment-at", "22/11/2026 12:00")]), patient, Make.Noon));
        Should.Throw<ValidationException>(() => ReportCheck.BeforeFinishing(Report.With([.. Appointment, ("appointment-at", "22/11/2026 11:59")]), patient, Make.Noon));
    }

    [Fact]
    [Rule("REC-5")]
    public void What_was_typed_for_an_appointment_no_longer_chosen_is_not_made() => Finish([.. Appointment, ("response", "Immediate")]).ShouldBeNull();

    /// <summary>The fields that hold a call open.</summary>
    private static string[] Check(params (string, string?)[] fields)
    {
        try
        {
            Finish(fields);
            return [];
        }
        catch (ValidationException refused)
        {
            return [.. refused.Errors.Select(e => e.PropertyName)];
        }
    }

    private static DateTime? Finish(params (string, string?)[] fields) => ReportCheck.BeforeFinishing(Report.With(fields), National.Policy, Make.Noon);
}
