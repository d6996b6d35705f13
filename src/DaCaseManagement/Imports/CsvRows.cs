using System.Text;

namespace DaCaseManagement.Imports;

/// <summary>One record of a file.</summary>
/// <param name="Number">As a spreadsheet counts: the headings are row 1.</param>
/// <param name="Problem">Why the fields cannot be told apart, or null.</param>
public sealed record CsvRow(long Number, IReadOnlyList<string> Fields, string? Problem);

/// <summary>Reads records one at a time in bounded memory, by RFC 4180 and with the liberties that exports take. A library would stop at the first broken
/// quote or swallow the rest of the file in it; here the row is refused, and reading goes on at the next line.</summary>
public sealed class CsvRows(TextReader reader, char delimiter)
{
    /// <summary>Longer than every column of a record together; what is longer is a quote that was never closed, or no CSV.</summary>
    public const int MostCharacters = 200_000;

    private const int MostLines = 1_000;
    private readonly char[] buffer = new char[32 * 1024];
    private readonly Queue<string> again = new();
    private int at;
    private int filled;
    private long number;

    /// <summary>The next record that is not an empty line, or null at the end.</summary>
    public CsvRow? Read()
    {
        while (Line() is { } line)
        {
            if (line.Length > 0)
            {
                return Record(line);
            }
        }

        return null;
    }

    private CsvRow Record(string first)
    {
        number++;
        if (first.Length > MostCharacters)
        {
            return Bad($"The row is longer than {MostCharacters:N0} characters");
        }

        var (text, lines) = (new StringBuilder(first), new List<string>());
        while (true)
        {
            var (fields, problem, open) = Split(text.ToString());
            if (!open && problem is null)
            {
                return new CsvRow(number, fields, null);
            }

            var next = open && lines.Count < MostLines ? NextOfField(text.Length, lines) : null;
            if (next is null)
            {
                // Everything after the first line may be good rows.
                PutBack(lines);
                return Bad(problem ?? "A quotation mark opens a field and is never closed");
            }

            text.Append('\n').Append(next);
        }
    }

    /// <summary>Lines up to the next one with a quotation mark: without one the field cannot end, and looking at each would be quadratic.</summary>
    private string? NextOfField(int length, List<string> lines)
    {
        var part = new StringBuilder();
        while (lines.Count < MostLines && length + part.Length <= MostCharacters && Line() is { } line)
        {
            lines.Add(line);
            part.Append(line);
            if (line.Contains('"'))
            {
                return part.ToString();
            }

            part.Append('\n');
        }

        return null;
    }

    private (List<string> Fields, string? Problem, bool Open) Split(string text)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var i = 0;
        while (true)
        {
            field.Clear();
            var start = i;
            while (i < text.Length && text[i] == ' ' && delimiter != ' ')
            {
                i++;
            }

            if (i < text.Length && text[i] == '"')
            {
                for (i++; ; i++)
                {
                    if (i >= text.Length)
                    {
                        return (fields, null, true);
                    }

                    if (text[i] != '"')
                    {
                        field.Append(text[i]);
                    }
                    else if (i + 1 < text.Length && text[i + 1] == '"')
                    {
                        field.Append(text[i++]);
                    }
                    else
                    {
                        break;
                    }
                }

                for (i++; i < text.Length && text[i] == ' '; i++)
                {
                }

                if (i < text.Length && text[i] != delimiter)
                {
                    return (fields, $"Field {fields.Count + 1} goes on after its closing quotation mark; a quotation mark inside a field must be doubled", false);
                }
            }
            else
            {
                var end = text.IndexOf(delimiter, start);
                field.Append(text, start, (end < 0 ? text.Length : end) - start);
                i = end < 0 ? text.Length : end;
            }

            fields.Add(field.ToString());
            if (i >= text.Length)
            {
                return (fields, null, false);
            }

            i++;
        }
    }

    private CsvRow Bad(string problem) => new(number, [], problem);

    private void PutBack(List<string> lines)
    {
        var waiting = again.ToArray();
        again.Clear();
        foreach (var line in lines.Concat(waiting))
        {
            again.Enqueue(line);
        }
    }

    /// <summary>The next line without its end (CR, LF or both). Of one that is too long only the beginning is kept.</summary>
    private string? Line()
    {
        if (again.TryDequeue(out var kept))
        {
            return kept;
        }

        StringBuilder? line = null;
        while (at < filled || Fill())
        {
            var rest = buffer.AsSpan(at, filled - at);
            var end = rest.IndexOfAny('\r', '\n');
            var piece = end < 0 ? rest : rest[..end];
            at += end < 0 ? piece.Length : piece.Length + 1;
            if (end >= 0 && line is null)
            {
                var whole = piece.ToString();
                SkipLineFeed(rest[end]);
                return whole;
            }

            line ??= new StringBuilder();
            line.Append(piece[..Math.Min(piece.Length, Math.Max(0, MostCharacters + 1 - line.Length))]);
            if (end >= 0)
            {
                SkipLineFeed(rest[end]);
                return line.ToString();
            }
        }

        return line?.ToString();
    }

    private void SkipLineFeed(char ended)
    {
        if (ended == '\r' && (at < filled || Fill()) && buffer[at] == '\n')
        {
            at++;
        }
    }

    private bool Fill()
    {
        (at, filled) = (0, reader.Read(buffer, 0, buffer.Length));
        return filled > 0;
    }
}
