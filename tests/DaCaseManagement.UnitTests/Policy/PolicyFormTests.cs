using System.Text.Json.Nodes;

using DaCaseManagement.Access;
using DaCaseManagement.Policy;
using DaCaseManagement.Policy.Changes;

namespace DaCaseManagement.UnitTests.Policy;

/// <summary>The profile as forms, and back.</summary>
public class PolicyFormTests
{
    public static TheoryData<string, string> EverySectionOfEveryProfile
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var profile in new[] { "national", "leicestershire-2014", "warwickshire-2014", "staffordshire-2014", "cambridgeshire-2014" })
            {
                foreach (var section in PolicyForm.Sections)
                {
                    data.Add(profile, section.Code);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EverySectionOfEveryProfile))]
    public void A_section_saved_as_it_was_shown_changes_nothing(string profile, string code)
    {
        var policy = PolicyFile.Load(profile, Repository.Policies);
        var taken = Take(policy, code);
        taken.Errors.ShouldBeEmpty();
        PolicyDiff.Of(policy, Read(taken.Profile)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_member_a_force_may_differ_in_stands_in_some_section()
    {
        var paths = PolicyForm.Sections.SelectMany(s => s.Fields.Select(f => f.Path).Concat(s.Tables.Select(t => t.Path))).ToList();
        var missing = Json(National.Policy).SelectMany(m => m.Value is JsonObject inner ? inner.Select(i => $"{m.Key}.{i.Key}") : [m.Key])
            .Where(path => !paths.Exists(p => p == path || p.StartsWith(path + ".", StringComparison.Ordinal))).ToList();

        // Areas and units are kept under Accounts; a profile's name, number and prefix are what it is.
        missing.ShouldBe(["profile.name", "profile.version", "profile.effectiveFrom", "profile.assignedPrefix", "areas", "units"]);
    }

    [Fact]
    public void A_number_that_is_none_is_told_beside_its_field_and_nothing_is_taken_over()
    {
        var taken = Take(National.Policy, "marac", ("marac.capacity", "many"), ("marac.minutesPerCase", "15"));
        taken.Errors.ShouldBe(new Dictionary<string, string> { ["marac.capacity"] = "Enter a whole number" });
        Read(taken.Profile).Marac.MinutesPerCase.ShouldBe(National.Policy.Marac.MinutesPerCase);
    }

    [Theory]
    [InlineData("assessment", "assessment.instrument", "dash 1066", "assessment.instrument")]
    [InlineData("assessment", "assessment.loweringReasons", "Unit workload", "assessment.loweringReasons")]
    [InlineData("assessment", "assessment.gradedBy", "Detectives", "assessment.gradedBy")]
    [InlineData("deadlines", "deadlines.SecondaryReview.minutes", "0", "deadlines.SecondaryReview.minutes")]
    [InlineData("repeats", "repeats.0.count", "1", "repeats.0.name")]
    [InlineData("routing", "routing.rules.7.when.crime", "true", "routing.rules")]
    [InlineData("routing", "routing.rules.2.investigation", "Detectives", "routing.rules.2.id")]
    [InlineData("routing", "routing.rules.1.safeguarding", "Atlantis", "routing.rules.1.safeguarding")]
    [InlineData("security", "security.passwordLength", "8", "security.passwordLength")]
    [InlineData("security", "profile.colour", "#ffff00", "profile.colour")]
    [InlineData("follow-up", "victimContact.workingDays", "0", "victimContact.workingDays")]
    [InlineData("marac", "marac.meetings.0.areas", "EAST", "marac.meetings")]
    public void What_the_rules_refuse_stands_beside_the_field_they_mean(string section, string field, string typed, string at) =>
        Take(National.Policy, section, (field, typed)).Errors.Keys.ShouldHaveSingleItem().ShouldBe(at);

    [Fact]
    [Rule("RTE-3")]
    public void A_new_routing_rule_without_a_place_comes_before_the_last()
    {
        var taken = Take(National.Policy, "routing", ("routing.rules.8.id", "CHILDREN"), ("routing.rules.8.because", "Children"), ("routing.rules.8.when.crime", "true"),
            ("routing.rules.8.investigation", "SpecialistDa"), ("routing.rules.8.safeguarding", "Safeguarding"), ("routing.rules.8.victimContact", "Safeguarding"));
        taken.Errors.ShouldBeEmpty();
        Read(taken.Profile).Routing.Rules.Select(r => r.Id).ShouldBe([.. National.Policy.Routing.Rules.Select(r => r.Id).SkipLast(1), "CHILDREN", "STANDARD"]);
    }

    [Fact]
    [Rule("RTE-3")]
    public void Rules_move_by_their_places_and_go_when_taken_away()
    {
        var taken = Take(National.Policy, "routing", ("routing.rules.2.place", "1.5"), ("routing.rules.1.remove", "true"));
        Read(taken.Profile).Routing.Rules.Select(r => r.Id).Take(3).ShouldBe(["HIGH", "REPEAT-PAIR", "MEDIUM-SERIOUS"]);
    }

    [Fact]
    [Rule("PPL-4")]
    public void The_serial_list_can_be_given_up_and_begun_again()
    {
        var without = Take(National.Policy, "patterns", ("serial", ""));
        without.Errors.ShouldBeEmpty();
        var none = Read(without.Profile);
        none.Serial.ShouldBeNull();

        Take(none, "patterns", ("serial", "true")).Errors.Keys.ShouldAllBe(k => k.StartsWith("serial.", StringComparison.Ordinal));
        var shown = PolicyFormReading.Show(PolicyForm.Find("patterns")!, Json(National.Policy));
        Read(PolicyFormReading.Take(PolicyForm.Find("patterns")!, Json(none), shown).Profile).Serial.ShouldBe(National.Policy.Serial);
    }

    [Fact]
    [Rule("ACC-1")]
    public void Nobody_can_lock_the_force_out_of_its_own_policy()
    {
        var taken = Take(National.Policy, "roles", ("roles.ChiefOfficer", "UseSystem"));
        taken.Errors.ShouldNotBeEmpty();
    }

    [Fact]
    public void Names_that_no_section_has_are_ignored()
    {
        var taken = Take(National.Policy, "marac", ("roles.PartnerAgency", "SeeRestrictedCases"), ("marac.meetings.0.owner", "x"), ("profile.name", "other"));
        taken.Errors.ShouldBeEmpty();
        PolicyDiff.Of(National.Policy, Read(taken.Profile)).ShouldBeEmpty();
    }

    [Fact]
    public void What_changes_is_said_member_by_member_in_words()
    {
        var after = National.Policy with
        {
            Assessment = National.Policy.Assessment with { Supervisor = SupervisorPower.Countersign },
            Serial = null,
            Repeats = [.. National.Policy.Repeats.Select(r => r.Name == "Repeat pair" ? r with { Count = 7 } : r)],
            Routing = National.Policy.Routing with { Rules = [.. National.Policy.Routing.Rules.Where(r => r.Id != "MEDIUM-REPEAT")] },
            Deadlines = National.Policy.Deadlines.ToDictionary(d => d.Key, d => d.Key == "SecondaryReview" ? d.Value with { Minutes = 4_320 } : d.Value),
        };
        var changes = PolicyDiff.Of(National.Policy, after);
        changes.Count.ShouldBe(5);
        changes.ShouldContain(new PolicyChange("Risk assessment", "What a supervisor may do", "Amend", "Countersign"));
        changes.ShouldContain(c => c.Section == "Repeats" && c.What.Contains("Repeat pair, incidents") && c.Before == "3" && c.After == "7");
        changes.ShouldContain(c => c.Section == "Who gets a case" && c.What.Contains("MEDIUM-REPEAT") && c.After == null);
        changes.ShouldContain(c => c.What == "Secondary review: minutes" && c.Before == "1440 (24 h)" && c.After == "4320 (72 h)");
        changes.ShouldContain(c => c.Section.StartsWith("Serial", StringComparison.Ordinal) && c.After == "none");
    }

    [Fact]
    public void The_order_of_routing_rules_is_a_change_too() =>
        PolicyDiff.Of(National.Policy, National.Policy with { Routing = National.Policy.Routing with { Rules = [National.Policy.Routing.Rules[1], National.Policy.Routing.Rules[0], .. National.Policy.Routing.Rules.Skip(2)] } })
            .ShouldHaveSingleItem().What.ShouldEndWith("order");

    private static SectionTaken Take(ForcePolicy policy, string code, params (string Field, string Value)[] typed)
    {
        var section = PolicyForm.Find(code)!;
        var fields = PolicyFormReading.Show(section, Json(policy));
        foreach (var (field, value) in typed)
        {
            fields[field] = value.Length == 0 ? [] : [value];
        }

        return PolicyFormReading.Take(section, Json(policy), fields);
    }

    private static JsonObject Json(ForcePolicy policy) => (JsonObject)JsonNode.Parse(PolicyText.Of(policy))!;

    private static ForcePolicy Read(JsonObject json) => PolicyFile.Read(json.ToJsonString(), "change");
}
