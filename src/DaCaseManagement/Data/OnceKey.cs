namespace DaCaseManagement.Data;

/// <summary>A form that has been carried out, with its answer, so that the same form sent again (double click, retry, back button) gets the answer and
/// does nothing. The same form with other content is a new request, judged by the rules.</summary>
public sealed class OnceKey
{
    public Guid Key { get; init; }

    public required string Request { get; init; }

    public required string ContentHash { get; init; }

    public long UserId { get; init; }

    public DateTime At { get; init; }

    public required string Answer { get; init; }
}
