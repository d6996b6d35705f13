using System.Globalization;

using PdfSharp.Drawing;

namespace DaCaseManagement.Web.Pdf;

/// <summary>Breaks text into lines of a width. Widths add up (the writer does no kerning), so each character is measured once.</summary>
internal sealed class TextLines(XGraphics measure)
{
    private readonly Dictionary<(XFont, string), double> widths = [];

    /// <summary>Lines no wider than <paramref name="width"/> points: broken at line ends, then at spaces, then wherever a word is too long.</summary>
    public IEnumerable<string> Wrap(string text, XFont font, double width)
    {
        foreach (var typed in text.ReplaceLineEndings("\n").Replace('\t', ' ').Split('\n'))
        {
            foreach (var line in WrapLine(typed, font, width))
            {
                yield return line;
            }
        }
    }

    private IEnumerable<string> WrapLine(string typed, XFont font, double width)
    {
        var line = new List<string>();
        var used = 0d;
        for (var walk = StringInfo.GetTextElementEnumerator(typed); walk.MoveNext();)
        {
            var element = walk.GetTextElement();
            line.Add(element);
            used += WidthOf(element, font);
            if (used <= width || line.Count == 1 || element == " ")
            {
                continue;
            }

            var space = line.LastIndexOf(" ");
            var keep = space > 0 ? space : line.Count - 1;
            yield return RightToLeft.Seen(string.Concat(line.Take(keep)).TrimEnd());
            line.RemoveRange(0, space > 0 ? keep + 1 : keep);
            used = line.Sum(e => WidthOf(e, font));
        }

        yield return RightToLeft.Seen(string.Concat(line).TrimEnd());
    }

    private double WidthOf(string element, XFont font)
    {
        if (!widths.TryGetValue((font, element), out var width))
        {
            widths[(font, element)] = width = measure.MeasureString(element, font).Width;
        }

        return width;
    }
}
