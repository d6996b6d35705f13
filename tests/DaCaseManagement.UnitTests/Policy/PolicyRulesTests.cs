using DaCaseManagement.Access;
using DaCaseManagement.Policy;

namespace DaCaseManagement.UnitTests.Policy;

public class PolicyRulesTests
{
    private static readonly ForcePolicy Good = National.Policy;

    [Fact]
    public void The_national_profile_has_no_fault() => PolicyRules.Faults(Good).ShouldBeEmpty();

    [Theory]
    [InlineData("", 0)]
    [InlineData("National", 1)]
    [InlineData("../national", 1)]
    [InlineData("national\n", 1)]
    [InlineData("national", 0)]
    [InlineData("national", -1)]
    public void A_profile_has_a_plain_name_and_a_version(string name, int version) =>
        PolicyRules.Faults(Good with { Profile = Good.Profile with { Name = name, Version = version } }).ShouldNotBeEmpty();

    [Theory]
    [InlineData("#ffffff", false)]
    [InlineData("#ffff00", false)]
    [InlineData("#777777", false)]
    [InlineData("#767676", true)]
    [InlineData("#000000", true)]
    [InlineData("#1D3557", true)]
    [InlineData("1d3557", false)]
    [InlineData("#1d355", false)]
    [InlineData("#1d3557ff", false)]
    [InlineData("#1d3557\n", false)]
    [InlineData("red", false)]
    [InlineData("#1d3557; background: url(x)", false)]
    [InlineData("", false)]
    public void The_colour_must_carry_white_text(string colour, bool allowed) =>
        FaultsAt("profile.colour", Good with { Profile = Good.Profile with { Colour = colour } }).ShouldBe(allowed ? 0 : 1);

    [Theory]
    [InlineData("#ffffff", 1.0)]
    [InlineData("#000000", 21.0)]
    [InlineData("#767676", 4.54)]
    public void Contrast_is_that_of_WCAG(string colour, double ratio) => PolicyRules.ContrastWithWhite(colour).ShouldBe(ratio, 0.01);

    [Theory]
    [InlineData("D")]
    [InlineData("DACAS")]
    [InlineData("da")]
    [InlineData("D1")]
    public void A_reference_starts_with_two_to_four_capitals(string prefix) => FaultsAt("profile.assignedPrefix", Good with { Profile = Good.Profile with { AssignedPrefix = prefix } }).ShouldBe(1);

    [Fact]
    public void A_unit_serves_an_area_there_is() =>
        PolicyRules.Faults(Good with { Units = [.. Good.Units, new UnitPolicy("NPT-X", "Neighbourhood team East", UnitKind.Neighbourhood, "EAST")] })
            .ShouldHaveSingleItem().ShouldBe("units.NPT-X.area: there is no area 'EAST'");

    [Fact]
    public void Two_areas_or_two_units_never_share_a_code()
    {
        FaultsAt("areas", Good with { Areas = [.. Good.Areas, Good.Areas[0]] }).ShouldBe(1);
        FaultsAt("units", Good with { Units = [.. Good.Units, Good.Units[0]] }).ShouldBe(1);
        FaultsAt("areas", Good with { Areas = [], Units = [.. Good.Units.Select(u => u with { Area = null })] }).ShouldBe(1);
    }

