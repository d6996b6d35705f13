using System.Globalization;

namespace DaCaseManagement.Web.Pdf;

/// <summary>Breaks text into lines of a width, in the order they are seen. Widths add up (there is no kerning), so that each character is measured by itself.</summary>
internal static class TextLines
{
    /// <summary>Lines no wider than <paramref name="width"/> points: broken at line ends, then at spaces, then wherever a word is too long.</summary>
    public static IEnumerable<string> Wrap(string text, PdfFont font, double size, double width)
    {
        // Half of a broken pair would stop the normalising; it is drawn as what cannot be shown.
        var whole = string.Concat(text.EnumerateRunes()).Normalize();
        return whole.ReplaceLineEndings("\n").Replace('\t', ' ').Split('\n').SelectMany(typed => WrapLine(typed, font, size, width));
    }

    private static IEnumerable<string> WrapLine(string typed, PdfFont font, double size, double width)
    {
        var line = new List<(string Text, double Width)>();
        var used = 0d;
        for (var walk = StringInfo.GetTextElementEnumerator(typed); walk.MoveNext();)
        {
            var element = (Text: walk.GetTextElement(), Width: font.WidthOf(walk.GetTextElement(), size));
            line.Add(element);
            used += element.Width;
            if (used <= width || line.Count == 1 || element.Text == " ")
            {
                continue;
            }

            var space = line.FindLastIndex(e => e.Text == " ");
            var keep = space > 0 ? space : line.Count - 1;
            yield return RightToLeft.Seen(string.Concat(line.Take(keep).Select(e => e.Text)).TrimEnd());
            line.RemoveRange(0, space > 0 ? keep + 1 : keep);
            used = line.Sum(e => e.Width);
        }

        yield return RightToLeft.Seen(string.Concat(line.Select(e => e.Text)).TrimEnd());
    }
}
