using System.Globalization;

using DaCaseManagement.People.Matching;

namespace DaCaseManagement.Tools.Matching;

/// <summary>People held and people reported, with the answers.</summary>
/// <param name="Truth">Per report: the place of the person among those held, or -1 for somebody new.</param>
public sealed record LabelledSet(IReadOnlyList<PersonFacts> Held, IReadOnlyList<PersonFacts> Reports, IReadOnlyList<int> Truth)
{
    /// <summary>Two thirds of the people are held; reports are of those and, four in ten, of the others: partners, children and twins of people held.</summary>
    public static LabelledSet Invent(int seed, int people, int reports, PersonDamage damage)
    {
        var world = new InventedPeople(seed, people);
        var model = new PersonReports(seed + 1, world);
        return Invent(seed, world, reports, model.Held, p => model.Report(p, damage));
    }

    public static LabelledSet Invent(int seed, InventedPeople world, int reports, Func<InventedPerson, PersonFacts> hold, Func<InventedPerson, PersonFacts> report)
    {
        var random = new Random(seed + 2);
        var held = world.People.Where(_ => random.Next(3) < 2).ToList();
        var places = held.Select((p, i) => (p.Id, i)).ToDictionary(x => x.Id, x => x.i);
        var others = world.People.Where(p => !places.ContainsKey(p.Id)).ToList();
        var who = Enumerable.Range(0, reports).Select(_ => random.NextDouble() < 0.6 ? held[random.Next(held.Count)] : others[random.Next(others.Count)]).ToList();
        return new([.. held.Select(hold)], [.. who.Select(report)], [.. who.Select(p => places.GetValueOrDefault(p.Id, -1))]);
    }
}

/// <summary>Shares 0 to 1.</summary>
public sealed record Quality(double Precision, double Recall)
{
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Precision,9:0.000} {Recall,9:0.000} {F1,9:0.000}");
}

/// <summary>What the matching makes of a labelled set, beside what forces do now.</summary>
/// <param name="Same">Pairs in the first band.</param>
/// <param name="Offered">Pairs in the first band or the second.</param>
/// <param name="SamePhone">A repeat is a number called from before.</param>
/// <param name="SameAddress">A repeat is an address called to before.</param>
/// <param name="Found">The share of repeat victims that a stored key led to.</param>
public sealed record LabelledScore(Quality Same, Quality Offered, Quality SamePhone, Quality SameAddress, double Found)
{
    public static LabelledScore Of(LabelledSet set, MatchWeights weights, MatchingThresholds thresholds)
    {
        var preparer = new Preparer(weights.Frequencies ?? Frequencies.Default);
        var held = set.Held.Select(preparer.Prepare).ToArray();
        var index = set.Held.SelectMany((p, i) => BlockingKeys.Of(p).Select(k => (k, i))).ToLookup(x => x.k, x => x.i);
        var phones = set.Held.SelectMany((p, i) => p.Phones.Select(n => (n, i))).ToLookup(x => x.n, x => x.i, StringComparer.Ordinal);
        var doors = set.Held.SelectMany((p, i) => p.Addresses.Select(a => (Door(a), i))).ToLookup(x => x.Item1, x => x.i, StringComparer.Ordinal);
        var (same, offered, phone, door) = (new Tally(), new Tally(), new Tally(), new Tally());
        var (found, repeats) = (0, 0);
        for (var r = 0; r < set.Reports.Count; r++)
        {
            var (report, truth) = (set.Reports[r], set.Truth[r]);
            var query = preparer.Prepare(report);
            var candidates = BlockingKeys.Lookups(report).SelectMany(k => index[k]).ToHashSet();
            var bands = candidates.Select(c => (c, Banding.Of(Scoring.Score(query, held[c], weights), report, set.Held[c], thresholds).Band)).ToList();
            same.Add(bands.Where(b => b.Band == MatchBand.Same).Select(b => b.c), truth);
            offered.Add(bands.Where(b => b.Band != MatchBand.Different).Select(b => b.c), truth);
            phone.Add(report.Phones.SelectMany(n => phones[n]), truth);
            door.Add(report.Addresses.SelectMany(a => doors[Door(a)]), truth);
            repeats += truth >= 0 ? 1 : 0;
            found += candidates.Contains(truth) ? 1 : 0;
        }

        return new(same.Quality, offered.Quality, phone.Quality, door.Quality, found / (double)repeats);
    }

    // What a force compares: the line as typed.
    private static string Door(KnownAddress address) => Normalise.Address(address.AsTyped) ?? "";

    private sealed class Tally
    {
        private int right;
        private int said;
        private int there;

        public Quality Quality => new(said == 0 ? 1 : right / (double)said, there == 0 ? 1 : right / (double)there);

        public void Add(IEnumerable<int> matches, int truth)
        {
            var distinct = matches.ToHashSet();
            said += distinct.Count;
            right += distinct.Contains(truth) ? 1 : 0;
            there += truth >= 0 ? 1 : 0;
        }
    }
}
