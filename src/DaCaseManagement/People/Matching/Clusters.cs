namespace DaCaseManagement.People.Matching;

/// <summary>
/// Collective resolution of one file: rows are gathered into people from the surest pair down, and two groups are joined only while the pairs between
/// them speak for it together, so that a weak pair is carried by strong ones and a strong one is held back by many against.
/// </summary>
internal static class Clusters
{
    // Odds of a group of copies are the mean of their odds when each was copied from any of the others, and the mean of their logarithms when all were
    // copied alike; the truth lies between.
    private const double Carried = 0.7;

    // Bits: no one pair may outweigh the rest of its group.
    private const double Loudest = 20;

    // Bits: pairs too damaged to be recognised are missing from the estimated share of matches.
    private const double Benefit = 1;

    /// <param name="links">Pairs with log2 odds of being one person in <see cref="Link.Bits"/>.</param>
    /// <param name="oddsOf">The same for any other pair.</param>
    /// <returns>All pairs within a group.</returns>
    public static List<(int A, int B)> Of(int rows, List<Link> links, Func<int, int, double> oddsOf)
    {
        var known = links.ToDictionary(l => CandidatePairs.Pack(l.A, l.B), l => l.Bits);
        var groups = Enumerable.Range(0, rows).Select(i => new List<int> { i }).ToArray();
        var owner = Enumerable.Range(0, rows).ToArray();
        var queue = new PriorityQueue<(int A, int B, int SizeA, int SizeB), double>();
        foreach (var link in links.Where(l => l.Bits + Benefit > 0))
        {
            queue.Enqueue((link.A, link.B, 1, 1), -link.Bits);
        }

        while (queue.TryDequeue(out var next, out var worth))
        {
            var (a, b) = (owner[next.A], owner[next.B]);
            if (a == b)
            {
                continue;
            }

            // Groups have grown since this was queued: weigh them again as they are now.
            if (groups[a].Count != next.SizeA || groups[b].Count != next.SizeB)
            {
                if (Weigh(a, b) is var now && now + Benefit > 0)
                {
                    queue.Enqueue((next.A, next.B, groups[a].Count, groups[b].Count), -now);
                }

                continue;
            }

            var (large, small) = groups[a].Count >= groups[b].Count ? (a, b) : (b, a);
            foreach (var row in groups[small])
            {
                owner[row] = large;
            }

            groups[large].AddRange(groups[small]);
            groups[small].Clear();
        }

        return [.. groups.SelectMany(g => g.SelectMany(x => g.Where(y => x < y).Select(y => (x, y))))];

        double Weigh(int a, int b)
        {
            var (sum, odds, count) = (0.0, 0.0, 0);
            foreach (var x in groups[a])
            {
                foreach (var y in groups[b])
                {
                    var key = x < y ? CandidatePairs.Pack(x, y) : CandidatePairs.Pack(y, x);
                    if (!known.TryGetValue(key, out var bits))
                    {
                        known[key] = bits = oddsOf(x, y);
                    }

                    sum += Math.Clamp(bits, -Loudest, Loudest);
                    odds += Math.Pow(2, Math.Clamp(bits, -3 * Loudest, 3 * Loudest));
                    count++;
                }
            }

            return (Carried * Math.Log2(odds / count)) + ((1 - Carried) * sum / count);
        }
    }
}
