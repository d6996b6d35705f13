namespace DaCaseManagement.Tools.Generate;

/// <summary>Random numbers that are the same for a seed on every machine and every version of .NET (SplitMix64).</summary>
internal sealed class Lots(long seed)
{
    private ulong state = (ulong)seed;

    public int Below(int end) => (int)(((Next() >> 32) * (ulong)end) >> 32);

    /// <summary>From <paramref name="first"/> to <paramref name="last"/>, both possible.</summary>
    public int Between(int first, int last) => first + Below(last - first + 1);

    /// <summary>0 to 1, without 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double p) => Share() < p;

    public T Pick<T>(T[] from) => from[Below(from.Length)];

    public Guid Key()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Next());
        BitConverter.TryWriteBytes(bytes[8..], Next());
        return new Guid(bytes);
    }

    private ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

/// <summary>Draws with unequal chances.</summary>
internal sealed class Weighted<T>
{
    private readonly T[] values;
    private readonly double[] upTo;

    public Weighted(IEnumerable<(T Value, double Weight)> choices)
    {
        var all = choices.ToArray();
        (values, upTo) = ([.. all.Select(c => c.Value)], new double[all.Length]);
        var sum = 0.0;
        for (var i = 0; i < all.Length; i++)
        {
            upTo[i] = sum += all[i].Weight;
        }
    }

    public T Draw(Lots lots)
    {
        var at = Array.BinarySearch(upTo, lots.Share() * upTo[^1]);
        return values[Math.Min(at < 0 ? ~at : at + 1, values.Length - 1)];
    }
}
