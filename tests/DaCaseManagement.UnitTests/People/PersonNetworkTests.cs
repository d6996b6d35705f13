using DaCaseManagement.People;

namespace DaCaseManagement.UnitTests.People;

public sealed class PersonNetworkTests
{
    private static readonly DateTime Day = new(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc);

    [Fact, Rule("PPL-7")]
    public void EverybodyStandsOnce_PairsFirstThenTheLatest_AndTheRestIsCounted()
    {
        var links = Enumerable.Range(1, 40).Select(n => Link(n, LinkKind.Phone, Day.AddDays(-n))).ToList();
        links.Add(Link(39, LinkKind.Pair, Day.AddYears(-5)));
        links.Add(Link(39, LinkKind.Incident, Day.AddYears(-5)));

        var network = PersonNetwork.Of(links, [(39, 1), (1, 39), (39, 40), (99, 1)]);

        network.People.Count.ShouldBe(PersonNetwork.Most);
        network.LeftOut.ShouldBe(40 - PersonNetwork.Most);
        network.People[0].Reference.ShouldBe("P-39");
        network.People[0].Kinds.ShouldBe([LinkKind.Pair, LinkKind.Incident, LinkKind.Phone]);
        network.People.Skip(1).Select(p => p.Reference).ShouldBe(Enumerable.Range(1, PersonNetwork.Most - 1).Select(n => $"P-{n}"));
        network.People[0].PairedWith.ShouldBe([1]);
        network.People[1].PairedWith.ShouldBe([0]);
        network.People.Skip(2).ShouldAllBe(p => p.PairedWith.Count == 0);
    }

    [Fact]
    public void Nobody_IsNoFault()
    {
        PersonNetwork.Of([], []).People.ShouldBeEmpty();
        PersonNetwork.Of([], []).LeftOut.ShouldBe(0);
    }

    private static NetworkLink Link(int n, LinkKind kind, DateTime last) => new(n, $"P-{n}", $"Name {n}", kind, kind.ToString(), 1, last);
}
