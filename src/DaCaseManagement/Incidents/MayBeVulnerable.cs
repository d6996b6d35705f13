using DaCaseManagement.People;

namespace DaCaseManagement.Incidents;

/// <summary>Whether a report says that a victim may be vulnerable, so that a vulnerability assessment is asked for (RSK-15). Pure.</summary>
public static class MayBeVulnerable
{
    public const string DeadlineKind = "VulnerabilityAssessment";

    private const int Adult = 18;

    /// <returns>Why, in words; empty when nothing says so.</returns>
    public static IReadOnlyList<string> Because(Incident incident, PartialDate? born, DateOnly today)
    {
        var why = new List<string>();
        if (Says(incident, "needs"))
        {
            why.Add("a disability, illness or other need was told");
        }

        if (Says(incident, "language"))
        {
            why.Add("an interpreter is needed");
        }

        // A year alone is read in her favour: she may still be under 18.
        if (born is { } b && new DateOnly(b.Year, b.Month ?? 12, b.Month is null ? 31 : b.Day ?? DateTime.DaysInMonth(b.Year, b.Month.Value)).AddYears(Adult) > today)
        {
            why.Add("she may be under 18");
        }

        return why;
    }

    /// <summary>The key of the deadline.</summary>
    public static string Subject(string incident, string person) => $"{incident} {person}";

    private static bool Says(Incident incident, string prompt) => incident.Prompts.Any(p => p.Code == prompt && p.Reply == PromptReply.Yes);
}
