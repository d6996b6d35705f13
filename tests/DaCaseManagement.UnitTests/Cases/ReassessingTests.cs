using DaCaseManagement.Cases;
using DaCaseManagement.Policy;

namespace DaCaseManagement.UnitTests.Cases;

public sealed class ReassessingTests
{
    private static readonly DateTime Now = Make.Noon;

    public static TheoryData<string, RiskEvent> EveryProfileAndEvent
    {
        get
        {
            var data = new TheoryData<string, RiskEvent>();
            foreach (var file in Profiles())
            {
                foreach (var what in Enum.GetValues<RiskEvent>())
                {
                    data.Add(file, what);
                }
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(EveryProfileAndEvent)), Rule("RSK-12")]
    public void AnEvent_AsksForANewAssessmentExactlyWhereTheProfileNamesIt(string file, RiskEvent what)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Policies, file));
        var policy = PolicyFile.Read(text, file);
        var named = policy.Reassessments.SingleOrDefault(r => r.Event == what);

        var asked = Reassessing.For(what, Now, Now, policy);

        if (named is null)
        {
            asked.ShouldBeNull();
            return;
        }

        asked.ShouldNotBeNull();
        asked.OpensAt.ShouldBe(Now);
        asked.DueAt.ShouldBe(what == RiskEvent.CourtDateApproaching ? Now : Now.AddMinutes(named.Minutes));
        asked.Because.ShouldBe(named.Words);
    }

    [Fact, Rule("RSK-12")]
    public void National_NamesEveryEvent() => National.Policy.Reassessments.Select(r => r.Event).Order().ShouldBe(Enum.GetValues<RiskEvent>().Order());

    [Fact, Rule("RSK-12")]
    public void AnEventOfYesterday_IsDueFromYesterday()
    {
        var asked = Reassessing.For(RiskEvent.ReleaseFromCustody, Now.AddDays(-1), Now, National.Policy)!;

        (asked.OpensAt, asked.DueAt).ShouldBe((Now, Now.AddDays(-1).AddMinutes(240)));
    }

    [Theory, Rule("RSK-12")]
    [InlineData(10, 8)]
    [InlineData(1, 0)]
    public void ACourtDate_AsksBeforeItAndIsDueWhenTheCourtSits(int daysAhead, int opensInDays)
    {
        var asked = Reassessing.For(RiskEvent.CourtDateApproaching, Now.AddDays(daysAhead), Now, National.Policy)!;

        (asked.OpensAt, asked.DueAt).ShouldBe((Now.AddDays(opensInDays), Now.AddDays(daysAhead)));
    }

    [Fact, Rule("RSK-12")]
    public void AnEventThatLiesAhead_OpensWhenItComes()
    {
        var release = Now.AddDays(30);

        var asked = Reassessing.For(RiskEvent.PrisonRelease, release, Now, National.Policy)!;

        (asked.OpensAt, asked.DueAt).ShouldBe((release, release.AddMinutes(1440)));
    }

    [Fact]
    public void EveryEvent_HasWordsForAProfileThatDoesNotNameIt() => RiskEvents.Usual.Keys.Order().ShouldBe(Enum.GetValues<RiskEvent>().Order());

    private static IEnumerable<string> Profiles() => Directory.GetFiles(Repository.Policies, "*.json").Select(f => Path.GetFileName(f)!).Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal));
}
