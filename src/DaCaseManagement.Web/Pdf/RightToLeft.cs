using System.Globalization;
using System.Text;

namespace DaCaseManagement.Web.Pdf;

/// <summary>Puts a line in the order it is seen. The PDF writer draws characters from left to right in the order it is given them, so that Hebrew and
/// Arabic would read backwards. Runs are turned, numbers inside them are not; letters are not joined.</summary>
internal static class RightToLeft
{
    public static string Seen(string line)
    {
        if (!line.EnumerateRunes().Any(IsRightToLeft))
        {
            return line;
        }

        var elements = new List<string>();
        for (var walk = StringInfo.GetTextElementEnumerator(line); walk.MoveNext();)
        {
            elements.Add(walk.GetTextElement());
        }

        var seen = new StringBuilder(line.Length);
        for (var i = 0; i < elements.Count;)
        {
            if (!IsRightToLeft(Rune.GetRuneAt(elements[i], 0)))
            {
                seen.Append(elements[i++]);
                continue;
            }

            // The run goes on over spaces, marks and numbers, and ends with its last right-to-left letter.
            var end = i;
            for (var j = i; j < elements.Count && !IsLeftToRight(Rune.GetRuneAt(elements[j], 0)); j++)
            {
                end = IsRightToLeft(Rune.GetRuneAt(elements[j], 0)) ? j : end;
            }

            AppendTurned(seen, elements[i..(end + 1)]);
            i = end + 1;
        }

        return seen.ToString();
    }

    private static void AppendTurned(StringBuilder seen, List<string> run)
    {
        for (var i = run.Count - 1; i >= 0; i--)
        {
            var first = i;
            while (first > 0 && IsDigit(run[i]) && IsDigit(run[first - 1]))
            {
                first--;
            }

            for (var j = first; j <= i; j++)
            {
                seen.Append(run[j]);
            }

            i = first;
        }
    }

    private static bool IsDigit(string element) => char.IsDigit(element, 0);

    // Hebrew, Arabic, Syriac, Thaana, N'Ko and their neighbours; the presentation forms; the old scripts of the same direction.
    private static bool IsRightToLeft(Rune rune) => rune.Value is (>= 0x0590 and <= 0x08FF and not (>= 0x0660 and <= 0x0669) and not (>= 0x06F0 and <= 0x06F9))
        or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);

    private static bool IsLeftToRight(Rune rune) => Rune.IsLetter(rune) && !IsRightToLeft(rune);
}
