namespace DaCaseManagement.Clocks;

/// <summary>Word sent to one person inside the system: references and what a colleague wrote, never copied outside it.</summary>
public sealed class Notice
{
    private Notice() { }

    public Notice(long userId, string text, string? caseReference, DateTime at, DeadlineEvent? about = null) => (UserId, Text, CaseReference, SentAt, About) = (userId, text, caseReference, at, about);

    public long Id { get; private set; }

    public long UserId { get; private set; }

    public string Text { get; private set; } = "";

    public string? CaseReference { get; private set; }

    public DateTime SentAt { get; private set; }

    /// <summary>What was done about a deadline, of which this tells.</summary>
    public long? AboutId { get; private set; }

    public DeadlineEvent? About { get; private set; }

    public DateTime? ReadAt { get; private set; }

    public void Read(DateTime at) => ReadAt ??= at;
}
