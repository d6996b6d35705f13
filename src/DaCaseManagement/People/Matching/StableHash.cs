namespace DaCaseManagement.People.Matching;

/// <summary>A 64-bit hash that is the same in every process and version (FNV-1a, finished by a mixer): it is stored.</summary>
internal static class StableHash
{
    public static long Of(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = (hash ^ (byte)c) * 1099511628211UL;
            hash = (hash ^ (byte)(c >> 8)) * 1099511628211UL;
        }

        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccdUL;
        hash ^= hash >> 33;
        return (long)hash;
    }
}
