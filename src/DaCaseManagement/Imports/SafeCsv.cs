namespace DaCaseManagement.Imports;

/// <summary>Writes CSV that a spreadsheet shows and never runs. Pure.</summary>
public static class SafeCsv
{
    /// <summary>One line with its end.</summary>
    public static string Line(params IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>A cell that begins as a formula gets an apostrophe before it, also where only spaces or quotation marks stand before the sign.</summary>
    public static string Cell(string text)
    {
        var bare = text.TrimStart(' ', '\u00A0', '"', '\'');
        var harmless = bare.Length > 0 && bare[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠' ? "'" + text : text;
        return harmless.Any(c => c is ',' or '"' or '\r' or '\n' or ';' or '\t') ? "\"" + harmless.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : harmless;
    }
}
