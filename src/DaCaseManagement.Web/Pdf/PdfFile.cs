using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace DaCaseManagement.Web.Pdf;

/// <summary>Writes a PDF (ISO 32000-1) of text and ruled lines, with its fonts inside it. Measures are points from the top left corner.</summary>
internal sealed class PdfFile(string title, string author, double width, double height)
{
    private readonly List<PdfFont> fonts = [];
    private readonly List<StringBuilder> sheets = [];
    private readonly List<byte[]> objects = [];

    public double Width => width;

    public double Height => height;

    public int Sheets => sheets.Count;

    public void AddSheet() => sheets.Add(new StringBuilder());

    /// <param name="sheet">Counted from 0.</param>
    /// <param name="y">Of the line the letters stand on.</param>
    public void Text(int sheet, double x, double y, string text, PdfFont font, double size)
    {
        if (!fonts.Contains(font))
        {
            fonts.Add(font);
        }

        sheets[sheet].Append(CultureInfo.InvariantCulture, $"BT /F{fonts.IndexOf(font)} {size:0.##} Tf {x:0.##} {height - y:0.##} Td <{font.Encode(text)}> Tj ET\n");
    }

    /// <summary>A line across. <paramref name="grey"/> 0 is black, 1 white.</summary>
    public void Rule(int sheet, double from, double to, double y, double thickness = 0.75, double grey = 0) =>
        sheets[sheet].Append(CultureInfo.InvariantCulture, $"{grey:0.##} G {thickness:0.##} w {from:0.##} {height - y:0.##} m {to:0.##} {height - y:0.##} l S\n");

    public byte[] ToArray()
    {
        objects.Clear();

        // The catalogue and the tree of sheets come first and name what follows.
        var (catalogue, tree) = (Reserve(), Reserve());
        var resources = string.Concat(fonts.Select((f, i) => $"/F{i} {AddFont(f)} 0 R "));
        var pages = sheets.Select(s =>
        {
            var content = AddStream(Encoding.ASCII.GetBytes(s.ToString()));
            return Add(string.Create(CultureInfo.InvariantCulture, $"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {width:0.##} {height:0.##}] /Resources << /Font << {resources}>> >> /Contents {content} 0 R >>"));
        }).ToList();
        objects[tree - 1] = Encoding.ASCII.GetBytes($"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select(p => $"{p} 0 R"))}] >>");
        objects[catalogue - 1] = Encoding.ASCII.GetBytes($"<< /Type /Catalog /Pages {tree} 0 R /Lang (en-GB) /ViewerPreferences << /DisplayDocTitle true >> >>");
        var about = Add($"<< /Title {Said(title)} /Author {Said(author)} /Producer (DaCaseManagement) >>");
        return Assemble(catalogue, about);
    }

    private static string Said(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    private byte[] Assemble(int catalogue, int about)
    {
        using var file = new MemoryStream();
        Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        var places = new List<long>(objects.Count);
        for (var i = 0; i < objects.Count; i++)
        {
            places.Add(file.Length);
            Write($"{i + 1} 0 obj\n");
            file.Write(objects[i]);
            Write("\nendobj\n");
        }

        var table = file.Length;
        Write($"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        places.ForEach(p => Write(p.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n"));
        Write($"trailer\n<< /Size {objects.Count + 1} /Root {catalogue} 0 R /Info {about} 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();

        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));
    }

    private int AddFont(PdfFont font)
    {
        var face = font.Face;
        var name = "DACASE+" + face.Name;
        var outlines = face.Subset(font.Used.Keys);
        var program = AddStream(outlines, $" /Length1 {outlines.Length}");
        var descriptor = Add($"<< /Type /FontDescriptor /FontName /{name} /Flags 32 /FontBBox [{string.Join(' ', face.Box)}] /ItalicAngle 0 /Ascent {face.Ascent} /Descent {face.Descent} /CapHeight 729 /StemV 80 /FontFile2 {program} 0 R >>");
        var widths = string.Concat(font.Used.Keys.Prepend(0).Select(g => $"{g} [{face.WidthOf(g)}] "));
        var descendant = Add($"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /CIDToGIDMap /Identity /DW 600 /W [{widths}] >>");
        var characters = AddStream(Encoding.ASCII.GetBytes(Characters(font.Used)));
        return Add($"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {characters} 0 R >>");
    }

    /// <summary>Which character each glyph is, so that the text can be searched, copied and read out.</summary>
    private static string Characters(IReadOnlyDictionary<int, Rune> used)
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (var block in used.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (glyph, rune) in block)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(rune.ToString()))}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }

    private int AddStream(byte[] content, string more = "")
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(content);
        }

        objects.Add([.. Encoding.ASCII.GetBytes($"<< /Length {packed.Length} /Filter /FlateDecode{more} >>\nstream\n"), .. packed.ToArray(), .. "\nendstream"u8]);
        return objects.Count;
    }

    private int Add(string content)
    {
        objects.Add(Encoding.ASCII.GetBytes(content));
        return objects.Count;
    }

    private int Reserve() => Add("");
}