    [Fact]
    [Rule("ACC-1")]
    public void What_each_role_may_do_is_said_for_every_role()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            FaultsAt($"roles.{role}", Good with { Roles = Good.Roles.Where(r => r.Key != role).ToDictionary() }).ShouldBe(1);
        }
    }

    [Theory]
    [InlineData(Grade.Standard)]
    [InlineData(Grade.Medium)]
    [InlineData(Grade.High)]
    public void Each_grade_stands_exactly_once(Grade grade)
    {
        FaultsAt($"grades.{grade}", Good with { Grades = [.. Good.Grades.Where(g => g.Grade != grade)] }).ShouldBe(1);
        FaultsAt($"grades.{grade}", Good with { Grades = [.. Good.Grades, new GradePolicy(grade, "Again", "Again")] }).ShouldBe(1);
    }

    [Theory]
    [Rule("RSK-9")]
    [InlineData("Unit workload")]
    [InlineData("No CAPACITY in the unit this week")]
    [InlineData("Insufficient resources")]
    [InlineData("MARAC backlog")]
    [InlineData("High demand")]
    [InlineData("Staffing")]
    [InlineData("The team is too busy")]
    [InlineData("No slot at MARAC")]
    public void Workload_is_never_a_reason_for_a_lower_grade(string reason) =>
        FaultsAt("assessment.loweringReasons", Good with { Assessment = Good.Assessment with { LoweringReasons = [.. Good.Assessment.LoweringReasons, reason] } }).ShouldBe(1);

    [Fact]
    [Rule("RSK-9")]
    public void There_are_reasons_in_words_to_choose_from_for_a_lower_grade()
    {
        foreach (var none in new string[][] { [], [""], ["Suspect has died", "  "] })
        {
            FaultsAt("assessment.loweringReasons", Good with { Assessment = Good.Assessment with { LoweringReasons = none } }).ShouldBe(1);
        }
    }

    [Fact]
    [Rule("CLK-1")]
    public void No_duty_can_lapse_for_want_of_a_deadline()
    {
        PolicyRules.DeadlineKinds.ShouldNotBeEmpty();
        foreach (var kind in PolicyRules.DeadlineKinds)
        {
            FaultsAt($"deadlines.{kind}", Good with { Deadlines = Good.Deadlines.Where(d => d.Key != kind).ToDictionary() }).ShouldBe(1);
            FaultsAt($"deadlines.{kind}", Good with { Deadlines = Good.Deadlines.ToDictionary(d => d.Key, d => d.Key == kind ? d.Value with { Minutes = 0 } : d.Value) }).ShouldBe(1);
        }
    }

    [Fact]
    [Rule("CLK-1")]
    public void A_deadline_nobody_opens_is_a_mistake() =>
        FaultsAt("deadlines.Asessment", Good with { Deadlines = Good.Deadlines.Append(new("Asessment", new DeadlinePolicy(60, "Spelt wrongly"))).ToDictionary() }).ShouldBe(1);

    [Fact]
    [Rule("RTE-3")]
    public void The_last_routing_rule_has_no_conditions()
    {
        foreach (var when in new RoutingCondition[] { new(Crime: true), new(Repeat: false), new(SeriousOffence: false), new(HonourBasedOrForcedMarriage: false), new([Grade.Standard]), new([]) })
        {
            FaultsAt("routing.rules", Routed([.. Good.Routing.Rules, Good.Routing.Rules[0] with { Id = "LAST", When = when }])).ShouldBe(1, when.ToString());
        }

        FaultsAt("routing.rules", Routed([])).ShouldBe(1);
    }

    [Fact]
    [Rule("RTE-3")]
    public void Each_routing_rule_is_known_by_its_own_id() => FaultsAt("routing.rules", Routed([Good.Routing.Rules[0], .. Good.Routing.Rules])).ShouldBe(1);

    [Fact]
    [Rule("RTE-1")]
    public void Whatever_a_rule_names_exists_in_every_area()
    {
        var withoutOneTeam = Good with { Units = [.. Good.Units.Where(u => u.Code != "NPT-S")] };
        FaultsAt("routing.rules.MEDIUM", withoutOneTeam).ShouldBe(1);
        FaultsAt("routing.rules.HIGH", withoutOneTeam).ShouldBe(0);
        FaultsAt("routing.rules.HIGH", Good with { Units = [.. Good.Units.Where(u => u.Kind != UnitKind.SpecialistDa)] }).ShouldBe(1);
        FaultsAt("routing.firstOwner", Good with { Units = [.. Good.Units.Where(u => u.Kind != UnitKind.ControlRoom)] }).ShouldBe(1);
    }

    [Theory]
    [Rule("MRC-9")]
    [InlineData(UnitKind.MaracOffice)]
    [InlineData(UnitKind.PartnerAgency)]
    public void A_MARAC_owns_no_case_nor_does_a_partner(UnitKind kind)
    {
        var high = Good.Routing.Rules[0];
        foreach (var rule in new[] { high with { Investigation = kind }, high with { Safeguarding = kind }, high with { VictimContact = kind } })
        {
            FaultsAt("routing.rules.HIGH", Routed([rule, .. Good.Routing.Rules.Skip(1)])).ShouldBe(1);
        }

        FaultsAt("routing.firstOwner", Good with { Routing = Good.Routing with { FirstOwner = kind } }).ShouldBe(1);
    }

    [Theory]
    [InlineData(1, 12)]
    [InlineData(0, 12)]
    [InlineData(2, 0)]
    [InlineData(2, 121)]
    public void A_repeat_is_two_or_more_in_a_window_there_can_be(int count, int months) =>
        FaultsAt("repeats.Odd", Good with { Repeats = [new RepeatPolicy("Odd", RepeatUnit.Victim, count, months, "None")] }).ShouldBe(1);

    [Fact]
    public void Security_cannot_be_set_away()
    {
        var s = Good.Security;
        foreach (var weak in new[]
        {
            s with { IdleMinutes = 0 }, s with { PublicAreaIdleMinutes = 0 }, s with { PublicAreaIdleMinutes = s.IdleMinutes + 1 }, s with { AbsoluteHours = 25 }, s with { AbsoluteHours = 0 },
            s with { PasswordLength = 11 }, s with { LockoutAttempts = 2 }, s with { LockoutAttempts = 21 }, s with { LockoutMinutes = 0 },
        })
        {
            PolicyRules.Faults(Good with { Security = weak }).ShouldHaveSingleItem().ShouldStartWith("security");
        }
    }

    [Fact]
    [Rule("MRC-1")]
    [Rule("MRC-3")]
    public void A_meeting_can_hear_cases_and_a_referral_can_be_made()
    {
        var m = Good.Marac;
        foreach (var odd in new[]
        {
            m with { Capacity = 0 }, m with { MinutesPerCase = 0 }, m with { RepeatMonths = 0 }, m with { StartTime = "9.30" }, m with { StartTime = "25:00" },
        })
        {
            FaultsAt("marac", Good with { Marac = odd }).ShouldBe(1, odd.ToString());
        }

        FaultsAt("marac.lawfulBases", Good with { Marac = m with { LawfulBases = [] } }).ShouldBe(1);
        FaultsAt("marac.lawfulBases", Good with { Marac = m with { LawfulBases = ["Victim consents", " "] } }).ShouldBe(1);
    }

    [Fact]
    public void Response_times_are_positive()
    {
        var r = Good.Response;
        foreach (var odd in new[] { r with { AttendImmediateMinutes = 0 }, r with { AttendPriorityMinutes = -1 }, r with { AppointmentAfterMinutes = -1 } })
        {
            FaultsAt("response", Good with { Response = odd }).ShouldBe(1);
        }
    }

    private static ForcePolicy Routed(IReadOnlyList<RoutingRule> rules) => Good with { Routing = Good.Routing with { Rules = rules } };

    private static int FaultsAt(string path, ForcePolicy policy) => PolicyRules.Faults(policy).Count(f => f.StartsWith(path + ":", StringComparison.Ordinal));

    [Fact]
    [Rule("PPL-4")]
    public void A_serial_perpetrator_has_two_victims_a_window_and_weights()
    {
        FaultsAt("serial", Good with { Serial = Good.Serial! with { Victims = 1 } }).ShouldBe(1);
        FaultsAt("serial", Good with { Serial = Good.Serial! with { HalfLifeDays = 0 } }).ShouldBe(1);
        FaultsAt("serial", Good with { Serial = Good.Serial! with { EachFurtherVictim = -1 } }).ShouldBe(1);
        FaultsAt("serial", Good with { Serial = Good.Serial! with { EachIncident = 0, HighRisk = 0 } }).ShouldBe(1);
        FaultsAt("gravity", Good with { Gravity = [.. Good.Gravity, Good.Gravity[0]] }).ShouldBe(1);
        FaultsAt("gravity", Good with { Gravity = [new GravityPolicy("ABH", -1, "harm")] }).ShouldBe(1);
    }

    [Fact]
    [Rule("PPL-6")]
    [Rule("PPL-9")]
    public void Silence_escalation_and_lists_are_checked_too()
    {
        FaultsAt("quiet", Good with { Quiet = Good.Quiet with { Count = 1 } }).ShouldBe(1);
        FaultsAt("quiet", Good with { Quiet = Good.Quiet with { ListedMonths = Good.Quiet.MostMonths } }).ShouldBe(1);
        FaultsAt("quiet.reasons", Good with { Quiet = Good.Quiet with { Reasons = [" "] } }).ShouldBe(1);
        FaultsAt("escalation.days", Good with { Escalation = new EscalationPolicy(6) }).ShouldBe(1);
        FaultsAt("lists.sanitisedWords", Good with { Lists = new ListsPolicy(true, "") }).ShouldBe(1);
        FaultsAt("lists.sanitisedWords", Good with { Lists = new ListsPolicy(false, "") }).ShouldBe(0);
        FaultsAt("repeats", Good with { Repeats = [Good.Repeats[0], Good.Repeats[0]] }).ShouldBe(1);
    }
}
