namespace DaCaseManagement.People.Matching;

/// <summary>One possible link and how sure it is: bits of evidence going in, probability coming out.</summary>
internal record struct Link(int A, int B, double Bits, double Probability);

/// <summary>
/// Collective resolution of two files: where a person stands once in each, a row linked to one fellow cannot be another's. The probabilities are those of the
/// whole set of one-to-one assignments, by belief propagation on the links; how many people the files share is found along the way.
/// </summary>
internal static class OneToOne
{
    private const int Sweeps = 40;
    private const double Settled = 0.05;

    /// <param name="onceInA">Nobody stands twice in the first file.</param>
    /// <returns>How many people both files are thought to hold.</returns>
    public static double Resolve(Link[] links, int rowsA, int rowsB, double prior, bool onceInA, bool onceInB)
    {
        var (toA, toB, weight) = (new double[links.Length], new double[links.Length], new double[links.Length]);
        var ratios = links.Select(l => Math.Pow(2, Math.Min(l.Bits, 200))).ToArray();
        Array.Fill(toA, 1);
        Array.Fill(toB, 1);
        var (sumA, sumB) = (new double[rowsA], new double[rowsB]);
        var odds = prior / (1 - prior);
        var shared = prior * rowsA * rowsB;
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            for (var e = 0; e < links.Length; e++)
            {
                weight[e] = Math.Min(odds * ratios[e], 1e60);
            }

            for (var inner = 0; inner < 3; inner++)
            {
                Pass(links, weight, toB, toA, sumA, l => l.A, onceInB);
                Pass(links, weight, toA, toB, sumB, l => l.B, onceInA);
            }

            var last = shared;
            shared = 0;
            for (var e = 0; e < links.Length; e++)
            {
                var w = weight[e] * toA[e] * toB[e];
                shared += links[e].Probability = w / (1 + w);
            }

            // The odds that two rows not yet linked are fellows: the more are linked, the fewer strangers are left to be mistaken for them.
            odds = onceInA && onceInB
                ? shared / (Math.Max(rowsA - shared, 1) * Math.Max(rowsB - shared, 1))
                : shared / Math.Max(((double)rowsA * rowsB) - shared, 1);
            if (sweep > 4 && Math.Abs(shared - last) < Settled)
            {
                break;
            }
        }

        return shared;
    }

    // toA[e]: how free A is but for this link; needs the messages of A's other links, which came from their B ends.
    private static void Pass(Link[] links, double[] weight, double[] from, double[] into, double[] sum, Func<Link, int> row, bool once)
    {
        if (!once)
        {
            return;
        }

        Array.Clear(sum);
        for (var e = 0; e < links.Length; e++)
        {
            sum[row(links[e])] += weight[e] * from[e];
        }

        for (var e = 0; e < links.Length; e++)
        {
            var others = Math.Max(sum[row(links[e])] - (weight[e] * from[e]), 0);
            into[e] = 1 / (1 + others);
        }
    }
}
