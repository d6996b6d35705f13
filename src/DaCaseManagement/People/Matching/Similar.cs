namespace DaCaseManagement.People.Matching;

/// <summary>How alike two texts are. Pure, symmetric, and bounded in time by <see cref="Longest"/>.</summary>
public static class Similar
{
    /// <summary>What lies beyond is not compared; nobody is told apart by a 65th letter.</summary>
    public const int Longest = 64;

    /// <summary>Letters to add, drop, change or swap with a neighbour to turn one text into the other; <paramref name="most"/> + 1 when it takes more.</summary>
    public static int Edits(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int most)
    {
        a = Cut(a);
        b = Cut(b);
        if (Math.Abs(a.Length - b.Length) > most)
        {
            return most + 1;
        }

        while (a.Length > 0 && b.Length > 0 && a[0] == b[0])
        {
            a = a[1..];
            b = b[1..];
        }

        while (a.Length > 0 && b.Length > 0 && a[^1] == b[^1])
        {
            a = a[..^1];
            b = b[..^1];
        }

        Span<int> before = stackalloc int[b.Length + 1], last = stackalloc int[b.Length + 1], row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost = Math.Min(cost, before[j - 2] + 1);
                }

                row[j] = cost;
                least = Math.Min(least, cost);
            }

            if (least > most)
            {
                return most + 1;
            }

            var spare = before;
            before = last;
            last = row;
            row = spare;
        }

        return Math.Min(last[b.Length], most + 1);
    }

    /// <summary>Jaro–Winkler, 0 to 1: letters in common near the same place, with a bonus for a common beginning of up to four.</summary>
    public static double JaroWinkler(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = Cut(a);
        b = Cut(b);
        if (a.Length == 0 || b.Length == 0)
        {
            return 0;
        }

        if (a.Length > b.Length)
        {
            var spare = a;
            a = b;
            b = spare;
        }

        var reach = Math.Max((b.Length / 2) - 1, 0);
        ulong inA = 0, inB = 0;
        var common = 0;
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = Math.Max(0, i - reach); j <= Math.Min(b.Length - 1, i + reach); j++)
            {
                if (a[i] == b[j] && (inB & (1UL << j)) == 0)
                {
                    (inA, inB) = (inA | (1UL << i), inB | (1UL << j));
                    common++;
                    break;
                }
            }
        }

        if (common == 0)
        {
            return 0;
        }

        int crossed = 0, at = 0;
        for (var i = 0; i < a.Length; i++)
        {
            if ((inA & (1UL << i)) != 0)
            {
                while ((inB & (1UL << at)) == 0)
                {
                    at++;
                }

                crossed += a[i] == b[at++] ? 0 : 1;
            }
        }

        double m = common;
        var jaro = ((m / a.Length) + (m / b.Length) + ((m - (crossed / 2.0)) / m)) / 3;
        var start = 0;
        while (start < Math.Min(4, a.Length) && a[start] == b[start])
        {
            start++;
        }

        return jaro + (start * 0.1 * (1 - jaro));
    }

    private static ReadOnlySpan<char> Cut(ReadOnlySpan<char> text) => text.Length <= Longest ? text : text[..Longest];
}
