namespace DaCaseManagement.Imports;

/// <summary>Something in a row that could not be taken over: the row refused, or the row taken over and this kept as typed.</summary>
public sealed class ImportProblem
{
    private ImportProblem() { }

    public ImportProblem(long importFileId, long row, RowNote note) =>
        (ImportFileId, Row, Column, AsTyped, Why, Refused) = (importFileId, row, Cut(note.Column), Cut(note.AsTyped), Cut(note.Why), note.Refused);

    public long Id { get; private set; }

    public long ImportFileId { get; private set; }

    /// <summary>As a spreadsheet counts: the headings are row 1.</summary>
    public long Row { get; private set; }

    public string Column { get; private set; } = "";

    public string AsTyped { get; private set; } = "";

    public string Why { get; private set; } = "";

    /// <summary>The whole row was refused; otherwise only this was not understood.</summary>
    public bool Refused { get; private set; }

    // Enough to find it by; the file itself has the rest.
    private static string Cut(string text) => text.Length <= 200 ? text : char.IsHighSurrogate(text[198]) ? text[..198] + "…" : text[..199] + "…";
}

/// <param name="Column">The heading, or empty for the whole row.</param>
public sealed record RowNote(string Column, string AsTyped, string Why, bool Refused);
