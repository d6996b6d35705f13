using System.Text.Json;

namespace DaCaseManagement.Incidents.Closing;

/// <param name="Code">Kept with the answer; never changes its meaning.</param>
public sealed record ClosingQuestion(string Code, string Question);

/// <param name="Note">Needed with a no.</param>
public sealed record ClosingAnswer(string Code, bool Yes, string? Note);

/// <summary>What a control-room inspector answers before an incident is closed (REC-9). Own words.</summary>
public static class ClosingQuestions
{
    /// <summary>The last one decides: a no sends it back.</summary>
    public const string Decides = "right-to-close";

    public static readonly IReadOnlyList<ClosingQuestion> All =
    [
        new("seen", "Did an officer see the victim, face to face?"),
        new("suspect", "Has the suspect been dealt with, or is somebody named looking for them?"),
        new("history", "Was the history of both people, with markers and orders, known to those who went?"),
        new("safe", "Is the victim safe now, and does she know how to reach us?"),
        new(Decides, "Is it right to close this incident?"),
    ];

    public static string Write(IEnumerable<ClosingAnswer> answers) => JsonSerializer.Serialize(answers);

    public static IReadOnlyList<ClosingAnswer> Read(string? detail) => detail is null ? [] : JsonSerializer.Deserialize<List<ClosingAnswer>>(detail)!;
}
