using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace DaCaseManagement.Web.Pdf;

/// <summary>DejaVu Sans from the files beside the binaries, so that a PDF looks the same wherever it is made.</summary>
internal sealed class PdfFonts : IFontResolver
{
    private const string Family = "DejaVu Sans";
    private const string Plain = "DejaVuSans";
    private const string Heavy = "DejaVuSans-Bold";

    private static readonly Lock Once = new();

    public static XFont Regular(double size)
    {
        Install();
        return new XFont(Family, size, XFontStyleEx.Regular);
    }

    public static XFont Bold(double size)
    {
        Install();
        return new XFont(Family, size, XFontStyleEx.Bold);
    }

    public FontResolverInfo ResolveTypeface(string familyName, bool bold, bool italic) => new(bold ? Heavy : Plain);

    public byte[] GetFont(string faceName) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "fonts", faceName + ".ttf"));

    private static void Install()
    {
        lock (Once)
        {
            GlobalFontSettings.FontResolver ??= new PdfFonts();
        }
    }
}
