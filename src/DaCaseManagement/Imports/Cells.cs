using DaCaseManagement.Pipeline;

namespace DaCaseManagement.Imports;

/// <summary>One row being read: what its cells say, and what was not understood. Nothing is guessed: it is read, kept as typed with a note, or the row is refused.</summary>
internal sealed class Cells(ColumnMap map, IReadOnlyList<string> row)
{
    // How systems write that they do not know (PPL-1). "NULL" is not among them: it is somebody's name.
    private static readonly HashSet<string> Unknown = new(["unknown", "not known", "n/k", "n/a", "not recorded", "not stated", "(null)", "<null>", "?", "-", "--"], StringComparer.OrdinalIgnoreCase);
    private static readonly char[] Between = ['|', ';', '\n'];

    public List<RowNote> Notes { get; } = [];

    /// <summary>The text of a field, or null when it is empty or says that it is unknown. Too long or unreadable: the row is refused.</summary>
    public string? Text(string field, int most, bool alsoUnknown = true)
    {
        var text = map.Cells(field, row).FirstOrDefault();
        return text is null || (alsoUnknown && Unknown.Contains(text)) ? null : Checked(field, text, most);
    }

    /// <summary>All that stands in the cells of a field, parted by | ; or a line break.</summary>
    public List<string> List(string field, int most) =>
    [
        .. map.Cells(field, row).SelectMany(c => c.Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(t => !Unknown.Contains(t)).Distinct().Select(t => Checked(field, t, most)).OfType<string>(),
    ];

    public void Flag(string field, string typed, string why) => Notes.Add(new RowNote(map.Heading(field), typed, why, false));

    public void Refuse(string field, string typed, string why) => Notes.Add(new RowNote(map.Heading(field), typed, why, true));

    private string? Checked(string field, string text, int most)
    {
        var problem = text.Contains('\uFFFD') ? "A letter cannot be read: the file is in another encoding, or damaged here" : TextRules.Problem(text, ImportNames.Find(map.Kind, field)!.Label, most);
        if (problem is null)
        {
            return text;
        }

        Refuse(field, text, problem);
        return null;
    }
}
