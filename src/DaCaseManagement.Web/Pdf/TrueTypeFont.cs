using System.Buffers.Binary;
using System.Text;

namespace DaCaseManagement.Web.Pdf;

/// <summary>As much of a TrueType file as a PDF needs: which glyph stands for a character, how wide it is, and a smaller file with only the glyphs used.</summary>
internal sealed class TrueTypeFont
{
    // Order matters: the directory of a font file is sorted by name.
    private static readonly string[] Kept = ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];

    private readonly byte[] file;
    private readonly Dictionary<string, (int Offset, int Length)> tables = [];
    private readonly List<(uint First, uint Last, uint Glyph)> characters = [];
    private readonly int unitsPerEm;
    private readonly int measured;
    private readonly bool longOffsets;

    public TrueTypeFont(string name, byte[] file)
    {
        (Name, this.file) = (name, file);
        for (var (i, count) = (0, Word(4)); i < count; i++)
        {
            var record = 12 + (16 * i);
            tables[Encoding.ASCII.GetString(file, record, 4)] = (Long(record + 8), Long(record + 12));
        }

        var head = At("head");
        (unitsPerEm, longOffsets, measured, Glyphs) = (Word(head + 18), Word(head + 50) == 1, Word(At("hhea") + 34), Word(At("maxp") + 4));
        Box = [.. Enumerable.Range(0, 4).Select(i => Thousandths(Signed(head + 36 + (2 * i))))];
        (Ascent, Descent) = (Thousandths(Signed(At("hhea") + 4)), Thousandths(Signed(At("hhea") + 6)));
        ReadCharacters();
    }

    public string Name { get; }

    public int Glyphs { get; }

    /// <summary>Left, bottom, right and top of all glyphs together, in thousandths of the size.</summary>
    public IReadOnlyList<int> Box { get; }

    public int Ascent { get; }

    public int Descent { get; }

    /// <summary>0, the empty box, when the font does not have the character.</summary>
    public int GlyphOf(Rune character)
    {
        var value = (uint)character.Value;
        var (low, high) = (0, characters.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (first, last, glyph) = characters[middle];
            if (value < first)
            {
                high = middle - 1;
            }
            else if (value > last)
            {
                low = middle + 1;
            }
            else
            {
                return (int)(glyph + value - first);
            }
        }

        return 0;
    }

    /// <summary>In thousandths of the size.</summary>
    public int WidthOf(int glyph) => Thousandths(Word(At("hmtx") + (4 * Math.Min(glyph, measured - 1))));

    /// <summary>The same font with the outlines of other glyphs left out; glyphs keep their numbers.</summary>
    public byte[] Subset(IEnumerable<int> glyphs)
    {
        var wanted = new HashSet<int> { 0 };
        foreach (var glyph in glyphs)
        {
            Want(glyph, wanted);
        }

        using var outlines = new MemoryStream();
        var offsets = new byte[4 * (Glyphs + 1)];
        for (var glyph = 0; glyph <= Glyphs; glyph++)
        {
            BinaryPrimitives.WriteInt32BigEndian(offsets.AsSpan(4 * glyph), (int)outlines.Length);
            if (glyph < Glyphs && wanted.Contains(glyph))
            {
                var (start, end) = Outline(glyph);
                outlines.Write(file, start, end - start);
                outlines.SetLength((outlines.Length + 3) & ~3);
                outlines.Position = outlines.Length;
            }
        }

        var head = Table("head");
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        return Assemble(Kept.Where(tables.ContainsKey).Select(t => (t, t switch { "glyf" => outlines.ToArray(), "loca" => offsets, "head" => head, _ => Table(t) })).ToList());
    }

    private static byte[] Assemble(List<(string Name, byte[] Content)> parts)
    {
        var start = 12 + (16 * parts.Count);
        var font = new byte[start + parts.Sum(p => (p.Content.Length + 3) & ~3)];
        BinaryPrimitives.WriteInt32BigEndian(font, 0x00010000);
        BinaryPrimitives.WriteInt16BigEndian(font.AsSpan(4), (short)parts.Count);
        for (var (i, offset) = (0, start); i < parts.Count; offset += (parts[i].Content.Length + 3) & ~3, i++)
        {
            var record = font.AsSpan(12 + (16 * i));
            Encoding.ASCII.GetBytes(parts[i].Name, record);
            parts[i].Content.CopyTo(font, offset);
            BinaryPrimitives.WriteUInt32BigEndian(record[4..], Sum(font.AsSpan(offset, (parts[i].Content.Length + 3) & ~3)));
            BinaryPrimitives.WriteInt32BigEndian(record[8..], offset);
            BinaryPrimitives.WriteInt32BigEndian(record[12..], parts[i].Content.Length);
        }

        return font;
    }

    private static uint Sum(ReadOnlySpan<byte> words)
    {
        var sum = 0u;
        for (; words.Length > 0; words = words[4..])
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(words));
        }

        return sum;
    }

    /// <summary>A glyph, and those it is put together from.</summary>
    private void Want(int glyph, HashSet<int> wanted)
    {
        var (start, end) = Outline(glyph);
        if (!wanted.Add(glyph) || end == start || Signed(start) >= 0)
        {
            return;
        }

        int flags;
        var part = start + 10;
        do
        {
            flags = Word(part);
            Want(Word(part + 2), wanted);

            // Two arguments of one or two bytes, then a scale of none, one, two or four numbers.
            part += 4 + ((flags & 0x01) != 0 ? 4 : 2) + ((flags & 0x08) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0);
        }
        while ((flags & 0x20) != 0);
    }

    private (int Start, int End) Outline(int glyph)
    {
        var (glyf, loca) = (At("glyf"), At("loca"));
        return longOffsets
            ? (glyf + Long(loca + (4 * glyph)), glyf + Long(loca + (4 * glyph) + 4))
            : (glyf + (2 * Word(loca + (2 * glyph))), glyf + (2 * Word(loca + (2 * glyph) + 2)));
    }

    private void ReadCharacters()
    {
        var cmap = At("cmap");
        var map = Enumerable.Range(0, Word(cmap + 2)).Select(i => cmap + Long(cmap + 8 + (8 * i))).Where(t => Word(t) == 12).FirstOrDefault(-1);
        if (map < 0)
        {
            throw new InvalidDataException($"The font {Name} has no table of all characters.");
        }

        for (var (i, count) = (0, Long(map + 12)); i < count; i++)
        {
            var group = map + 16 + (12 * i);
            characters.Add(((uint)Long(group), (uint)Long(group + 4), (uint)Long(group + 8)));
        }
    }

    private byte[] Table(string name) => file.AsSpan(At(name), tables[name].Length).ToArray();

    private int At(string name) => tables[name].Offset;

    private int Thousandths(int units) => (int)Math.Round(units * 1000d / unitsPerEm);

    private int Word(int offset) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(offset));

    private int Signed(int offset) => BinaryPrimitives.ReadInt16BigEndian(file.AsSpan(offset));

    private int Long(int offset) => BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(offset));
}
