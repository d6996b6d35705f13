using System.Globalization;
using System.Text;

namespace DaCaseManagement.Web.Pdf;

/// <summary>A font as one document uses it: remembers which characters it has drawn, so that only those travel with the file.</summary>
internal sealed class PdfFont(TrueTypeFont face)
{
    private static readonly Lazy<TrueTypeFont> Plain = new(() => Load("DejaVuSans"));
    private static readonly Lazy<TrueTypeFont> Heavy = new(() => Load("DejaVuSans-Bold"));

    private readonly SortedDictionary<int, Rune> used = [];

    public TrueTypeFont Face { get; } = face;

    public IReadOnlyDictionary<int, Rune> Used => used;

    /// <summary>Something was drawn as an empty box, because the font does not have it.</summary>
    public bool Missed { get; private set; }

    public static PdfFont Regular() => new(Plain.Value);

    public static PdfFont Bold() => new(Heavy.Value);

    /// <summary>In points.</summary>
    public double WidthOf(string text, double size) => Drawn(text).Sum(r => Face.WidthOf(Face.GlyphOf(r))) * size / 1000;

    /// <summary>The numbers of the glyphs, as the file holds them.</summary>
    public string Encode(string text)
    {
        var hex = new StringBuilder(4 * text.Length);
        foreach (var rune in Drawn(text))
        {
            var glyph = Face.GlyphOf(rune);
            if (glyph == 0)
            {
                Missed = true;
            }
            else
            {
                used.TryAdd(glyph, rune);
            }

            hex.Append(glyph.ToString("X4", CultureInfo.InvariantCulture));
        }

        return hex.ToString();
    }

    // Joiners, direction marks and choosers of emoji style are instructions, not something to see.
    private static IEnumerable<Rune> Drawn(string text) => text.EnumerateRunes()
        .Where(r => Rune.GetUnicodeCategory(r) is not (UnicodeCategory.Format or UnicodeCategory.Control) && r.Value is not (>= 0xFE00 and <= 0xFE0F));

    private static TrueTypeFont Load(string name) => new(name, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "fonts", name + ".ttf")));
}
