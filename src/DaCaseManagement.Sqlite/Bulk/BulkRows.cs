using System.Buffers.Binary;
using System.Text;

namespace DaCaseManagement.Sqlite.Bulk;

/// <summary>Rows of one table on their way into the file, encoded as they are made so that one thread can make them while another writes them.</summary>
public sealed class BulkRows(string table, params string[] columns)
{
    internal const byte NullTag = 0, NumberTag = 1, TextTag = 2;

    // Pinned, so that SQLite may read the texts where they are while a row is written.
    private byte[] bytes = GC.AllocateUninitializedArray<byte>(1 << 14, pinned: true);
    private int length;
    private int values;

    public string Table { get; } = table;

    public IReadOnlyList<string> Columns { get; } = columns;

    /// <summary>Whole rows only.</summary>
    public int Count => values / Columns.Count;

    /// <summary>Good until the next row is added.</summary>
    internal byte[] Bytes => values % Columns.Count == 0 ? bytes : throw new InvalidOperationException($"{Table} has a row that is not whole.");

    public BulkRows Null()
    {
        Room(1)[0] = NullTag;
        length++;
        values++;
        return this;
    }

    public BulkRows Number(long value)
    {
        var room = Room(9);
        room[0] = NumberTag;
        BinaryPrimitives.WriteInt64LittleEndian(room[1..], value);
        length += 9;
        values++;
        return this;
    }

    public BulkRows Number(long? value) => value is { } number ? Number(number) : Null();

    public BulkRows Yes(bool value) => Number(value ? 1 : 0);

    public BulkRows Text(string? value)
    {
        if (value is null)
        {
            return Null();
        }

        var room = Room(5 + (value.Length * 3));
        room[0] = TextTag;
        var written = Encoding.UTF8.GetBytes(value, room[5..]);
        BinaryPrimitives.WriteInt32LittleEndian(room[1..], written);
        length += 5 + written;
        values++;
        return this;
    }

    /// <summary>As the provider writes a time of whole seconds.</summary>
    public BulkRows Time(DateTime value)
    {
        const int Letters = 19;
        var room = Room(5 + Letters);
        room[0] = TextTag;
        BinaryPrimitives.WriteInt32LittleEndian(room[1..], Letters);
        value.TryFormat(room[5..], out _, "yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        length += 5 + Letters;
        values++;
        return this;
    }

    public BulkRows Time(DateTime? value) => value is { } time ? Time(time) : Null();

    public void Clear() => (length, values) = (0, 0);

    private Span<byte> Room(int most)
    {
        if (length + most > bytes.Length)
        {
            var larger = GC.AllocateUninitializedArray<byte>(Math.Max(bytes.Length * 2, length + most), pinned: true);
            bytes.AsSpan(0, length).CopyTo(larger);
            bytes = larger;
        }

        return bytes.AsSpan(length);
    }
}
