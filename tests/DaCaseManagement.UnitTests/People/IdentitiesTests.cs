using DaCaseManagement.People;
using DaCaseManagement.Tests;

using FsCheck;
using FsCheck.Fluent;

namespace DaCaseManagement.UnitTests.People;

public sealed class IdentitiesTests
{
    [Fact, Rule("PPL-2")]
    public void Resolve_LetsTheOldestRecordSpeakForAllThatHangTogether()
    {
        var identity = Identities.Resolve([1, 2, 3, 4, 5, 6], [(5, 2), (2, 3), (6, 5)]);

        identity.ShouldBe(new Dictionary<long, long> { [1] = 1, [2] = 2, [3] = 2, [4] = 4, [5] = 2, [6] = 2 }, ignoreOrder: true);
    }

    [Fact, Rule("PPL-2")]
    public void Resolve_WithoutALink_LetsBothHalvesStandAgain()
    {
        var links = new List<(long, long)> { (1, 2), (2, 3), (3, 4) };

        links.Remove((2, 3));

        Identities.Resolve([1, 2, 3, 4], links).ShouldBe(new Dictionary<long, long> { [1] = 1, [2] = 1, [3] = 3, [4] = 3 }, ignoreOrder: true);
    }

    /// <summary>Whatever is joined and undone in whatever order: two records are one person exactly when a chain of standing joins leads from one to the other.</summary>
    [Fact, Rule("PPL-2")]
    public void Resolve_IsExactlyReachability() => Prop.ForAll<PositiveInt[]>(Holds).QuickCheckThrowOnFailure();

    private static bool Holds(PositiveInt[] numbers)
    {
        var records = Enumerable.Range(1, 8).Select(n => (long)n).ToList();
        var standing = new List<(long One, long Other)>();
        foreach (var number in numbers.Select(n => n.Get))
        {
            if (number % 3 == 0 && standing.Count > 0)
            {
                standing.RemoveAt(number % standing.Count);
            }
            else
            {
                standing.Add(((number % 8) + 1, (number / 8 % 8) + 1));
            }
        }

        var identity = Identities.Resolve(records, standing);
        return records.TrueForAll(a => records.TrueForAll(b => Reaches(a, b, standing) == (identity[a] == identity[b])))
            && records.TrueForAll(r => identity[r] == records.Where(b => Reaches(r, b, standing)).Min());
    }

    private static bool Reaches(long from, long to, List<(long One, long Other)> links)
    {
        var (seen, open) = (new HashSet<long> { from }, new Queue<long>([from]));
        while (open.TryDequeue(out var at))
        {
            foreach (var next in links.Where(l => l.One == at).Select(l => l.Other).Concat(links.Where(l => l.Other == at).Select(l => l.One)).Where(seen.Add))
            {
                open.Enqueue(next);
            }
        }

        return seen.Contains(to);
    }
}
