using System.Runtime.InteropServices;

namespace DaCaseManagement.Sqlite.Bulk;

/// <summary>Sorts more pairs of numbers than should be held in memory: they go to 64 temporary files by their first bits, and each file is sorted by itself.</summary>
public sealed class SortedSpill : IDisposable
{
    private const int Parts = 64, Shift = 58, BufferBytes = 1 << 16;

    private readonly FileStream[] files = new FileStream[Parts];
    private readonly Entry[] one = new Entry[1];

    /// <param name="directory">Beside the database, where there is room for it.</param>
    public SortedSpill(string directory)
    {
        for (var i = 0; i < Parts; i++)
        {
            files[i] = new FileStream(Path.Combine(directory, $".keys-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferBytes, FileOptions.DeleteOnClose);
        }
    }

    public long Count { get; private set; }

    public void Add(long key, long value)
    {
        one[0] = new Entry(key, value);

        // The sign bit turned over puts negative keys first, as the database does.
        files[(ulong)(key ^ long.MinValue) >> Shift].Write(MemoryMarshal.AsBytes<Entry>(one));
        Count++;
    }

    /// <summary>Every different pair, by key and then by value, in parts. Once only: the files go as they are read.</summary>
    public IEnumerable<IReadOnlyList<(long Key, long Value)>> InOrder()
    {
        foreach (var file in files)
        {
            var entries = new Entry[file.Length / Marshal.SizeOf<Entry>()];
            file.Position = 0;
            file.ReadExactly(MemoryMarshal.AsBytes(entries.AsSpan()));
            file.Dispose();
            Array.Sort(entries);
            var different = new List<(long, long)>(entries.Length);
            for (var i = 0; i < entries.Length; i++)
            {
                if (i == 0 || entries[i].CompareTo(entries[i - 1]) != 0)
                {
                    different.Add((entries[i].Key, entries[i].Value));
                }
            }

            yield return different;
        }
    }

    public void Dispose()
    {
        foreach (var file in files)
        {
            file.Dispose();
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Entry(long Key, long Value) : IComparable<Entry>
    {
        public int CompareTo(Entry other) => Key != other.Key ? Key.CompareTo(other.Key) : Value.CompareTo(other.Value);
    }
}
