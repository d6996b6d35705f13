namespace DaCaseManagement.People.Matching;

/// <summary>The pairs of rows that share a key no more than a few hundred rows have. Each pair once, packed with the smaller row first.</summary>
internal static class CandidatePairs
{
    /// <param name="split">Rows before it are one file and the rest the other, and only pairs across are wanted; 0 for one file.</param>
    /// <param name="mostRows">A key of more rows says too little to be looked at.</param>
    public static long[] Of(PreparedPerson[] rows, int split, int mostRows)
    {
        var keys = new List<(long Key, int Row)>(rows.Length * 30);
        for (var i = 0; i < rows.Length; i++)
        {
            foreach (var key in RegisterKeys.Of(rows[i]))
            {
                keys.Add((key, i));
            }
        }

        var (sorted, owners) = (keys.Select(k => k.Key).ToArray(), keys.Select(k => k.Row).ToArray());
        Array.Sort(sorted, owners);
        var pairs = new List<long>(rows.Length * 60);
        for (var from = 0; from < sorted.Length;)
        {
            var to = from + 1;
            while (to < sorted.Length && sorted[to] == sorted[from])
            {
                to++;
            }

            if (to - from <= mostRows)
            {
                for (var i = from; i < to; i++)
                {
                    for (var j = i + 1; j < to; j++)
                    {
                        var (a, b) = owners[i] < owners[j] ? (owners[i], owners[j]) : (owners[j], owners[i]);
                        if (a != b && (split == 0 || (a < split && b >= split)))
                        {
                            pairs.Add(Pack(a, b));
                        }
                    }
                }
            }

            from = to;
        }

        var all = pairs.ToArray();
        Array.Sort(all);
        var count = 0;
        for (var i = 0; i < all.Length; i++)
        {
            if (i == 0 || all[i] != all[i - 1])
            {
                all[count++] = all[i];
            }
        }

        return all[..count];
    }

    public static long Pack(int a, int b) => ((long)a << 32) | (uint)b;

    public static (int A, int B) Unpack(long pair) => ((int)(pair >> 32), (int)(uint)pair);
}
