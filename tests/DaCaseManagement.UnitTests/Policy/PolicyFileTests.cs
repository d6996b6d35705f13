using System.Text.Json.Nodes;

using DaCaseManagement.Access;
using DaCaseManagement.Policy;

namespace DaCaseManagement.UnitTests.Policy;

public class PolicyFileTests
{
    private static readonly string[] Shipped =
        [.. Directory.GetFiles(Repository.Policies, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Where(n => n != "policy.schema").Order(StringComparer.Ordinal)];

    public static TheoryData<string> Profiles() => [.. Shipped];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_profile_that_ships_loads_under_its_own_name(string name) => PolicyFile.Load(name, Repository.Policies).Profile.Name.ShouldBe(name);

    [Fact]
    public void The_national_profile_is_one_of_them_and_decisions_keep_its_version()
    {
        Shipped.ShouldContain("national");
        National.Policy.Version.ShouldBe("national 1");
    }

    [Fact]
    public void A_profile_is_found_by_its_path_too() =>
        PolicyFile.Load(Path.Combine(Repository.Policies, "national.json"), "/nowhere").Version.ShouldBe("national 1");

    [Fact]
    public void A_profile_that_is_not_there_is_named_with_where_it_was_looked_for()
    {
        var message = Should.Throw<PolicyException>(() => PolicyFile.Load("atlantis", Repository.Policies)).Message;
        message.ShouldContain("atlantis");
        message.ShouldContain(Repository.Policies);
    }

    [Fact]
    public void A_member_nobody_knows_is_refused() => Refusal(p => p["response"]!["attendPriortyMinutes"] = 60).ShouldName("$.response", "attendPriortyMinutes");

    [Theory]
    [InlineData("routing")]
    [InlineData("deadlines")]
    [InlineData("marac")]
    [InlineData("security")]
    public void A_missing_member_is_refused(string member) => Refusal(p => p.Remove(member)).ShouldName("$", member);

    [Fact]
    public void A_missing_member_deep_inside_is_refused_where_it_is_missing() =>
        Refusal(p => p["routing"]!["rules"]![1]!.AsObject().Remove("safeguarding")).ShouldName("$.routing.rules[1]", "safeguarding");

    [Fact]
    public void A_text_where_a_number_belongs_is_refused() => Refusal(p => p["marac"]!["capacity"] = "16").ShouldName("$.marac.capacity");

    [Fact]
    public void A_number_where_a_name_belongs_is_refused() => Refusal(p => p["grades"]![0]!["grade"] = 3).ShouldName("$.grades[0].grade");

    [Fact]
    public void A_grade_nobody_knows_is_refused() => Refusal(p => p["routing"]!["rules"]![0]!["when"]!["grades"]![0] = "Extreme").ShouldName("$.routing.rules[0].when.grades");

    [Fact]
    public void A_permission_nobody_knows_is_refused() => Refusal(p => p["roles"]!["Analyst"]!.AsArray().Add("SeeEverything")).ShouldName("$.roles.Analyst");

    [Theory]
    [InlineData("areas")]
    [InlineData("units")]
    [InlineData("grades")]
    [InlineData("repeats")]
    public void An_empty_place_in_a_list_is_refused(string list) => Refusal(p => p[list]!.AsArray().Insert(1, null)).ShouldName($"{list}[1]", "null");

    [Fact]
    public void A_nothing_where_something_belongs_is_refused()
    {
        Refusal(p => p["deadlines"]!["Assessment"] = null).ShouldName("deadlines.Assessment");
        Refusal(p => p["profile"]!["forceName"] = null).ShouldName("profile.forceName");
        Refusal(p => p["assessment"]!["loweringReasons"]!.AsArray().Add(null)).ShouldName("assessment.loweringReasons[5]");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{ \"profile\": ")]
    [InlineData("not json")]
    public void What_is_no_profile_at_all_is_refused_in_one_line(string text)
    {
        var message = Should.Throw<PolicyException>(() => PolicyFile.Read(text, "broken.json")).Message;
        message.ShouldContain("broken.json");
        message.ShouldNotContain("\n");
    }

    [Fact]
    public void A_member_given_twice_is_refused_rather_than_one_of_them_chosen() =>
        Should.Throw<PolicyException>(() => PolicyFile.Read(National.Text.Replace("\"capacity\": 16,", "\"capacity\": 16, \"capacity\": 1,"), "twice.json")).Message.ShouldContain("capacity");

    [Fact]
    public void A_broken_line_is_named_by_its_number()
    {
        var lines = National.Text.Split('\n');
        var at = Array.FindIndex(lines, l => l.Contains("\"FCR\""));
        lines[at] = lines[at].Replace("\"code\"", "code");
        Should.Throw<PolicyException>(() => PolicyFile.Read(string.Join('\n', lines), "national.json")).Message.ShouldContain($"line {at + 1} ");
    }

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var message = Refusal(p =>
        {
            p["profile"]!["colour"] = "#ffff00";
            p["security"]!["passwordLength"] = 6;
            p["units"]![1]!["area"] = "EAST";
        });
        message.ShouldContain("profile.colour");
        message.ShouldContain("security.passwordLength");
        message.ShouldContain("units.RESP-N.area");
    }

    [Fact]
    public void What_is_written_out_reads_back_the_same()
    {
        var text = System.Text.Json.JsonSerializer.Serialize(National.Policy, PolicyFile.Json);
        System.Text.Json.JsonSerializer.Serialize(PolicyFile.Read(text, "again.json"), PolicyFile.Json).ShouldBe(text);
        PolicyFile.Read(text, "again.json").Roles[Role.Auditor].ShouldContain(Permission.ReadAudit);
    }

    [Fact]
    public void The_schema_is_the_same_each_time_and_describes_every_part()
    {
        PolicyFile.Schema().ShouldBe(PolicyFile.Schema());
        var schema = JsonNode.Parse(PolicyFile.Schema())!;
        schema["required"]!.AsArray().Select(n => n!.GetValue<string>()).Order(StringComparer.Ordinal)
            .ShouldBe(JsonNode.Parse(National.Text)!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_schema_that_ships_is_the_one_the_system_reads_by() =>
        File.ReadAllText(Path.Combine(Repository.Policies, "policy.schema.json")).ReplaceLineEndings("\n").ShouldBe(PolicyFile.Schema().ReplaceLineEndings("\n"));

    private static string Refusal(Action<JsonObject> change)
    {
        var profile = JsonNode.Parse(National.Text)!.AsObject();
        change(profile);
        return Should.Throw<PolicyException>(() => PolicyFile.Read(profile.ToJsonString(), "changed.json")).Message;
    }
}

file static class Naming
{
    /// <summary>A refusal names the file, the place in it and what is wrong there.</summary>
    public static void ShouldName(this string message, string path, string reason = "")
    {
        message.ShouldContain("changed.json");
        message.ShouldContain(path);
        message.ShouldContain(reason);
        message.ShouldNotContain("\n");
    }
}
