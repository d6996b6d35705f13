namespace DaCaseManagement.Worklists;

/// <summary>Kinds of deadline as somebody would look for them.</summary>
public enum WorkGroup
{
    Risk,
    VictimContact,
    FollowUp,
    Ownership,
    Marac,
    Dispatch,
    Closing,
}

/// <summary>Which kinds belong together. Pure; a test finds a kind that is in none.</summary>
public static class WorkGroups
{
    private static readonly Dictionary<WorkGroup, string[]> Groups = new()
    {
        [WorkGroup.Risk] = ["Assessment", "FirstGrade", "SupervisorSignOff", "LoweringDecision", "SecondaryReview", "ChallengeDecision", "ExceptionDecision", "VulnerabilityAssessment", "Reassessment"],
        [WorkGroup.VictimContact] = ["VictimContact", "VictimInformed", "NewContactTold"],
        [WorkGroup.FollowUp] = ["FollowUp", "PlanTouch", "CaseReview", "MarkerReview"],
        [WorkGroup.Ownership] = ["HandoverAcceptance", "RejectedHandover", "ShiftHandover", "AbsentOwner"],
        [WorkGroup.Marac] = ["MaracReferral", "MaracListing", "MaracPreparation"],
        [WorkGroup.Dispatch] = ["Dispatch", "Attendance"],
        [WorkGroup.Closing] = ["ClosureEndorsement", "ClosingQuestions", "ClosureException", "RecodeDecision"],
    };

    public static IReadOnlyList<string> KindsOf(WorkGroup group) => Groups[group];

    /// <summary>Null for a kind of a later version.</summary>
    public static WorkGroup? Of(string kind) => Groups.Where(g => g.Value.Contains(kind)).Select(g => (WorkGroup?)g.Key).FirstOrDefault();
}
